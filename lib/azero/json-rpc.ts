import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import type { RpcFailure } from './endpoint.ts';

const MAX_MESSAGE = 300;

const Reply = v.object({
  jsonrpc: v.literal('2.0'),
  id: v.nullable(v.number()),
  error: v.optional(
    v.object({ code: v.number(), message: v.string(), data: v.optional(v.unknown()) }),
  ),
  result: v.optional(v.unknown()),
});

/** The text of a JSON-RPC 2.0 request. */
export function requestText(id: number, method: string, params: readonly unknown[]): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

/**
 * Reads a JSON-RPC 2.0 reply (https://www.jsonrpc.org/specification, section 5): which request it answers, and how.
 * `id` is undefined for a notification and for anything that is no reply, which is `garbage` then.
 */
export function parseReply(text: string): {
  readonly id: number | undefined;
  readonly outcome: Result<unknown, RpcFailure>;
} {
  const garbage = { id: undefined, outcome: err({ kind: 'garbage' } as const) };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return garbage;
  }
  const reply = v.safeParse(Reply, json);
  if (!reply.success || typeof json !== 'object' || json === null) return garbage;
  const { id, error, result } = reply.output;
  if (id === null) return garbage;
  if (error !== undefined) {
    const { code, message, data } = error;
    // Substrate says in `data` what is wrong with a transaction.
    const whole = typeof data === 'string' ? `${message}: ${data}` : message;
    return {
      id,
      outcome: err({ kind: 'rpc-error', code, message: whole.slice(0, MAX_MESSAGE) }),
    };
  }
  return 'result' in json ? { id, outcome: ok(result) } : { id, outcome: garbage.outcome };
}
