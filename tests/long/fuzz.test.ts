/**
 * A million inputs for each parser of bytes and texts from outside. COPYBARA_FUZZ_SEED repeats a run exactly, COPYBARA_FUZZ_RUNS
 * changes how many inputs there are; a failure prints the command that repeats it.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

const RUNS = Number(process.env['COPYBARA_FUZZ_RUNS'] ?? 1_000_000);
const SEED = Number(process.env['COPYBARA_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** How long nothing may be heard: 5,000 inputs take a second at most. */
const SILENCE = 60_000;
/** Megabytes that a parser may hold on to after so many inputs; none has a reason to keep anything. */
const KEPT = 8;

const Report = v.object({
  runs: v.number(),
  slowest: v.number(),
  before: v.number(),
  after: v.number(),
});

const PROGRAMS = {
  scale: new URL('fuzz/scale.ts', import.meta.url),
  framing: new URL('fuzz/framing.ts', import.meta.url),
  socks: new URL('fuzz/socks.ts', import.meta.url),
  names: new URL('fuzz/names.ts', import.meta.url),
  mcc: new URL('fuzz/mcc.ts', import.meta.url),
  'call-links': new URL('fuzz/call-links.ts', import.meta.url),
  'call-words': new URL('fuzz/call-words.ts', import.meta.url),
  'file-frames': new URL('fuzz/file-frames.ts', import.meta.url),
  turn: new URL('fuzz/turn.ts', import.meta.url),
  'peer-packets': new URL('fuzz/peer-packets.ts', import.meta.url),
};

/** Runs one program; ends it when it falls silent, and says where that was. */
function run(url: URL): Promise<v.InferOutput<typeof Report>> {
  const program = fileURLToPath(url);
  // A parser that takes memory without bound ends here.
  const args = ['--expose-gc', '--max-old-space-size=128', program, String(SEED), String(RUNS)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let last = '';
    let complaint = '';
    const silent = setTimeout(() => child.kill('SIGKILL'), SILENCE);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      last = text.trim().split('\n').at(-1) ?? last;
      silent.refresh();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-8000);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(silent);
      if (code === 0) resolve(v.parse(Report, JSON.parse(last)));
      else reject(new Error(`${args.join(' ')}: ${signal ?? code} after ${last}\n${complaint}`));
    });
  });
}

describe(`seed ${SEED}, ${RUNS} inputs each`, () => {
  test.each(Object.entries(PROGRAMS))('%s', async (target, program) => {
    const report = await run(program);
    process.stdout.write(`${target}: seed ${SEED} ${JSON.stringify(report)}\n`);
    expect(report.runs).toBe(RUNS);
    expect(report.after - report.before).toBeLessThan(KEPT);
  });
});
