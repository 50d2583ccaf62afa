/**
 * Builds the names page: one file with its script and style in it, beside the native host that serves it. One file, because its
 * origin is open to one request at a time (docs/names-page.md).
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { NAMES_PAGE_FILE } from '../lib/protocol/ids.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Leaves out polkadot-js's WebAssembly: all that the page does goes without, and its policy does not let it run. */
const withoutWasm: Plugin = {
  name: 'without-wasm',
  setup(bundle) {
    bundle.onResolve({ filter: /^@polkadot\/wasm-crypto-init$/ }, ({ path, kind, resolveDir }) =>
      bundle.resolve(`${path}/none`, { kind, resolveDir }),
    );
  },
};

/** Bundles `entry` into the page and writes it into `folder`; returns its path. */
export async function buildNamesPage(
  folder: string = join(root, '.output', 'native-host'),
  entry: string = join(root, 'names-page', 'main.browser.tsx'),
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome128', 'firefox140'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The policy of the page hashes its script: ASCII alone is read alike by everybody.
    charset: 'ascii',
    plugins: [withoutWasm],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const part = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
  const script = part('.js');
  const style = part('.css');
  // In a script this would take what follows out of it (HTML, section 4.12.1.3).
  if (/<!--|<\/?script/i.test(script) || /<\/style/i.test(style)) {
    throw new Error('the page holds a text that ends its own script or style');
  }
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Copybara</title>
<style>${style}</style>
</head>
<body>
<div id="root"></div>
<script type="module">${script}</script>
</body>
</html>
`;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, NAMES_PAGE_FILE);
  writeFileSync(file, html);
  return file;
}

if (import.meta.main) {
  const file = await buildNamesPage();
  console.log(`${file} ${Math.ceil(statSync(file).size / 1000)} kB`);
}
