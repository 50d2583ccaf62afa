import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { GREETING_TIMEOUT } from '../../native-host/limits.ts';
import { reset } from '../../native-host/socks/reset.node.ts';
import {
  ALICE,
  eventually,
  type StartOptions,
  startHost,
  type TestHost,
  US,
} from './native-host.ts';
import { freePort, openSocket, readAll, readExactly, serve, socks } from './sockets.ts';

const AT = '127.77.0.2';

/** A host on which alice.azero is open. */
async function withAlice(
  options: StartOptions & { readonly browser?: 'chromium' | 'firefox' } = {},
): Promise<TestHost> {
  const host = await startHost(options);
  const set = await host.request('route.set', { name: 'alice.azero', nodeId: ALICE });
  expect(set).toMatchObject({ ok: true, answer: { address: AT } });
  return host;
}

/** A server that keeps its first connection for the test to look at. */
async function serveOne(): Promise<{ port: number; accepted: Promise<Socket> }> {
  let take: (socket: Socket) => void = () => undefined;
  const accepted = new Promise<Socket>((resolve) => {
    take = resolve;
  });
  return { port: await serve(AT, (socket) => take(socket)), accepted };
}

function rss(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

describe('the proxy', () => {
  test('carries bytes both ways, under the name and what stands before it', async () => {
    const host = await withAlice();
    const port = await serve(AT, (socket) => socket.pipe(socket));
    for (const name of ['alice.azero', 'www.ALICE.azero', 'alice.a0', 'alice.azero.']) {
      const { socket, reply } = await socks(host, name, port);
      expect(reply).toBe(0);
      const bytes = Buffer.alloc(300_000, name);
      socket.end(bytes);
      expect(await readAll(socket)).toEqual({ bytes, end: 'end' });
    }
  });

  test('passes on what a client sends without waiting for the reply', async () => {
    const host = await withAlice();
    const port = await serve(AT, (socket) => socket.pipe(socket));
    const socket = await openSocket(host.port);
    const name = Buffer.from('alice.azero');
    const request = [5, 1, 0, 5, 1, 0, 3, name.length, ...name, port >> 8, port & 255];
    socket.end(Buffer.concat([Uint8Array.from(request), Buffer.from('early')]));
    const { bytes } = await readAll(socket);
    expect(bytes.subarray(12).toString()).toBe('early');
  });

  test('lets each side end its half alone', async () => {
    const host = await withAlice();
    const { port, accepted } = await serveOne();
    const { socket } = await socks(host, 'alice.azero', port);
    const server = await accepted;
    // The server is done at once; the client still has to speak.
    server.end('bye');
    expect((await readExactly(socket, 3)).toString()).toBe('bye');
    await eventually(() => socket.readableEnded || socket.read() === null, 'the end came');
    socket.end('and a last word');
    expect((await readAll(server)).bytes.toString()).toBe('and a last word');
  });

  test('resets one side when the other is reset', async () => {
    const host = await withAlice();
    for (const which of ['client', 'server']) {
      const { port, accepted } = await serveOne();
      const { socket } = await socks(host, 'alice.azero', port);
      const server = await accepted;
      const [broken, other] = which === 'client' ? [socket, server] : [server, socket];
      const ended = readAll(other);
      reset(broken);
      expect((await ended).end, which).toBe('ECONNRESET');
    }
  });

  test.each(['server', 'client'])(
    'takes no more of a %s than the other side does',
    async (fast) => {
      const host = await withAlice();
      const { port, accepted } = await serveOne();
      const { socket } = await socks(host, 'alice.azero', port);
      const server = await accepted;
      const [sender, reader] = fast === 'server' ? [server, socket] : [socket, server];
      const asked = sender.bytesWritten;
      const before = rss(host.child.pid);
      const chunk = Buffer.alloc(1 << 20);
      let taken = 0;
      // Writes until nothing moves any more, while the other side reads nothing.
      const isStuck = (): boolean => {
        if (sender.writableLength > 0) return sender.bytesWritten - sender.writableLength === taken;
        sender.write(chunk);
        return false;
      };
      await eventually(() => {
        const stuck = isStuck();
        taken = sender.bytesWritten - sender.writableLength;
        return stuck;
      }, 'the stream stops');
      expect(rss(host.child.pid) - before).toBeLessThan(32 << 20);
      let received = 0;
      reader.on('data', (bytes: Buffer) => {
        received += bytes.length;
      });
      const sent = sender.bytesWritten - asked;
      sender.end();
      await eventually(() => reader.readableEnded, 'all of it arrives');
      expect(received).toBe(sent);
    },
  );

  test.runIf(process.platform === 'linux')(
    'asks after a silent node whose connection lasts',
    async () => {
      const host = await withAlice();
      const { port, accepted } = await serveOne();
      await socks(host, 'alice.azero', port);
      await accepted;
      // What the kernel has set for it: ss(8), `timer:(keepalive,…)`.
      const timers = (): string =>
        execFileSync('ss', ['-Htno', 'dst', `${AT}:${port}`], { encoding: 'latin1' });
      await eventually(() => timers().includes('timer:(keepalive'), 'the timer of keep-alive');
      expect(timers()).not.toContain('timer:(on');
    },
  );

  test('goes on when a client is killed in the middle', async () => {
    const host = await withAlice();
    const { port, accepted } = await serveOne();
    const script = `
      const s = require('net').connect(${host.port}, '127.0.0.1');
      s.write(Buffer.from([5,1,0]));
      s.once('data', () => {
        s.write(Buffer.concat([Buffer.from([5,1,0,3,11]), Buffer.from('alice.azero'), Buffer.from([${port >> 8},${port & 255}])]));
        s.on('data', () => {});
      });`;
    const client = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    const server = await accepted;
    server.write(Buffer.alloc(1 << 20));
    const ended = readAll(server);
    client.kill('SIGKILL');
    expect((await ended).end).toMatch(/end|ECONNRESET|EPIPE/);
    expect(await host.request('status')).toMatchObject({ ok: true });
  });

  test('closes what is open when it is killed', async () => {
    const host = await withAlice();
    const { port, accepted } = await serveOne();
    const { socket } = await socks(host, 'alice.azero', port);
    const server = await accepted;
    host.child.kill('SIGKILL');
    for (const { end } of await Promise.all([readAll(socket), readAll(server)])) {
      expect(end).toMatch(/end|ECONNRESET/);
    }
  });

  test.each([
    ['another ending', 'example.com', 2],
    ['an address as text', '127.77.0.2', 2],
    ['this machine by name', 'localhost', 2],
  ])('refuses %s', async (_, name, code) => {
    const host = await withAlice();
    const { reply, socket } = await socks(host, name, 80);
    expect(reply).toBe(code);
    expect((await readAll(socket)).end).toBe('end');
    expect(host.events).toEqual([]);
  });

  test('refuses addresses', async () => {
    const host = await withAlice();
    const port = await serve(AT, (socket) => socket.end('reached'));
    const socket = await openSocket(host.port);
    socket.write(Uint8Array.of(5, 1, 0));
    await readExactly(socket, 2);
    socket.write(Uint8Array.of(5, 1, 0, 1, 127, 77, 0, 2, port >> 8, port & 255));
    const { bytes } = await readAll(socket);
    expect([...bytes.subarray(0, 2)]).toEqual([5, 8]);
    expect(bytes).toHaveLength(10);
  });

  test('hangs up on a client that does not finish its request', async () => {
    const host = await withAlice();
    const before = performance.now();
    const socket = await openSocket(host.port);
    socket.write(Uint8Array.of(5));
    expect((await readAll(socket)).end).toBe('ECONNRESET');
    expect(performance.now() - before).toBeGreaterThan(GREETING_TIMEOUT - 200);
    expect(performance.now() - before).toBeLessThan(GREETING_TIMEOUT + 3000);
  });

  test('with Firefox wants the session’s credentials', async () => {
    const host = await withAlice({ browser: 'firefox' });
    const port = await serve(AT, (socket) => socket.end('reached'));
    const right = host.credentials ?? expect.unreachable();
    expect((await socks(host, 'alice.azero', port)).reply).toBe(0);
    for (const credentials of [
      undefined,
      { ...right, password: '0'.repeat(32) },
      { ...right, username: 'someone' },
      { username: '', password: '' },
    ]) {
      const { reply } = await socks({ port: host.port, credentials }, 'alice.azero', port);
      expect(reply, JSON.stringify(credentials)).toBeUndefined();
    }
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'refuses another user’s process',
    async () => {
      const host = await withAlice();
      const port = await serve(AT, (socket) => socket.end('reached'));
      const ask = async (prefix: readonly string[]): Promise<string> => {
        const curl = ['curl', '-s', '--http0.9', '-m', '5', '--socks5-hostname'];
        const [command = '', ...args] = [...prefix, ...curl];
        const child = spawn(command, [
          ...args,
          `127.0.0.1:${host.port}`,
          `http://alice.azero:${port}/`,
        ]);
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk.toString();
        });
        await new Promise((resolve) => child.on('close', resolve));
        return output;
      };
      expect(await ask([])).toBe('reached');
      const other = ['setpriv', '--reuid', '65534', '--clear-groups'];
      expect(await ask(other)).toBe('');
    },
  );

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'passes nothing on, and asks nobody, before it knows whose process a client is',
    async () => {
      const host = await withAlice();
      const received: Buffer[] = [];
      const gone = new Set<Socket>();
      const port = await serve(AT, (socket) => {
        socket.on('data', (chunk) => received.push(chunk));
        for (const event of ['end', 'close']) socket.on(event, () => gone.add(socket));
      });
      // Whom the host asks is held, so that all that the client sends is there long before the answer.
      const children = readFileSync(
        `/proc/${host.child.pid}/task/${host.child.pid}/children`,
        'utf8',
      );
      const asker = children
        .trim()
        .split(' ')
        .map(Number)
        .find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('NETLINK_SOCK_DIAG'));
      if (asker === undefined) return expect.unreachable();
      process.kill(asker, 'SIGSTOP');
      const script = `
        const [port, target] = process.argv.slice(1).map(Number);
        const ask = (name) => new Promise((resolve) => {
          const socket = require('node:net').connect(port, '127.0.0.1');
          const head = [5, 1, 0, 5, 1, 0, 3, name.length];
          socket.write(Buffer.concat([Buffer.from(head), Buffer.from(name),
            Buffer.from([target >> 8, target & 255]), Buffer.from('secret')]));
          socket.on('error', () => {}).on('close', resolve).resume();
        });
        Promise.all(['alice.azero', 'carol.azero'].map(ask));`;
      const child = spawn('setpriv', [
        '--reuid=65534',
        '--clear-groups',
        process.execPath,
        '-e',
        script,
        String(host.port),
        String(port),
      ]);
      expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
      await eventually(() => gone.size === 1, 'the dial for it is given up');
      expect(await host.request('status')).toMatchObject({ ok: true });
      expect(Buffer.concat(received).toString()).toBe('');
      return expect(host.events).toEqual([]);
    },
  );

  test('holds a thousand idle connections in less than 50 MB more', async () => {
    const host = await withAlice();
    const port = await serve(AT, () => undefined);
    const before = rss(host.child.pid);
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    for (let batch = 0; batch < 20; batch++) {
      const opened = await Promise.all(
        Array.from({ length: 50 }, () => socks(host, 'alice.azero', port)),
      );
      for (const { socket, reply } of opened) {
        expect(reply).toBe(0);
        sockets.push(socket);
      }
    }
    expect(rss(host.child.pid) - before).toBeLessThan(50 << 20);
  });

  test('is on 127.0.0.1 only', async () => {
    const host = await withAlice();
    const socket = connect({ port: host.port, host: '127.0.0.2' });
    expect((await readAll(socket)).end).toBe('ECONNREFUSED');
  });
});

describe('a failed dial', () => {
  test('is told by the reply code', async () => {
    const host = await withAlice();
    const port = await freePort(AT);
    const asked = socks(host, 'alice.azero', port);
    expect(await host.event('route.wanted')).toMatchObject({
      name: 'alice.azero',
      reason: 'dial-failed',
    });
    await host.request('route.refuse', { name: 'alice.azero', cause: 'not-verified' });
    expect((await asked).reply).toBe(2);
    // Asked once in a while only: the second failure is final at once.
    expect((await socks(host, 'alice.azero', port)).reply).toBe(5);
    expect(await host.event('route.failed')).toMatchObject({ cause: 'node-refused' });
    expect(await host.request('probe', { name: 'alice.azero', port })).toMatchObject({
      failure: 'node-refused',
    });
  });

  test('is tried once more at the node that the extension then names', async () => {
    const host = await withAlice();
    const port = await freePort(AT);
    const asked = socks(host, 'alice.azero', port);
    await host.event('route.wanted');
    // The name points to our own node by now, where somebody listens on that port.
    const server = createServer((socket) => socket.end('here'));
    await new Promise<void>((resolve) => server.listen(port, '127.77.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    await host.request('route.set', { name: 'alice.azero', nodeId: US });
    const { socket, reply } = await asked;
    expect(reply).toBe(0);
    expect((await readAll(socket)).bytes.toString()).toBe('here');
  });
});

describe('a probe', () => {
  test('says how long a connection took, and that there is no route', async () => {
    const host = await withAlice();
    const port = await serve(AT, () => undefined);
    expect(await host.request('probe', { name: 'alice.azero', port })).toMatchObject({
      ok: true,
      answer: { milliseconds: expect.any(Number) },
    });
    expect(await host.request('probe', { name: 'carol.azero', port })).toMatchObject({
      failure: 'no-route',
    });
  });
});
