/**
 * Everything that `npm test` runs after the set-up: types, lint, build, the unit, house, host and chain tests, and the end-to-end
 * tests in real browsers. Goes on after a failure, to show all there is to see; ends with one line, `N passed, N failed`,
 * and with exit code 0 only when nothing failed. A step that is not made of tests counts when it fails, and only then.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORTS = join(ROOT, 'node_modules/.cache/copybara/reports');
/** How long one step may take, in ms: a hang must end the run, a slow machine must not. */
const STEP_DEADLINE = 30 * 60_000;
/** Where end-to-end tests are named that passed only when they were run again. */
const AGAIN = join(REPORTS, 'again.txt');
/** How much of a failed test's reason is said again at the end. */
const REASON_LINES = 12;

const Report = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          status: v.string(),
          fullName: v.string(),
          failureMessages: v.nullish(v.array(v.string()), []),
        }),
      ),
    }),
  ),
});

const total = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];
/** What failed and why, said again at the very end: the end of a long log is often all that is kept of it. */
const failures: string[] = [];

/**
 * Runs a program; resolves to whether it went well. What it prints comes out at once, or, `beside` another one, at its end in
 * one piece.
 */
function runs(command: string, args: readonly string[], beside = false): Promise<boolean> {
  return new Promise((resolve) => {
    const output = beside ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', output, output],
      env: { ...process.env, COPYBARA_E2E_AGAIN: AGAIN },
      shell: process.platform === 'win32',
      timeout: STEP_DEADLINE,
    });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => printed.push(chunk));
    }
    child.once('error', () => resolve(false));
    child.once('close', (status) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(status === 0);
    });
  });
}

function note(name: string, words: string, startedAt: number): void {
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  summary.push(`${name.padEnd(12)} ${words} (${seconds} s)`);
}

/** A step that is right or wrong as a whole: an npm script. */
async function step(script: string): Promise<boolean> {
  const startedAt = performance.now();
  const fine = await runs('npm', ['run', '--silent', script]);
  if (!fine) total.failed += 1;
  note(script, fine ? 'ok' : 'FAILED', startedAt);
  return fine;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readReport(path: string): v.InferOutput<typeof Report> | undefined {
  try {
    return v.parse(Report, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Adds each test that failed, and each file that could not be run, with the first lines of its reason. */
function noteFailures(report: v.InferOutput<typeof Report>): void {
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    const path = relative(ROOT, file.name);
    for (const { fullName, failureMessages } of failed) {
      failures.push(`${path}: ${fullName}\n${shortened((failureMessages ?? []).join('\n'))}`);
    }
    // A hook that fails before any test counts as the file's failure.
    if (file.status === 'failed' && failed.length === 0) {
      failures.push(`${path}\n${shortened(file.message)}`);
    }
  }
}

function shortened(reason: string): string {
  const lines = reason.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, REASON_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
}

/** A run of vitest, counted by the report that it writes. */
async function tests(name: string, program: readonly string[], beside = false): Promise<void> {
  const startedAt = performance.now();
  const path = join(REPORTS, `${name.replaceAll(/\W+/g, '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const command = [...program, ...reporters, '--reporter=./tests/e2e/again-reporter.ts'];
  const fine = await runs(process.execPath, command, beside);
  const report = readReport(path);
  const passed = report?.numPassedTests ?? 0;
  // A file that could not be loaded has no tests to count, and must not vanish.
  const unread = report?.testResults.filter(
    ({ assertionResults, status }) => status === 'failed' && assertionResults.length === 0,
  );
  let failed = (report?.numFailedTests ?? 0) + (unread?.length ?? 0);
  // An error outside of every test, a crash, or a run in which nothing was found.
  if (failed === 0 && (!fine || passed === 0)) failed = 1;
  if (report !== undefined) noteFailures(report);
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  note(name, `${passed} passed, ${failed} failed, ${skipped} skipped`, startedAt);
}

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

await step('types');
await step('lint');
const built = await step('build');
await tests('tests', ['node_modules/vitest/vitest.mjs', 'run']);
if (built) {
  // Faults are mostly waited for, so both halves take little longer together than one; each has a network of its own.
  const others = ['calls/', 'call-links', 'leaks', 'main-path', 'neighbours'];
  await Promise.all([
    tests('end-to-end', ['tests/e2e/run.ts', ...others.map((name) => `tests/e2e/${name}`)]),
    tests(
      'faults',
      ['tests/e2e/run.ts', ...others.flatMap((name) => ['--exclude', `tests/e2e/${name}*`])],
      true,
    ),
  ]);
} else summary.push('end-to-end   not run: there is no build');

if (failures.length > 0) process.stdout.write(`\nFAILED:\n${failures.join('\n')}\n`);
const again = readText(AGAIN);
if (again !== '') process.stdout.write(`\nPASSED ONLY WHEN RUN AGAIN:\n${again}`);
process.stdout.write(`\n${summary.join('\n')}\n`);
if (total.skipped > 0) process.stdout.write(`${total.skipped} skipped\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
