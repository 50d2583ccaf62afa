import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { HostEvent, Reply } from '../../lib/protocol/host.ts';
import { encodeFrame, FrameReader } from '../../native-host/framing.ts';

const MAIN = fileURLToPath(new URL('../../native-host/main.node.ts', import.meta.url));
const MCC = fileURLToPath(new URL('../stand-ins/mcc/mcc', import.meta.url));

/** Node ids that Staex published. */
export const US = 'gbkjnr7ydpj13bwjf8wcpwkemrnpfch0cfdtsvvgwpedjaa3we70';
export const ALICE = 'h8syf1xcv3rveegh00p89ew8sqbzkr4ckpjz3zs4xxr5tvf4hs4g';
export const BOB = 'ctnsaj8135fsnm5t1fqda6093g95pjzfdhms77trjk6fy1ks6a80';

/** What the stand-in for mcc says; see its own description. */
export type MccState = {
  readonly id?: string;
  readonly addresses?: Readonly<Record<string, string | readonly string[]>>;
  readonly [key: string]: unknown;
};

/** Loopback addresses for the demo's network, where nothing but the host's own rules keep things apart. */
export const DEMO: MccState = {
  id: US,
  addresses: { [US]: '127.77.0.1', [ALICE]: '127.77.0.2', [BOB]: '127.77.0.3' },
};

const Hello = v.object({
  socks: v.object({
    port: v.number(),
    username: v.optional(v.string()),
    password: v.optional(v.string()),
  }),
});

export interface StartOptions {
  /** Keys of host.json beside `mcc`; the whole text where it is a string. */
  readonly config?: Readonly<Record<string, unknown>> | string;
  readonly state?: MccState;
  /** Words before the command, such as `ip netns exec x`. */
  readonly prefix?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The real host in a process of its own, spoken to over its pipes. Ends with the test. */
export class TestHost {
  readonly child: ChildProcess;
  readonly folder: string;
  /** The exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  readonly #replies = new Map<number, Reply>();
  readonly #events: HostEvent[] = [];
  readonly #reader = new FrameReader(1024 * 1024);
  readonly #waiting = new Set<() => void>();
  #lastId = 0;
  stderr = '';
  port = 0;
  credentials: { readonly username: string; readonly password: string } | undefined;

  constructor(options: StartOptions = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'copybara-host-'));
    const { config = {}, prefix = [] } = options;
    this.setMcc(options.state ?? DEMO);
    const text =
      typeof config === 'string'
        ? config
        : JSON.stringify({ mcc: [MCC, '--state', this.stateFile], allowLoopback: true, ...config });
    writeFileSync(join(this.folder, 'host.json'), text);
    const [command, ...args] = [...prefix, process.execPath, MAIN];
    this.child = spawn(command, args, {
      env: {
        ...process.env,
        COPYBARA_HOST_CONFIG: join(this.folder, 'host.json'),
        ...options.env,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdin?.on('error', () => undefined);
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    this.ended = new Promise((resolve) => {
      this.child.on('exit', (code, signal) => {
        resolve(code ?? signal ?? 'unknown');
        this.#wake();
      });
    });
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  get stateFile(): string {
    return join(this.folder, 'mcc.json');
  }

  /** The runs of `mcc` so far: its process id and arguments. Needs `record: true` in the state. */
  get mccRuns(): readonly { readonly pid: number; readonly args: string }[] {
    let text = '';
    try {
      text = readFileSync(join(this.folder, 'runs'), 'utf8');
    } catch {
      // It has not run yet.
    }
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({ pid: Number.parseInt(line, 10), args: line.replace(/^\d+ /, '') }));
  }

  setMcc(state: MccState): void {
    const record = state['record'] === true ? join(this.folder, 'runs') : undefined;
    writeFileSync(this.stateFile, JSON.stringify({ ...state, record }));
  }

  /** Starts to read what the host says. */
  listen(): void {
    this.child.stdout?.on('data', (chunk: Buffer) => {
      const messages = this.#reader.push(chunk);
      if (!messages.ok) throw new Error(`the host sent ${messages.error.kind}`);
      for (const message of messages.value) this.#sort(message);
      this.#wake();
    });
  }

  write(bytes: Uint8Array): void {
    this.child.stdin?.write(bytes);
  }

  send(message: unknown): void {
    this.write(encodeFrame(message, 1024 * 1024) ?? new Uint8Array());
  }

  /** Sends a request and waits for its reply. */
  async request(kind: string, ask: unknown = {}): Promise<Reply> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.send({ id, kind, ask });
    return this.reply(id);
  }

  async reply(id: number): Promise<Reply> {
    return this.#until(() => {
      const reply = this.#replies.get(id);
      this.#replies.delete(id);
      return reply;
    }, `reply ${id}`);
  }

  /** The next event of this kind, also one that came already. */
  async event(kind: HostEvent['event']): Promise<HostEvent> {
    return this.#until(() => {
      const index = this.#events.findIndex(({ event }) => event === kind);
      return index === -1 ? undefined : this.#events.splice(index, 1)[0];
    }, kind);
  }

  /** The events that came and nobody waited for. */
  get events(): readonly HostEvent[] {
    return this.#events;
  }

  async hello(
    browser: 'chromium' | 'firefox' = 'chromium',
    capabilities: readonly string[] = [],
  ): Promise<Reply> {
    const reply = await this.request('hello', {
      protocol: 1,
      version: '0',
      browser,
      capabilities,
    });
    if (reply.ok) {
      const { port, username, password } = v.parse(Hello, reply.answer).socks;
      this.port = port;
      if (username !== undefined && password !== undefined) {
        this.credentials = { username, password };
      }
    }
    return reply;
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #sort(message: unknown): void {
    const reply = v.safeParse(Reply, message);
    if (reply.success) {
      if (this.#replies.has(reply.output.id)) throw new Error('two replies to one request');
      this.#replies.set(reply.output.id, reply.output);
    } else this.#events.push(v.parse(HostEvent, message));
  }

  async #until<T>(look: () => T | undefined, what: string): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`the host ended before ${what}: ${this.stderr}`);
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }
}

/** A host that was said hello to. */
export async function startHost(
  options?: StartOptions & {
    readonly browser?: 'chromium' | 'firefox';
    readonly capabilities?: readonly string[];
  },
): Promise<TestHost> {
  const host = new TestHost(options);
  host.listen();
  const reply = await host.hello(options?.browser, options?.capabilities);
  if (!reply.ok) throw new Error(`no hello: ${reply.failure}`);
  return host;
}

/** Whether a process is still there and no zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Waits until something holds, looking again and again. */
export async function eventually(holds: () => boolean, what: string, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
