/**
 * Builds the names page: one file with its scripts and style in it, beside the native host that serves it. One file, because its
 * origin is open to one request at a time (docs/names-page.md).
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { UNSHOWN } from '../lib/i18n/descriptions.ts';
import { directionOf, LANGUAGES } from '../lib/i18n/languages.ts';
import { namesSentences } from '../lib/i18n/names-sentences.ts';
import { NAMES_PAGE_FILE } from '../lib/protocol/ids.ts';
import { sentencesId } from '../names-page/sentences-id.ts';

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

/** Bundles one script of the page, with the styles that it imports. */
async function bundlePart(
  entry: string,
  format: 'esm' | 'iife',
): Promise<{ readonly script: string; readonly style: string }> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outdir: root,
    write: false,
    bundle: true,
    minify: true,
    format,
    platform: 'browser',
    target: ['chrome128', 'firefox140'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // The policy of the page hashes its scripts: ASCII alone is read alike by everybody.
    charset: 'ascii',
    plugins: [withoutWasm],
    legalComments: 'none',
    logLevel: 'warning',
  });
  const part = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
  const [script, style] = [part('.js'), part('.css')];
  // In a script this would take what follows out of it (HTML, section 4.12.1.3).
  if (/<!--|<\/?script/i.test(script) || /<\/style/i.test(style)) {
    throw new Error('the page holds a text that ends its own script or style');
  }
  return { script, style };
}

/** What the page says, each language in a block of data of its own: the page reads the one that it speaks, and no browser runs any. */
function sentenceBlocks(): string {
  return namesSentences
    .map(({ language, messages }) => {
      // No sentence ends the block that holds it (HTML, section 4.12.1.3).
      const json = JSON.stringify(messages).replaceAll('<', '\\u003c');
      return `<script type="application/json" id="${sentencesId(language)}">${json}</script>`;
    })
    .join('\n');
}

/** What stands there where the page's own script never runs, since the file came in part only; the style shows it after a while. */
function unshown(): string {
  const lines = LANGUAGES.map(
    (language) => `<p lang="${language}" dir="${directionOf(language)}">${UNSHOWN[language]}</p>`,
  );
  return `<div class="unshown">${lines.join('')}</div>`;
}

/** Bundles the page into `folder`; returns its path. */
export async function buildNamesPage(
  folder: string = join(root, '.output', 'native-host'),
): Promise<string> {
  const [page, walletPart] = await Promise.all([
    bundlePart(join(root, 'names-page', 'main.browser.tsx'), 'esm'),
    bundlePart(join(root, 'names-page', 'wallet-part.browser.ts'), 'iife'),
  ]);
  // The part with the wallet is a text till it is wanted. It comes first: where the page runs, all of it has arrived.
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Copybara</title>
<style>${page.style}</style>
</head>
<body>
<div id="root">${unshown()}</div>
<script type="text/plain" id="wallet-part">${walletPart.script}</script>
${sentenceBlocks()}
<script type="module">${page.script}</script>
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
