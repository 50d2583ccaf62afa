/** The window's end of the port to the background (lib/protocol/calls.ts): requests with one answer each, and events. */
import * as v from 'valibot';
import {
  CALL_ANSWERS,
  type CallAnswer,
  type CallAsk,
  type CallRequestKind,
  type FromWindow,
  ToWindow,
} from '../protocol/call-port.ts';
import type { LiveCall } from '../protocol/calls.ts';
import type { Failure } from '../protocol/ui.ts';
import { err, ok, type Result } from '../result.ts';

/** Opens a port: `onClose` is called once, unless we closed it ourselves. May throw, and so may `send`. */
export type OpenPort = (
  onMessage: (message: unknown) => void,
  onClose: () => void,
) => { readonly send: (message: unknown) => void; readonly close: () => void };

/** Why a request brought no answer. */
export type WireFailure =
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** The background ended; what it held for this window is gone with it. */
  | { readonly kind: 'worker-gone' };

/** What the background says without being asked. */
export type WireEvent = Exclude<ToWindow, { kind: 'reply' | 'refusal' }>;

/** The way to the background. */
export type Wire = {
  /** Resolves with exactly one answer or failure; there is no deadline, since a call has its own timers. Opens the port anew if it closed. */
  request<K extends CallRequestKind>(
    kind: K,
    ask: CallAsk<K>,
  ): Promise<Result<CallAnswer<K>, WireFailure>>;
  /** Says where this window's call is, also to each background that comes later. */
  tell(call: LiveCall | undefined): void;
  /** Keeps the background awake. */
  keepAwake(): void;
  /** Opens the port anew if it closed, so that events come. */
  reopen(): void;
  close(): void;
};

type Settle = (result: Result<unknown, WireFailure>) => void;
const GONE = err({ kind: 'worker-gone' });

/** Opens the way to the background. `onGone` is called each time that the background ends. */
export function createWire(
  openPort: OpenPort,
  onEvent: (event: WireEvent) => void,
  onGone: () => void,
): Wire {
  let port: ReturnType<OpenPort> | undefined;
  let waiting = new Map<number, Settle>();
  let live: LiveCall | undefined;
  let nextId = 0;
  let closed = false;

  function receive(message: unknown): void {
    const parsed = v.safeParse(ToWindow, message);
    if (!parsed.success) return;
    const { output } = parsed;
    if (output.kind === 'reply') waiting.get(output.id)?.(ok(output.answer));
    else if (output.kind === 'refusal') {
      waiting.get(output.id)?.(err({ kind: 'refused', failure: output.failure }));
    } else onEvent(output);
  }

  function gone(): void {
    port = undefined;
    const left = waiting;
    waiting = new Map();
    for (const settle of left.values()) settle(GONE);
  }

  function reopen(): void {
    if (closed || port !== undefined) return;
    let opened: ReturnType<OpenPort> | undefined;
    let over = false;
    opened = openPort(
      (message) => !over && receive(message),
      () => {
        over = true;
        if (port !== opened || closed) return;
        gone();
        onGone();
      },
    );
    if (over) return;
    port = opened;
    if (live !== undefined) send({ kind: 'live', call: live });
  }

  /** False where the port closes in this very moment; its own event says the rest. */
  function send(message: FromWindow): boolean {
    try {
      port?.send(message);
      return port !== undefined;
    } catch {
      return false;
    }
  }

  function exchange(what: CallRequestKind, ask: unknown): Promise<Result<unknown, WireFailure>> {
    try {
      reopen();
    } catch {
      return Promise.resolve(GONE);
    }
    if (port === undefined) return Promise.resolve(GONE);
    const id = nextId++;
    return new Promise((resolve) => {
      waiting.set(id, (result) => {
        waiting.delete(id);
        resolve(result);
      });
      if (!send({ kind: 'request', id, what, ask })) waiting.get(id)?.(GONE);
    });
  }

  return {
    async request<K extends CallRequestKind>(
      kind: K,
      ask: CallAsk<K>,
    ): Promise<Result<CallAnswer<K>, WireFailure>> {
      const result = await exchange(kind, ask);
      if (!result.ok) return result;
      const schema: v.GenericSchema<unknown, CallAnswer<K>> = CALL_ANSWERS[kind];
      const answer = v.safeParse(schema, result.value);
      return answer.success
        ? ok(answer.output)
        : err({ kind: 'refused', failure: { kind: 'internal' } });
    },
    tell(call) {
      live = call;
      send({ kind: 'live', call });
    },
    keepAwake: () => void send({ kind: 'alive' }),
    reopen() {
      try {
        reopen();
      } catch {
        // An extension that was just reloaded or removed has no background for this page any more.
      }
    },
    close() {
      closed = true;
      const open = port;
      gone();
      open?.close();
    },
  };
}
