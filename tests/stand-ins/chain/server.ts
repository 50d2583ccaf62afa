import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Fault } from './faults.ts';
import { answer, note, type RequestLog } from './json-rpc.ts';
import type { Node, Session } from './node.ts';

/** The request limit of a Substrate node, in bytes. */
const MAX_BODY = 15 * 1024 * 1024;

export interface Server {
  readonly host: string;
  readonly port: number;
  /** How many TCP connections were taken so far. */
  connections(): number;
  /** Carries out what a new fault means for the transport; resolves when it holds. */
  follow(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

/** Serves a node over HTTP POST and WebSocket on one port, as Substrate does. `node.fault` is asked at each request. */
export async function startServer(
  node: Node,
  log: RequestLog,
  where: { readonly host: string; readonly port: number },
): Promise<Server> {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let connections = 0;
  const http = createServer((request, response) => void answerHttp(request, response));
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: MAX_BODY });

  http.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  http.on('upgrade', (request, socket, head) => {
    if (node.fault.mode === 'silent') return;
    if (node.fault.mode === 'http-500') {
      socket.end(
        'HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      );
      return;
    }
    webSockets.handleUpgrade(request, socket, head, serveWebSocket);
  });

  /** Runs `send` now, or later where the server is slow. Equal delays keep the order. */
  function soon(send: () => void): void {
    if (node.fault.mode !== 'slow') {
      send();
      return;
    }
    const timer = setTimeout(() => {
      timers.delete(timer);
      send();
    }, node.fault.ms);
    timers.add(timer);
  }

  async function answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return;
    if (node.fault.mode === 'silent') {
      note(body, log);
      return;
    }
    response.setHeader('Access-Control-Allow-Origin', '*');
    const [status, type, text] = respond(request, body);
    soon(() => {
      if (request.method === 'OPTIONS') {
        response.setHeader('Access-Control-Allow-Methods', 'POST');
        response.setHeader('Access-Control-Allow-Headers', 'content-type');
      }
      response.writeHead(status, { 'Content-Type': type }).end(text);
    });
  }

  function respond(request: IncomingMessage, body: string): [number, string, string] {
    const plain = 'text/plain';
    if (node.fault.mode === 'http-500') {
      note(body, log);
      return [500, plain, 'Internal Server Error'];
    }
    if (request.method === 'OPTIONS') return [200, plain, ''];
    if (request.method !== 'POST') {
      return [405, plain, 'Used HTTP Method is not allowed. POST is required\n'];
    }
    if (
      !/^application\/json *(?:; *charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')
    ) {
      return [
        415,
        plain,
        'Supplied content type is not allowed. Content-Type: application/json is required\n',
      ];
    }
    const reply = answer(node, body, undefined, log);
    return [200, 'application/json; charset=utf-8', garbled(reply ?? '')];
  }

  function serveWebSocket(webSocket: WebSocket): void {
    const { session, startPending, end } = createSession((message) =>
      soon(() => webSocket.send(garbled(message))),
    );
    webSocket.on('message', (data) => {
      const request = Buffer.isBuffer(data) ? data.toString() : '';
      if (node.fault.mode === 'silent') {
        note(request, log);
        return;
      }
      if (node.fault.mode === 'http-500') {
        note(request, log);
        webSocket.close(1011, 'Internal Server Error');
        return;
      }
      const reply = answer(node, request, session, log);
      if (reply !== undefined) soon(() => webSocket.send(garbled(reply)));
      startPending();
    });
    webSocket.on('close', end);
    // A broken peer is a closed one.
    webSocket.on('error', end);
  }

  function garbled(message: string): string {
    const { fault } = node;
    return fault.mode === 'garbage' && fault.of !== 'scale' ? '<html>Bad gateway' : message;
  }

  function cut(): void {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
    for (const socket of sockets) socket.destroy();
  }

  async function stop(): Promise<void> {
    cut();
    if (!http.listening) return;
    const closed = once(http, 'close');
    http.close();
    await closed;
  }

  http.listen(where.port, where.host);
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on TCP');
  const { port } = address;

  return {
    host: where.host,
    port,
    connections: () => connections,
    async follow(fault) {
      if (fault.mode === 'down') {
        await stop();
        return;
      }
      if (!http.listening) {
        http.listen(port, where.host);
        await once(http, 'listening');
      }
    },
    close: stop,
  };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!(chunk instanceof Buffer)) return undefined;
      size += chunk.length;
      if (size > MAX_BODY) {
        request.destroy();
        return undefined;
      }
      chunks.push(chunk);
    }
  } catch {
    // The client went away in the middle.
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}

/**
 * The subscriptions of one connection. A client learns a subscription's id from the reply, so nothing may be notified
 * before that was sent: subscriptions begin with `startPending`.
 */
function createSession(send: (message: string) => void): {
  readonly session: Session;
  readonly startPending: () => void;
  readonly end: () => void;
} {
  const running = new Map<string, () => void>();
  const pending: (() => void)[] = [];
  let count = 0;

  const session: Session = {
    subscribe(method, start) {
      count += 1;
      const id = `copybara-${count}`;
      let stop: (() => void) | undefined;
      const end = () => {
        running.delete(id);
        stop?.();
      };
      running.set(id, end);
      pending.push(() => {
        if (!running.has(id)) return;
        stop = start((result) => {
          if (running.has(id)) {
            send(JSON.stringify({ jsonrpc: '2.0', method, params: { subscription: id, result } }));
          }
        }, end);
        if (!running.has(id)) stop();
      });
      return id;
    },
    unsubscribe(id) {
      const end = running.get(String(id));
      end?.();
      return end !== undefined;
    },
  };

  return {
    session,
    startPending() {
      for (const start of pending.splice(0)) start();
    },
    end() {
      for (const stop of running.values()) stop();
    },
  };
}
