import * as v from 'valibot';
import {
  type Answer,
  type Ask,
  HOST_CAPABILITIES,
  HOST_PROTOCOL,
  HostEvent,
  type HostFailure,
  REQUESTS,
  Reply,
  type RequestKind,
} from '../protocol/host.ts';
import { HOST_HELLO_DEADLINE, HOST_REQUEST_DEADLINE } from '../protocol/limits.ts';
import type { HostLinkFailure } from '../protocol/ui.ts';
import { err, ok, type Result } from '../result.ts';
import { classifyClose } from './failure.ts';
import type { Transport } from './transport.ts';

/** Runs `task` after `ms` milliseconds; the returned function cancels it. */
export type After = (ms: number, task: () => void) => () => void;

/** Why a request brought no answer. */
export type HostRequestFailure = {
  readonly kind: HostFailure | HostLinkFailure;
  readonly detail?: string;
};

/** What one connection needs. */
export type HostConnectionOptions = {
  readonly transport: Transport;
  readonly after: After;
  readonly browser: 'chromium' | 'firefox';
  readonly version: string;
  /** What is said in `hello` beside what every extension can do. */
  readonly also?: string;
  readonly onEvent: (event: HostEvent) => void;
  /** Called once when the connection has ended, however it ended, except by `close`. */
  readonly onDown: (failure: HostLinkFailure) => void;
};

/** One connection to the host, from `hello` to its end; a new connection is a new object. */
export type HostConnection = {
  /** The host's hello, or why there is none. */
  readonly hello: Promise<Result<Answer<'hello'>, HostRequestFailure>>;
  /** Asks the host; resolves with exactly one answer or failure, at the latest at the deadline. */
  request<K extends RequestKind>(
    kind: K,
    ask: Ask<K>,
  ): Promise<Result<Answer<K>, HostRequestFailure>>;
  /** The same for a kind that is not one of `REQUESTS`; the answer is not checked. */
  exchange(
    kind: string,
    ask: unknown,
    deadline: number,
  ): Promise<Result<unknown, HostRequestFailure>>;
  /** Ends the connection; everything that waits fails with `host-stopped`. */
  close(): void;
};

type Settle = (result: Result<unknown, HostRequestFailure>) => void;

/** Connects to the host and says hello. Never throws: what fails, fails as a value. */
export function connectHost(options: HostConnectionOptions): HostConnection {
  const waiting = new Map<number, Settle>();
  let nextId = 0;
  let saidHello = false;
  let down: HostLinkFailure | undefined;

  function end(failure: HostLinkFailure): void {
    if (down !== undefined) return;
    down = failure;
    for (const settle of waiting.values()) settle(err({ kind: failure }));
  }

  function fail(failure: HostLinkFailure): void {
    if (down !== undefined) return;
    end(failure);
    options.onDown(failure);
  }

  function receive(message: unknown): void {
    if (down !== undefined) return;
    const event = v.safeParse(HostEvent, message);
    if (event.success) {
      if (saidHello) options.onEvent(event.output);
      return;
    }
    const reply = v.safeParse(Reply, message);
    // An unknown event or a late reply is a newer host or an older request: neither is ours to judge.
    if (!reply.success) return;
    const { output } = reply;
    waiting.get(output.id)?.(
      output.ok
        ? ok(output.answer)
        : err({
            kind: output.failure,
            ...(output.detail === undefined ? {} : { detail: output.detail }),
          }),
    );
  }

  let wire: ReturnType<Transport> | undefined;
  try {
    wire = options.transport(receive, (reason) => fail(classifyClose(reason, saidHello)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    queueMicrotask(() => fail(classifyClose(reason, false)));
  }

  function exchange(
    kind: string,
    ask: unknown,
    deadline: number,
  ): Promise<Result<unknown, HostRequestFailure>> {
    if (down !== undefined) return Promise.resolve(err({ kind: down }));
    const id = nextId++;
    return new Promise((resolve) => {
      const cancel = options.after(deadline, () => settle(err({ kind: 'host-silent' })));
      const settle: Settle = (result) => {
        cancel();
        waiting.delete(id);
        resolve(result);
      };
      waiting.set(id, settle);
      try {
        wire?.send({ id, kind, ask });
      } catch {
        // A port that closed in this very moment throws; its close event says why.
        settle(err({ kind: down ?? 'host-stopped' }));
      }
    });
  }

  async function request<K extends RequestKind>(
    kind: K,
    ask: Ask<K>,
    deadline = HOST_REQUEST_DEADLINE,
  ): Promise<Result<Answer<K>, HostRequestFailure>> {
    const result = await exchange(kind, ask, deadline);
    if (!result.ok) return result;
    const schema: v.GenericSchema<unknown, Answer<K>> = REQUESTS[kind].answer;
    const answer = v.safeParse(schema, result.value);
    return answer.success ? ok(answer.output) : err({ kind: 'host-incompatible' });
  }

  async function sayHello(): Promise<Result<Answer<'hello'>, HostRequestFailure>> {
    const hello = await request(
      'hello',
      {
        protocol: HOST_PROTOCOL,
        version: options.version,
        browser: options.browser,
        capabilities: [...HOST_CAPABILITIES, ...[options.also ?? []].flat()],
      },
      HOST_HELLO_DEADLINE,
    );
    if (hello.ok) {
      saidHello = true;
      return hello;
    }
    const failure = helloFailure(hello.error.kind);
    fail(failure);
    wire?.close();
    return err({ ...hello.error, kind: failure });
  }

  return {
    hello: sayHello(),
    request: (kind, ask) => request(kind, ask),
    exchange,
    close() {
      end('host-stopped');
      wire?.close();
    },
  };
}

function helloFailure(kind: HostRequestFailure['kind']): HostLinkFailure {
  switch (kind) {
    case 'host-not-installed':
    case 'host-forbidden':
    case 'host-start-failed':
    case 'host-stopped':
    case 'host-silent':
    case 'host-incompatible':
    case 'port-in-use':
      return kind;
    default:
      // It answered our hello with a refusal: another protocol.
      return 'host-incompatible';
  }
}
