/** Programs of the harness: run to the end, or kept as services that end with us. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { within } from './wait-for.ts';

/** Runs a program to its end and gives its standard output; throws with what it printed when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  { input, env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const child = spawn(command, args, { stdio: 'pipe', env: env ?? process.env });
  let out = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  child.stdin.on('error', () => {}).end(input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')}: exit ${code}: ${complaint.trim()}`);
  }
  return out;
}

/** The command line that runs a program in a network namespace (`undefined`: in the one we are in). */
function inNamespace(
  namespace: string | undefined,
  command: string,
  args: readonly string[],
): [string, string[]] {
  if (namespace === undefined) return [command, [...args]];
  return ['ip', ['netns', 'exec', namespace, command, ...args]];
}

/** A program that runs beside the tests until it is stopped; it also ends when we do, because its standard input closes. */
export interface Service {
  readonly child: ChildProcess;
  /** The first line that it printed: it is ready. */
  readonly ready: string;
  /** What it printed on standard output since it was ready. */
  readonly answers: readonly string[];
  /** Everything it printed so far, line by line, standard error included. */
  readonly lines: readonly string[];
  /** Sends a line to its standard input. */
  send(line: string): void;
  /** Ends it (SIGTERM, then SIGKILL) and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts a service and waits for its first line on standard output. */
export async function startService(
  namespace: string | undefined,
  command: string,
  args: readonly string[],
  { env, timeout = 15_000 }: { env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<Service> {
  const [program, all] = inNamespace(namespace, command, args);
  const child = spawn(program, all, { stdio: 'pipe', env: env ?? process.env });
  const lines: string[] = [];
  const printed: string[] = [];
  const answers: string[] = [];
  child.stdin.on('error', () => {});
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const first = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (printed.push(line) > 1) answers.push(line);
      resolve(line);
    });
    void gone.then(() => reject(new Error(`it ended: ${lines.join('\n')}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await within(gone, 3000).catch(() => child.kill('SIGKILL'));
    await gone;
  };
  try {
    const ready = await within(first, timeout);
    return {
      child,
      ready,
      answers,
      lines,
      stop,
      send: (line) => void child.stdin.write(`${line}\n`),
    };
  } catch (error) {
    await stop();
    throw new Error(`${command} ${args.join(' ')}: it printed ${lines.join('\n')}`, {
      cause: error,
    });
  }
}

/** Starts one of our own TypeScript services, which take their configuration as one JSON argument. */
export function startOwnService(
  namespace: string | undefined,
  script: URL,
  config: unknown,
): Promise<Service> {
  return startService(namespace, process.execPath, [script.pathname, JSON.stringify(config)]);
}
