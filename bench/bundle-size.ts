/**
 * How large what is built is, in kB of 1000 bytes: each entry with everything that it imports or links to. What a page really
 * loads when it is opened is measured in the browser, with its first paint.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Results } from './results.ts';

const BUILD = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));
const WORKER_LIMIT = 100;
const NAMES_PAGE = fileURLToPath(
  new URL('../.output/native-host/names-page.html', import.meta.url),
);

/** The scripts and styles that a built file names, as paths in the build. */
function named(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  const references = file.endsWith('.html')
    ? text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)
    : text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+\.js)["'`]/g);
  return [...references].map(([, path = '']) =>
    path.startsWith('/') ? join(BUILD, path) : join(dirname(file), path),
  );
}

/** An entry and all that it needs; throws where a file is named that is not there. */
function closure(entry: string): ReadonlySet<string> {
  const files = new Set<string>();
  const waiting = [join(BUILD, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    if (!existsSync(file)) throw new Error(`${relative(BUILD, file)} is not in the build`);
    files.add(file);
    waiting.push(...named(file));
  }
  return files;
}

function kilobytes(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + statSync(file).size, 0) / 1000;
}

/** Resolver-core with polkadot-js as a worker would have to carry it. */
async function rivalKilobytes(): Promise<number> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { resolveDomainToAddress } from '@azns/resolver-core';",
      resolveDir: BUILD,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return (outputFiles[0]?.contents.length ?? 0) / 1000;
}

/** Looks at the build that is there. */
export async function bundleSizeBenchmark(): Promise<Results> {
  const worker = closure('background.js');
  const polkadot = [...worker].some((file) => /polkadot/i.test(readFileSync(file, 'utf8')));
  const value = kilobytes(worker);
  const rival = await rivalKilobytes();
  return {
    'worker bundle': {
      value,
      unit: 'kB',
      rival: { name: 'resolver-core alone', value: rival },
      ratio: rival / value,
      runs: 1,
      goal: {
        text: `under ${WORKER_LIMIT} kB, no polkadot-js`,
        met: value < WORKER_LIMIT && !polkadot,
      },
    },
    // On demand: nobody loads it who does not ask for names and records.
    'names page': { value: kilobytes([NAMES_PAGE]), unit: 'kB', runs: 1 },
    // Each part is loaded when it is opened.
    'options with every part open: script': {
      value: kilobytes([...closure('options.html')].filter((file) => file.endsWith('.js'))),
      unit: 'kB',
      runs: 1,
    },
  };
}
