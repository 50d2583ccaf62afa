import { type ChildProcess, spawn } from 'node:child_process';
import { MAX_MCC_OUTPUT, MAX_MCC_PROCESSES, MAX_MCC_QUEUE } from '../limits.ts';
import type { MccRun } from './parse.ts';

/** Asks the `mcc` program. */
export interface MccDriver {
  /** Runs `mcc` with these arguments; the same question asked twice at a time is one process. Never rejects. */
  readonly ask: (question: readonly string[]) => Promise<MccRun>;
  /** Kills what runs; later questions are answered `busy`. */
  readonly close: () => void;
}

// A browser started from a desktop has a bare PATH; these are where packages put `mcc` and `docker`.
const USUAL_FOLDERS = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
];

/** A driver for a command such as `["docker", "exec", "mcc", "mcc"]`; it is never given to a shell. */
export function createMccDriver(
  command: readonly [string, ...string[]],
  timeoutMs: number,
  environment: NodeJS.ProcessEnv,
): MccDriver {
  const asked = new Map<string, Promise<MccRun>>();
  const queue: (() => void)[] = [];
  const stops = new Set<() => void>();
  const env = childEnvironment(environment);
  let closed = false;

  function start(question: readonly string[]): Promise<MccRun> {
    return new Promise((resolve) => {
      const begin = (): void => {
        const stop = run(command, question, timeoutMs, env, (result) => {
          stops.delete(stop);
          resolve(result);
          queue.shift()?.();
        });
        stops.add(stop);
      };
      if (closed || queue.length >= MAX_MCC_QUEUE) resolve({ kind: 'busy' });
      else if (stops.size < MAX_MCC_PROCESSES) begin();
      else queue.push(() => (closed ? resolve({ kind: 'busy' }) : begin()));
    });
  }

  return {
    ask(question) {
      const key = question.join('\0');
      const running = asked.get(key);
      if (running) return running;
      const started = start(question).finally(() => asked.delete(key));
      asked.set(key, started);
      return started;
    },
    close() {
      closed = true;
      for (const stop of stops) stop();
    },
  };
}

/** One process from start to end; gives a function that ends it early. `done` is called once, never before this returns. */
function run(
  command: readonly [string, ...string[]],
  question: readonly string[],
  timeoutMs: number,
  env: NodeJS.ProcessEnv,
  done: (result: MccRun) => void,
): () => void {
  const [program, ...leading] = command;
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  let outLength = 0;
  let errorLength = 0;
  let settled = false;
  let child: ChildProcess | undefined;

  const settle = (result: MccRun, kill: boolean): void => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    if (child && kill) killGroup(child);
    child?.stdout?.destroy();
    child?.stderr?.destroy();
    done(result);
  };
  const timer = setTimeout(() => settle({ kind: 'timeout' }, true), timeoutMs);

  try {
    child = spawn(program, [...leading, ...question], {
      // A group of its own, so that a wrapper's children end with it.
      detached: process.platform !== 'win32',
      env,
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    queueMicrotask(() => settle({ kind: 'not-started', code: errorCode(error) }, false));
    return () => settle({ kind: 'busy' }, false);
  }
  child.once('error', (error) => settle({ kind: 'not-started', code: errorCode(error) }, false));
  child.stdout?.on('data', (chunk: Buffer) => {
    outLength += chunk.length;
    if (outLength > MAX_MCC_OUTPUT) settle({ kind: 'too-long' }, true);
    else out.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    if (errorLength < MAX_MCC_OUTPUT) errors.push(chunk.subarray(0, MAX_MCC_OUTPUT - errorLength));
    errorLength += chunk.length;
  });
  child.once('close', (code, signal) => {
    const result: MccRun =
      code === null
        ? { kind: 'killed', signal: signal ?? 'unknown' }
        : {
            kind: 'exited',
            code,
            stdout: Buffer.concat(out).toString('utf8'),
            stderr: Buffer.concat(errors).toString('utf8'),
          };
    settle(result, false);
  });
  return () => settle({ kind: 'busy' }, true);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], {
        stdio: 'ignore',
        windowsHide: true,
      }).on('error', () => child.kill('SIGKILL'));
    } else {
      process.kill(-child.pid, 'SIGKILL');
    }
  } catch {
    // It ended by itself in between.
  }
}

function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // MCC_UNIX_SOCKET_PATH, DOCKER_HOST and the like pass through; texts of errors are to be in English.
  if (process.platform === 'win32') return { ...environment };
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const path = [...new Set([...folders, ...USUAL_FOLDERS])].join(':');
  return { ...environment, PATH: path, LC_ALL: 'C' };
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
