import * as v from 'valibot';
import { type HostFailure, type Reply, RequestEnvelope } from '../lib/protocol/host.ts';
import { EVERY_REQUEST } from '../lib/protocol/host-checks.ts';
import type { Result } from '../lib/result.ts';

/** Why a handler gives no answer: one word, and what may help the person who repairs it. */
export type Refusal = { readonly cause: HostFailure; readonly detail?: string | undefined };

type RequestKind = keyof typeof EVERY_REQUEST;
type Ask<K extends RequestKind> = v.InferOutput<(typeof EVERY_REQUEST)[K]['ask']>;
type Answer<K extends RequestKind> = v.InferOutput<(typeof EVERY_REQUEST)[K]['answer']>;

/** What the host does for each kind of request. */
export type Handlers = {
  readonly [K in RequestKind]: (ask: Ask<K>) => Promise<Result<Answer<K>, Refusal>>;
};

/** Resolves to `undefined` when `work` is not done in the time a handler has. */
export type WithinDeadline = <T>(work: Promise<T>) => Promise<T | undefined>;

const WithId = v.object({ id: RequestEnvelope.entries.id });

/** A function that turns one message into exactly one reply; `undefined` where the message has no id to reply to. */
export function createRouter(
  handlers: Handlers,
  within: WithinDeadline,
): (message: unknown) => Promise<Reply | undefined> {
  let greeted = false;

  return async (message) => {
    const envelope = v.safeParse(RequestEnvelope, message);
    if (!envelope.success) {
      const { success, output } = v.safeParse(WithId, message);
      return success ? refusal(output.id, 'bad-request', 'not a request') : undefined;
    }
    const { id, kind, ask } = envelope.output;
    if (!isRequestKind(kind)) return refusal(id, 'unsupported');
    if (greeted === (kind === 'hello')) {
      return refusal(id, 'bad-request', greeted ? 'hello was said' : 'hello comes first');
    }
    if (kind === 'hello') greeted = true;
    const reply = await answer(id, kind, handlers[kind], ask);
    // A hello that failed may be said again.
    if (kind === 'hello' && !reply.ok) greeted = false;
    return reply;
  };

  async function answer<K extends RequestKind>(
    id: number,
    kind: K,
    handle: Handlers[K],
    ask: unknown,
  ): Promise<Reply> {
    const checked = checkAsk(kind, ask);
    if (!checked.ok) return refusal(id, 'bad-request', checked.error);
    try {
      const done = await within(handle(checked.value));
      if (!done) return refusal(id, 'internal', 'not done in time');
      return done.ok
        ? { id, ok: true, answer: done.value }
        : refusal(id, done.error.cause, done.error.detail);
    } catch {
      return refusal(id, 'internal');
    }
  }
}

function isRequestKind(kind: string): kind is RequestKind {
  return Object.hasOwn(EVERY_REQUEST, kind);
}

function checkAsk<K extends RequestKind>(kind: K, ask: unknown): Result<Ask<K>, string> {
  const schema: v.GenericSchema<unknown, Ask<K>> = EVERY_REQUEST[kind].ask;
  const checked = v.safeParse(schema, ask);
  if (checked.success) return { ok: true, value: checked.output };
  const [issue] = checked.issues;
  return { ok: false, error: v.getDotPath(issue) ?? 'not an object' };
}

function refusal(id: number, failure: HostFailure, detail?: string): Reply {
  return detail === undefined
    ? { id, ok: false, failure }
    : { id, ok: false, failure, detail: detail.slice(0, 300) };
}
