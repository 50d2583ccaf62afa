/**
 * Builds the native host as one executable that needs no Node on the person's machine: the Node that runs this, with the
 * bundle inside (https://nodejs.org/api/single-executable-applications.html). For the system that this runs on; on macOS it is
 * signed ad hoc. Run by `npm run build:host:single`; then `copybara-host install` from the folder that it prints.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'postject';
import { NAMES_PAGE_FILE } from '../lib/protocol/ids.ts';
import { bundleHost } from './build-host.ts';
import { buildNamesPage } from './build-names.ts';

/** What Node looks for in itself (its own documentation names this word). */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds the executable into `folder`; returns its path. */
export async function buildSingleHost(
  folder: string = join(root, '.output', 'native-host-single'),
): Promise<string> {
  if (process.platform === 'win32') throw new Error('built for Linux and macOS only');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [script, config, blob] = ['host.cjs', 'sea.json', 'host.blob'].map((name) =>
    join(folder, name),
  );
  const program = join(folder, 'copybara-host');
  if (script === undefined || config === undefined || blob === undefined)
    throw new Error('no paths');
  await bundleHost(script, 'cjs');
  const namesPage = await buildNamesPage(folder);
  writeFileSync(
    config,
    JSON.stringify({
      main: script,
      output: blob,
      disableExperimentalSEAWarning: true,
      // Compiled ahead: browsers wait for the first hello.
      useCodeCache: true,
      // Nothing in the surroundings may change what it runs.
      execArgvExtension: 'none',
      assets: { [NAMES_PAGE_FILE]: namesPage },
    }),
  );
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'pipe' });
  copyFileSync(process.execPath, program);
  chmodSync(program, 0o755);
  const isMac = process.platform === 'darwin';
  if (isMac) execFileSync('codesign', ['--remove-signature', program]);
  await inject(program, 'NODE_SEA_BLOB', readFileSync(blob), {
    sentinelFuse: FUSE,
    ...(isMac ? { machoSegmentName: 'NODE_SEA' } : {}),
  });
  if (isMac) execFileSync('codesign', ['--sign', '-', program]);
  for (const file of [script, config, blob, namesPage]) rmSync(file);
  return program;
}

if (import.meta.main) {
  const program = await buildSingleHost();
  console.log(`${program} ${Math.ceil(statSync(program).size / 1_000_000)} MB`);
}
