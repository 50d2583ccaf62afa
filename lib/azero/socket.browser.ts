import { err, type Result } from '../result.ts';
import type { RpcFailure } from './endpoint.ts';
import { parseReply } from './json-rpc.ts';

/** JSON-RPC over WebSockets: one a URL, many requests at once, closed by itself when idle. */
export type Sockets = {
  /** Sends a request and waits for its reply, without end but for the signal. */
  request(
    url: string,
    id: number,
    text: string,
    signal: AbortSignal,
  ): Promise<Result<unknown, RpcFailure>>;
  /** Takes no new requests over the socket to this URL; it closes when it is idle. */
  retire(url: string): void;
  close(): void;
};

type Settle = (outcome: Result<unknown, RpcFailure>) => void;

type Line = {
  send(id: number, text: string, settle: Settle): void;
  /** Gives up one request. */
  forget(id: number): void;
  close(): void;
};

/** Makes sockets that close after `idle` ms without a request and take no answer over `maxAnswer` characters. */
export function createSockets(options: {
  readonly idle: number;
  readonly maxAnswer: number;
}): Sockets {
  const lines = new Map<string, Line>();

  function lineTo(url: string): Line {
    const open = lines.get(url);
    if (open) return open;
    const line = openLine(url, options, () => {
      if (lines.get(url) === line) lines.delete(url);
    });
    lines.set(url, line);
    return line;
  }

  return {
    request(url, id, text, signal) {
      return new Promise((resolve) => {
        if (signal.aborted) return resolve(err({ kind: 'unreachable' }));
        let line: Line;
        try {
          line = lineTo(url);
        } catch {
          // The constructor refuses what it takes for insecure or malformed.
          return resolve(err({ kind: 'unreachable' }));
        }
        const abort = (): void => {
          line.forget(id);
          resolve(err({ kind: 'unreachable' }));
        };
        signal.addEventListener('abort', abort, { once: true });
        line.send(id, text, (outcome) => {
          signal.removeEventListener('abort', abort);
          resolve(outcome);
        });
      });
    },
    retire(url) {
      lines.delete(url);
    },
    close() {
      for (const line of lines.values()) line.close();
    },
  };
}

/** One socket; `onGone` is called once, when it takes no more requests. */
function openLine(
  url: string,
  { idle, maxAnswer }: { readonly idle: number; readonly maxAnswer: number },
  onGone: () => void,
): Line {
  const pending = new Map<number, Settle>();
  const unsent: string[] = [];
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  const socket = new WebSocket(url);

  function end(kind: 'unreachable' | 'garbage' | 'oversized'): void {
    onGone();
    clearTimeout(idleTimer);
    const waiting = [...pending.values()];
    pending.clear();
    for (const settle of waiting) settle(err({ kind }));
    socket.close();
  }

  function rest(): void {
    clearTimeout(idleTimer);
    if (pending.size === 0) idleTimer = setTimeout(() => end('unreachable'), idle);
  }

  socket.addEventListener('open', () => {
    for (const text of unsent.splice(0)) socket.send(text);
  });
  socket.addEventListener('error', () => end('unreachable'));
  socket.addEventListener('close', () => end('unreachable'));
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string') return end('garbage');
    if (data.length > maxAnswer) return end('oversized');
    const reply = parseReply(data);
    if (reply.id === undefined) return end('garbage');
    // The reply to a request that was given up meanwhile is nobody's.
    pending.get(reply.id)?.(reply.outcome);
    pending.delete(reply.id);
    rest();
  });

  return {
    send(id, text, settle) {
      clearTimeout(idleTimer);
      pending.set(id, settle);
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
      else unsent.push(text);
    },
    forget(id) {
      pending.delete(id);
      rest();
    },
    close: () => end('unreachable'),
  };
}
