import { CHAIN_REQUEST_TIMEOUT, MAX_CHAIN_ANSWER } from '../protocol/limits.ts';
import { err, type Result } from '../result.ts';
import type { Rpc, RpcFailure } from './endpoint.ts';
import { parseReply, requestText } from './json-rpc.ts';
import type { Delay } from './race.ts';
import { concat } from './scale.ts';
import { createSockets } from './socket.browser.ts';

/** How requests are made; the defaults are the ones for use, others are for tests. */
export type ChainRpcOptions = {
  /** Milliseconds that one request may take. */
  readonly timeout?: number;
  /** Milliseconds that a WebSocket stays open without a request. */
  readonly idle?: number;
  /** Bytes of the largest answer. */
  readonly maxAnswer?: number;
};

/** JSON-RPC over the network; `close` ends the sockets that are still open. */
export type ChainRpc = Rpc & { readonly close: () => void };

/** Makes the transport for reading the chain, HTTP or WebSocket by the endpoint's scheme; runs in browsers, workers and Node alike. */
export function createRpc(options: ChainRpcOptions = {}): ChainRpc {
  const { timeout = CHAIN_REQUEST_TIMEOUT, idle = 5_000, maxAnswer = MAX_CHAIN_ANSWER } = options;
  const sockets = createSockets({ idle, maxAnswer });
  let lastId = 0;

  const rpc: Rpc = async (endpoint, method, params, signal) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeout);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    const id = ++lastId;
    const text = requestText(id, method, params);
    const overSocket = /^wss?:/i.test(endpoint);
    const result = overSocket
      ? await sockets.request(endpoint, id, text, either)
      : await post(endpoint, id, text, maxAnswer, either);
    clearTimeout(timer);
    if (result.ok || !late.signal.aborted) return result;
    // A socket that left a request unanswered may be dead: the next one goes over another.
    if (overSocket) sockets.retire(endpoint);
    return err({ kind: 'timeout' });
  };
  return Object.assign(rpc, { close: () => sockets.close() });
}

/** Waits `ms` milliseconds, or until the signal is aborted. */
export const delay: Delay = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

async function post(
  endpoint: string,
  id: number,
  text: string,
  maxAnswer: number,
  signal: AbortSignal,
): Promise<Result<unknown, RpcFailure>> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json' },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const body = response.ok ? await readCapped(response, maxAnswer) : 'refused';
    if (body === 'refused') {
      await response.body?.cancel();
      return err({ kind: 'unreachable' });
    }
    if (body === 'oversized') return err({ kind: 'oversized' });
    const reply = parseReply(new TextDecoder().decode(body));
    return reply.id === id ? reply.outcome : err({ kind: 'garbage' });
  } catch {
    // fetch tells no causes apart: no name, no route, refused, TLS, redirected, aborted.
    return err({ kind: 'unreachable' });
  }
}

/** The body, read no further than it may be long: `content-length` is only a claim. */
async function readCapped(response: Response, most: number): Promise<Uint8Array | 'oversized'> {
  if (!response.body) return new Uint8Array();
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      return 'oversized';
    }
    parts.push(value);
  }
  return concat(...parts);
}
