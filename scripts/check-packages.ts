/**
 * `npm run zip:check`: makes the packages for the stores, builds both browsers' once more from the archive of sources, with the
 * packages of this folder, and compares every byte; then has Mozilla's linter look at the add-on. Needs `unzip`.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import packageJson from '../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, '.output');
const LINTER = 'web-ext@9.0.0';

/** Preact can set `innerHTML` for a prop that no view of ours uses, which a test holds. */
const KNOWN = new Set(['UNSAFE_VAR_ASSIGNMENT']);

const Report = v.object({
  errors: v.array(v.object({ code: v.string(), message: v.string(), file: v.nullish(v.string()) })),
  warnings: v.array(
    v.object({ code: v.string(), message: v.string(), file: v.nullish(v.string()) }),
  ),
});

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Every file below a folder, by its path in it. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted();
}

/** The files that differ between two folders, or are in one of them only. */
function differences(one: string, other: string): readonly string[] {
  const all = new Set([...filesIn(one), ...filesIn(other)]);
  return [...all].filter((path) => {
    const [a, b] = [join(one, path), join(other, path)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}

function rebuild(work: string): readonly string[] {
  const name = `copybara-${packageJson.version}`;
  const sources = join(work, 'sources');
  run('unzip', ['-q', join(output, `${name}-sources.zip`), '-d', sources], root);
  symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'));
  return (['chrome', 'firefox'] as const).flatMap((browser) => {
    const packed = join(work, browser);
    run('unzip', ['-q', join(output, `${name}-${browser}.zip`), '-d', packed], root);
    run(
      'npm',
      ['run', '--silent', `build:${browser === 'chrome' ? 'chromium' : 'firefox'}`],
      sources,
    );
    const built = join(sources, '.output', `${browser}-mv3`);
    return differences(packed, built).map(
      (path) => `${browser}: ${path} is built otherwise from the sources`,
    );
  });
}

function lint(): readonly string[] {
  const said = execFileSync(
    'npx',
    ['--yes', LINTER, 'lint', '--output', 'json', '--source-dir', join(output, 'firefox-mv3')],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { errors, warnings } = v.parse(Report, JSON.parse(said));
  return [...errors, ...warnings]
    .filter(({ code }) => !KNOWN.has(code))
    .map(({ code, message, file }) => `lint: ${code} ${file ?? ''} ${message}`);
}

run('npm', ['run', '--silent', 'zip'], root);
const work = mkdtempSync(join(tmpdir(), 'copybara-packages-'));
try {
  const found = [...rebuild(work), ...(process.argv.includes('--no-lint') ? [] : lint())];
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
  else
    console.log(
      `packages of ${packageJson.version}: the same from their sources (${relative(root, output)})`,
    );
} finally {
  rmSync(work, { recursive: true });
}
