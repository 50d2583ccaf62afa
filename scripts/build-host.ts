/**
 * Builds the native host: one file without dependencies, and launchers for a person's terminal.
 * `copybara-host install` copies the file away from here and writes the launchers that browsers start.
 */
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import {
  batchLauncher,
  KNOWN_RUNTIMES,
  OLDEST_NODE,
  shellLauncher,
} from '../native-host/install/launcher.ts';
import { chosenRuntime } from '../native-host/install/surroundings.node.ts';

const PLACE = ';const COPYBARA_PLACE=require("node:url").pathToFileURL(process.execPath).href';
const root = fileURLToPath(new URL('..', import.meta.url));

/** Of package.json the host knows its version; the rest stays out of the bundle. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Bundles the host into one file: a module, or the classic script that a single executable runs. */
export async function bundleHost(
  outfile: string,
  format: 'esm' | 'cjs',
  entry: string = join(root, 'native-host', 'main.node.ts'),
): Promise<void> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format,
    // Inside of an executable a script has no address; what lies beside it lies beside that.
    ...(format === 'cjs' ? { define: { 'import.meta.url': 'COPYBARA_PLACE' } } : {}),
    target: `node${OLDEST_NODE}`,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'eof',
    metafile: true,
    plugins: [versionOnly],
    logLevel: 'warning',
    banner: {
      js: `if(parseInt(process.versions.node,10)<${OLDEST_NODE}){console.error("copybara-host: needs Node ${OLDEST_NODE} or newer, this is "+process.version);process.exit(1)}${format === 'cjs' ? PLACE : ''}`,
    },
  });
  const outside = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports.map(({ path }) => path))
    .filter((path) => !isBuiltin(path));
  if (outside.length > 0) throw new Error(`the bundle still imports ${outside.join(', ')}`);
}

/** Bundles `entry` into `folder` and writes the launchers beside it; returns the path of the bundle. */
export async function buildHost(
  folder: string = join(root, '.output', 'native-host'),
  entry?: string,
): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundle = join(folder, 'copybara-host.mjs');
  await bundleHost(bundle, 'esm', entry);

  const runtime = chosenRuntime(process.execPath, homedir());
  const launcher = join(folder, 'copybara-host');
  writeFileSync(launcher, shellLauncher(runtime, null, KNOWN_RUNTIMES));
  chmodSync(launcher, 0o755);
  const windowsRuntime =
    process.platform === 'win32' ? runtime : 'C:\\Program Files\\nodejs\\node.exe';
  writeFileSync(`${launcher}.bat`, batchLauncher(windowsRuntime));
  return bundle;
}

if (import.meta.main) {
  const bundle = await buildHost();
  console.log(`${bundle} ${Math.ceil(statSync(bundle).size / 1000)} kB`);
}
