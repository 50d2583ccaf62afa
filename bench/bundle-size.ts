/** How large what the browser loads is, in kB of 1000 bytes as built: each entry with everything that it imports or links to. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Result, Results } from './results.ts';

const BUILD = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));
const WORKER_LIMIT = 100;
const PAGE_LIMIT = 60;

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
  const script = (entry: string): Result => {
    const size = kilobytes([...closure(entry)].filter((file) => file.endsWith('.js')));
    const goal = { text: `under ${PAGE_LIMIT} kB`, met: size < PAGE_LIMIT };
    return { value: size, unit: 'kB', runs: 1, goal };
  };
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
    'gate: script': script('gate.html'),
    'popup: script': script('popup.html'),
    'options: script': script('options.html'),
  };
}
