import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, test } from 'vitest';
import { type WebSocket as Peer, WebSocketServer } from 'ws';
import { type ChainRpcOptions, createRpc, delay } from '../../../lib/azero/chain.browser.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

function rpcOf(options?: ChainRpcOptions) {
  const rpc = createRpc(options);
  cleanUps.push(() => rpc.close());
  return rpc;
}

/** The port of a listening server. */
function portOf(server: { address(): unknown }): number {
  const address = server.address();
  const port =
    typeof address === 'object' && address !== null && 'port' in address ? address.port : 0;
  return Number(port);
}

async function serveHttp(
  handle: (request: IncomingMessage, response: ServerResponse, id: number) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then((body) =>
      handle(request, response, Number(JSON.parse(body || '{"id":0}').id)),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

async function serveSockets(handle: (peer: Peer, request: { id: number; method: string }) => void) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  const peers: Peer[] = [];
  server.on('connection', (peer) => {
    peers.push(peer);
    peer.on('message', (data: Buffer) => handle(peer, JSON.parse(data.toString())));
  });
  await once(server, 'listening');
  cleanUps.push(() => {
    for (const peer of peers) peer.terminate();
    server.close();
  });
  return { url: `ws://127.0.0.1:${portOf(server)}`, peers };
}

const result = (id: number, value: unknown) =>
  JSON.stringify({ jsonrpc: '2.0', id, result: value });

describe('over HTTP', () => {
  it('posts JSON and gives the result', async () => {
    const seen: unknown[] = [];
    const url = await serveHttp((request, response, id) => {
      seen.push(
        request.method,
        request.headers['content-type'],
        request.headers.referer,
        request.headers.cookie,
      );
      response.end(result(id, { a: [1] }));
    });
    expect(await rpcOf()(url, 'm', [])).toEqual({ ok: true, value: { a: [1] } });
    expect(seen).toEqual(['POST', 'application/json', undefined, undefined]);
  });

  test.each<[string, object, (response: ServerResponse, id: number) => void]>([
    ['null', { ok: true, value: null }, (response, id) => response.end(result(id, null))],
    [
      'an error of the node',
      { ok: false, error: { kind: 'rpc-error', code: -1, message: 'x'.repeat(300) } },
      (response, id) =>
        response.end(
          JSON.stringify({ jsonrpc: '2.0', id, error: { code: -1, message: 'x'.repeat(600) } }),
        ),
    ],
    ['no JSON', { ok: false, error: { kind: 'garbage' } }, (response) => response.end('<html>')],
    ['nothing', { ok: false, error: { kind: 'garbage' } }, (response) => response.end()],
    [
      'no result',
      { ok: false, error: { kind: 'garbage' } },
      (response, id) => response.end(JSON.stringify({ jsonrpc: '2.0', id })),
    ],
    [
      'the reply to another request',
      { ok: false, error: { kind: 'garbage' } },
      (response, id) => response.end(result(id + 1, 1)),
    ],
    [
      'too much',
      { ok: false, error: { kind: 'oversized' } },
      (response, id) => response.end(result(id, 'x'.repeat(2000))),
    ],
    [
      'without end',
      { ok: false, error: { kind: 'oversized' } },
      (response) => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(500)));
        };
        response.on('drain', more);
        more();
      },
    ],
    [
      'a bad gateway',
      { ok: false, error: { kind: 'unreachable' } },
      (response) => response.writeHead(502).end('<html>'),
    ],
    [
      'half an answer',
      { ok: false, error: { kind: 'unreachable' } },
      (response) =>
        response.writeHead(200, { 'content-length': 100 }).write('x', () => response.destroy()),
    ],
  ])('answered with %s', async (_what, outcome, handle) => {
    const url = await serveHttp((_request, response, id) => handle(response, id));
    expect(await rpcOf({ maxAnswer: 1000 })(url, 'm', [])).toEqual(outcome);
  });

  it('follows no redirect, also to a place that would answer', async () => {
    const url = await serveHttp((request, response, id) => {
      if (request.url === '/other') response.end(result(id, 1));
      else response.writeHead(307, { location: '/other' }).end();
    });
    expect(await rpcOf()(`${url}/other`, 'm', [])).toEqual({ ok: true, value: 1 });
    expect(await rpcOf()(url, 'm', [])).toEqual({ ok: false, error: { kind: 'unreachable' } });
  });

  it('gives up in time, when told to, and when nobody is there', async () => {
    const url = await serveHttp(() => {});
    expect(await rpcOf({ timeout: 50 })(url, 'm', [])).toEqual({
      ok: false,
      error: { kind: 'timeout' },
    });
    const abort = new AbortController();
    const given = rpcOf()(url, 'm', [], abort.signal);
    abort.abort();
    expect(await given).toEqual({ ok: false, error: { kind: 'unreachable' } });
    expect(await rpcOf()('http://127.0.0.1:1', 'm', [])).toEqual({
      ok: false,
      error: { kind: 'unreachable' },
    });
  });
});

describe('over a WebSocket', () => {
  it('keeps one socket for many requests, whatever the order of the replies, and closes it when idle', async () => {
    const held: { peer: Peer; id: number; method: string }[] = [];
    const { url, peers } = await serveSockets((peer, { id, method }) => {
      held.push({ peer, id, method });
      if (held.length === 3)
        for (const one of held.toReversed()) one.peer.send(result(one.id, one.method));
    });
    const rpc = rpcOf({ idle: 20 });
    const replies = await Promise.all(['a', 'b', 'c'].map((method) => rpc(url, method, [])));
    expect(replies).toEqual(['a', 'b', 'c'].map((value) => ({ ok: true, value })));
    expect(peers).toHaveLength(1);
    const [first] = peers;
    await new Promise((resolve) => first?.on('close', resolve));
    held.length = 0;
    await Promise.all(['a', 'b', 'c'].map((method) => rpc(url, method, [])));
    expect(peers).toHaveLength(2);
  });

  test.each<[string, string, (peer: Peer, id: number) => void]>([
    ['garbage', 'no JSON', (peer) => peer.send('<html>')],
    ['garbage', 'bytes', (peer, id) => peer.send(Buffer.from(result(id, 1)))],
    ['oversized', 'too much', (peer, id) => peer.send(result(id, 'x'.repeat(2000)))],
    ['unreachable', 'the end', (peer) => peer.close()],
    ['unreachable', 'a cut', (peer) => peer.terminate()],
  ])(
    'is %s when answered with %s, and the next request opens another',
    async (kind, _what, handle) => {
      let bad = true;
      const { url } = await serveSockets((peer, { id }) =>
        bad ? handle(peer, id) : peer.send(result(id, 1)),
      );
      const rpc = rpcOf({ maxAnswer: 1000 });
      expect(await rpc(url, 'm', [])).toEqual({ ok: false, error: { kind } });
      bad = false;
      expect(await rpc(url, 'm', [])).toEqual({ ok: true, value: 1 });
    },
  );

  it('does not go on with a socket that left a request unanswered', async () => {
    const { url, peers } = await serveSockets((peer, { id, method }) => {
      if (method !== 'silent') peer.send(result(id, method));
    });
    const rpc = rpcOf({ timeout: 100 });
    expect(await rpc(url, 'a', [])).toEqual({ ok: true, value: 'a' });
    expect(await rpc(url, 'silent', [])).toEqual({ ok: false, error: { kind: 'timeout' } });
    expect(await rpc(url, 'b', [])).toEqual({ ok: true, value: 'b' });
    expect(peers).toHaveLength(2);
  });

  it('gives up when told to, and when nobody is there', async () => {
    const { url } = await serveSockets(() => {});
    const abort = new AbortController();
    const given = rpcOf()(url, 'm', [], abort.signal);
    abort.abort();
    expect(await given).toEqual({ ok: false, error: { kind: 'unreachable' } });
    expect(await rpcOf()(url, 'm', [], AbortSignal.abort())).toEqual({
      ok: false,
      error: { kind: 'unreachable' },
    });
    expect(await rpcOf()('ws://127.0.0.1:1', 'm', [])).toEqual({
      ok: false,
      error: { kind: 'unreachable' },
    });
    expect(await rpcOf()('ws://', 'm', [])).toEqual({ ok: false, error: { kind: 'unreachable' } });
  });
});

describe('delay', () => {
  it('ends with its time or its signal', async () => {
    const abort = new AbortController();
    await delay(1, abort.signal);
    const long = delay(1_000_000, abort.signal);
    abort.abort();
    await long;
    await delay(1_000_000, abort.signal);
    expect(abort.signal.aborted).toBe(true);
  });
});
