import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ALICE, type MccState, startHost, type TestHost, US } from './native-host.ts';

/**
 * The rules that loopback can't show, on real interfaces: this machine ("here") has an overlay and a LAN, each with
 * another machine at its other end. Needs root on Linux; nothing leaves the namespaces.
 */
const possible = process.platform === 'linux' && process.getuid?.() === 0;

const HERE = `cb-here-${process.pid}`;
const PEER = `cb-peer-${process.pid}`;
const LAN = `cb-lan-${process.pid}`;
const PORT = 8080;

const STATE: MccState = { id: US, addresses: { [US]: '10.115.0.1', [ALICE]: '10.115.0.2' } };

function ip(text: string): void {
  execFileSync('ip', text.split(' '), { stdio: 'pipe' });
}

function inside(namespace: string, text: string): void {
  ip(`-n ${namespace} ${text}`);
}

/** The overlay: 10.115.0.0/24 between here and the peer. */
function connectOverlay(): void {
  inside(HERE, `link add ov0 type veth peer name ov0 netns ${PEER}`);
  inside(HERE, 'addr add 10.115.0.1/24 dev ov0');
  inside(PEER, 'addr add 10.115.0.2/24 dev ov0');
  for (const namespace of [HERE, PEER]) inside(namespace, 'link set ov0 up');
}

/** An HTTP server that says who it is and who asks, and at /forever never ends. */
async function serveIn(namespace: string, name: string): Promise<void> {
  const script = `
    require('node:http').createServer((request, response) => {
      const from = request.socket.remoteAddress.replace('::ffff:', '');
      if (request.url !== '/forever') return response.end('${name} to ' + from);
      setInterval(() => response.write('more '), 20);
    }).listen(${PORT}, '0.0.0.0', () => console.log('up'));`;
  const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  await new Promise((resolve) => child.stdout.once('data', resolve));
}

const servers: ChildProcess[] = [];

interface Page {
  /** When its first bytes are there. */
  readonly first: Promise<void>;
  /** All of its output, and curl's exit code. */
  readonly done: Promise<{ readonly output: string; readonly code: number | null }>;
}

/** Asks for a page of alice.azero through the proxy, here. */
function openPage(host: TestHost, path = '/'): Page {
  const proxy = `127.0.0.1:${host.port}`;
  const url = `http://alice.azero:${PORT}${path}`;
  const command = ['curl', '-sN', '--socks5-hostname', proxy, url];
  const child = spawn('ip', ['netns', 'exec', HERE, ...command]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  const first = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
  });
  const done = new Promise<{ output: string; code: number | null }>((resolve) => {
    child.on('close', (code) => resolve({ output, code }));
  });
  return { first, done };
}

async function startHere(state: MccState = STATE): Promise<TestHost> {
  return startHost({
    state,
    config: { allowLoopback: false },
    prefix: ['ip', 'netns', 'exec', HERE],
  });
}

function setAlice(host: TestHost, nodeId = ALICE): ReturnType<TestHost['request']> {
  return host.request('route.set', { name: 'alice.azero', nodeId });
}

describe.runIf(possible)('between namespaces', () => {
  beforeAll(async () => {
    for (const namespace of [HERE, PEER, LAN]) {
      ip(`netns add ${namespace}`);
      inside(namespace, 'link set lo up');
    }
    inside(HERE, `link add lan0 type veth peer name lan0 netns ${LAN}`);
    inside(HERE, 'addr add 192.168.77.1/24 dev lan0');
    inside(LAN, 'addr add 192.168.77.2/24 dev lan0');
    for (const namespace of [HERE, LAN]) inside(namespace, 'link set lan0 up');
    await serveIn(HERE, 'here');
    await serveIn(PEER, 'peer');
    await serveIn(LAN, 'stranger');
  });

  afterAll(() => {
    for (const server of servers) server.kill('SIGKILL');
    for (const namespace of [HERE, PEER, LAN]) ip(`netns del ${namespace}`);
  });

  beforeEach(() => {
    connectOverlay();
    return () => {
      try {
        inside(HERE, 'link del ov0');
      } catch {
        // The test took it away.
      }
    };
  });

  test('a node is reached from our own overlay address', async () => {
    const host = await startHere();
    // Another address on the same interface would be the system's own choice.
    inside(HERE, 'addr del 10.115.0.1/24 dev ov0');
    inside(HERE, 'addr add 10.115.0.77/24 dev ov0');
    inside(HERE, 'addr add 10.115.0.1/24 dev ov0');
    expect(await setAlice(host)).toMatchObject({ answer: { address: '10.115.0.2' } });
    expect(await openPage(host).done).toMatchObject({ output: 'peer to 10.115.0.1', code: 0 });
  });

  test('our own site is reached, and under no other name', async () => {
    const host = await startHere();
    expect(await setAlice(host, US)).toMatchObject({ ok: true });
    expect(await openPage(host).done).toMatchObject({ output: 'here to 10.115.0.1' });
    const addresses = { [US]: '10.115.0.1', [ALICE]: '10.115.0.1' };
    const other = await startHere({ id: US, addresses });
    expect(await setAlice(other)).toMatchObject({ failure: 'address-not-allowed' });
  });

  test.each([
    ['another address of this machine', '192.168.77.1'],
    ['a machine on the LAN', '192.168.77.2'],
    ['loopback', '127.0.0.1'],
    ['an address without a way', '8.8.8.8'],
  ])('%s is not dialled', async (_, address) => {
    const host = await startHere({ id: US, addresses: { [US]: '10.115.0.1', [ALICE]: address } });
    expect(await setAlice(host)).toMatchObject({ failure: 'address-not-allowed' });
  });

  test('a LAN that claims the overlay’s addresses as narrowly is not believed', async () => {
    const host = await startHere();
    inside(HERE, 'addr add 10.115.0.9/25 dev lan0');
    inside(LAN, 'addr add 10.115.0.2/25 dev lan0');
    onTestFinished(() => {
      inside(HERE, 'addr del 10.115.0.9/25 dev lan0');
      inside(LAN, 'addr del 10.115.0.2/25 dev lan0');
    });
    expect(await setAlice(host)).toMatchObject({ failure: 'address-not-allowed' });
  });

  test('a route that leads around the overlay is not followed', async () => {
    const host = await startHere();
    inside(HERE, 'route add 10.115.0.2/32 via 192.168.77.2');
    onTestFinished(() => inside(HERE, 'route del 10.115.0.2/32'));
    expect(await setAlice(host)).toMatchObject({
      failure: 'address-not-allowed',
      detail: 'not routed through the overlay',
    });
  });

  test('a stranger who takes the way to an address over gets no request, not even the next one', async () => {
    const host = await startHere();
    await setAlice(host);
    const page = openPage(host, '/forever');
    await page.first;
    inside(LAN, 'addr add 10.115.0.2/32 dev lan0');
    inside(LAN, 'route add 10.115.0.1/32 dev lan0');
    onTestFinished(() => {
      inside(HERE, 'route del 10.115.0.2/32 dev lan0');
      inside(LAN, 'route del 10.115.0.1/32 dev lan0');
      inside(LAN, 'addr del 10.115.0.2/32 dev lan0');
    });
    // The last look at the way is as young as it can be.
    expect(await openPage(host).done).toMatchObject({ output: 'peer to 10.115.0.1' });
    inside(HERE, 'route add 10.115.0.2/32 dev lan0');
    const next = openPage(host).done;
    await host.event('route.wanted');
    await host.request('route.refuse', { name: 'alice.azero', cause: 'not-verified' });
    expect((await next).output).toBe('');
    expect((await page.done).code).toBe(56);
  });

  test('nothing goes to a stranger when the overlay is gone, and all is well when it is back', async () => {
    const host = await startHere();
    expect(await host.request('status')).toMatchObject({ answer: { state: 'up' } });
    await setAlice(host);
    const page = openPage(host, '/forever');
    await page.first;

    const before = performance.now();
    inside(HERE, 'link del ov0');
    // A stranger on the LAN has the same address by now, and the way to it leads there.
    inside(LAN, 'addr add 10.115.0.2/24 dev lan0');
    inside(HERE, 'route add 10.115.0.0/24 dev lan0');
    onTestFinished(() => inside(LAN, 'addr del 10.115.0.2/24 dev lan0'));

    expect((await page.done).code).toBe(56); // curl: failure in receiving, not the end of the page
    expect(performance.now() - before).toBeLessThan(2000);
    expect(await host.event('route.failed')).toMatchObject({ cause: 'overlay-missing' });
    expect(await host.event('node.changed')).toMatchObject({
      status: { state: 'down', cause: 'overlay-missing', nodeId: US },
    });
    expect((await openPage(host).done).output).toBe('');
    expect(await setAlice(host)).toMatchObject({ failure: 'overlay-missing' });

    inside(HERE, 'route del 10.115.0.0/24 dev lan0');
    connectOverlay();
    expect(await host.event('node.changed')).toMatchObject({ status: { state: 'up' } });
    await setAlice(host);
    expect(await openPage(host).done).toMatchObject({ output: 'peer to 10.115.0.1' });
  });
});
