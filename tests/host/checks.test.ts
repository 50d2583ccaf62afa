import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CHECK_REQUESTS, CHECKS_ONLY } from '../../lib/protocol/host-checks.ts';
import { OVERLAY_DEVICE } from '../e2e/harness/addresses.ts';
import { run } from '../e2e/harness/process.ts';
import type { World } from '../e2e/harness/world.ts';
import {
  armCall,
  freePeerPort,
  HERE,
  OURS,
  openCall,
  openPage,
  reaches,
  runtimeFolder,
  startPeer,
  THERE,
} from './call-pair.ts';
import { buildCallWorld, destroyCallWorld, startOn, watched } from './call-world.ts';
import { ALICE, BOB, DEMO, startHost, TestHost, US } from './native-host.ts';
import { TurnClient } from './turn-client.ts';

type Seen = v.InferOutput<(typeof CHECK_REQUESTS)['check.peer']['answer']>;

async function look(host: TestHost, nodeId: string): Promise<Seen> {
  const reply = await host.request('check.peer', { nodeId });
  if (!reply.ok) throw new Error(`check.peer: ${reply.failure}`);
  return v.parse(CHECK_REQUESTS['check.peer'].answer, reply.answer);
}

type Wish = readonly [TestHost, nodeId: string, is: (state: Seen) => boolean];

/** Asks again, as pages do, until all of it is so at one time. */
async function seen(...wishes: readonly Wish[]): Promise<void> {
  for (;;) {
    const are = await Promise.all(
      wishes.map(async ([host, nodeId, is]) => is(await look(host, nodeId))),
    );
    if (are.every(Boolean)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const both = ({ heard, answered }: Seen): boolean => heard && answered;

describe('two hosts that look for each other', () => {
  test('see that packets pass both ways', async () => {
    const port = freePeerPort();
    const [here, there] = [await startPeer(HERE, port), await startPeer(THERE, port)];
    expect(await look(here, ALICE)).toEqual({ sent: 1, heard: false, answered: false });
    await seen([here, ALICE, both], [there, US, both]);
  });

  test('share the port with calls, also of another browser', async () => {
    const port = freePeerPort();
    const folder = runtimeFolder();
    const calling = await startPeer(HERE, port, folder);
    await openCall(calling, 'a1b2c3d4e5f6', ALICE, 'caller');
    const [here, there] = [await startPeer(HERE, port, folder), await startPeer(THERE, port)];
    await seen([here, ALICE, both], [there, US, both]);
    const access = await openCall(there, 'a1b2c3d4e5f6', US, 'callee');
    await Promise.all([armCall(calling, 'a1b2c3d4e5f6'), armCall(there, 'a1b2c3d4e5f6')]);
    await Promise.all([calling.event('call.ready'), there.event('call.ready')]);
    expect(await openPage(access, 'channel')).toBeInstanceOf(TurnClient);
  });

  test('give way to another browser of the person that looks for the same node, and live on', async () => {
    const port = freePeerPort();
    const folder = runtimeFolder();
    const [here, there] = [await startPeer(HERE, port, folder), await startPeer(THERE, port)];
    await seen([here, ALICE, both], [there, US, both]);
    const other = await startPeer(HERE, port, folder);
    await seen([other, ALICE, both], [there, US, both]);
    // The one that held the port for the first of them gave it up in the midst of what the other one said.
    expect(await look(here, ALICE)).toMatchObject({ sent: 1 });
  });

  test('hear nothing of a host that does not look, nor of one that looks for another', async () => {
    const port = freePeerPort();
    const [here, there] = [await startPeer(HERE, port), await startPeer(THERE, port)];
    there.setMcc({ id: ALICE, addresses: { ...HERE.addresses, [BOB]: '127.77.0.3' } });
    await look(there, BOB);
    await seen([here, ALICE, ({ sent }) => sent >= 3], [there, BOB, ({ sent }) => sent >= 3]);
    expect(await look(here, ALICE)).toMatchObject({ heard: false, answered: false });
    expect(await look(there, BOB)).toMatchObject({ heard: false, answered: false });
  });

  test('answer nobody in whose place mcc does not see the node', async () => {
    const port = freePeerPort();
    const elsewhere = { id: US, addresses: { ...HERE.addresses, [ALICE]: '127.77.0.9' } };
    const [here, there] = [await startPeer(elsewhere, port), await startPeer(THERE, port)];
    await seen([here, ALICE, ({ sent }) => sent >= 3], [there, US, ({ sent }) => sent >= 3]);
    expect(await look(here, ALICE)).toMatchObject({ heard: false, answered: false });
    expect(await look(there, US)).toMatchObject({ heard: false, answered: false });
  });

  test('need a node that mcc knows, and another than their own', async () => {
    const host = await startHost();
    expect(await host.request('check.peer', { nodeId: US })).toMatchObject({
      failure: 'address-not-allowed',
    });
    host.setMcc({ id: US, addresses: { [US]: OURS } });
    expect(await host.request('check.peer', { nodeId: ALICE })).toMatchObject({
      failure: 'node-unresolved',
    });
    expect(await host.request('check.peer', { nodeId: 'x' })).toMatchObject({
      failure: 'bad-request',
    });
  });

  test('give the port back when nobody asks any more', async () => {
    const port = freePeerPort();
    const here = await startPeer(HERE, port);
    await look(here, ALICE);
    const stranger = await startPeer(HERE, port);
    expect(await stranger.request('check.ports')).toMatchObject({
      answer: { peer: { port, state: 'in-use' } },
    });
    for (let state = 'in-use'; state !== 'works'; ) {
      const reply = await stranger.request('check.ports');
      if (!reply.ok) throw new Error(reply.failure);
      state = v.parse(CHECK_REQUESTS['check.ports'].answer, reply.answer).peer.state;
    }
  });
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('between machines', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildCallWorld();
  }, 60_000);
  afterAll(() => destroyCallWorld(world));

  /** A firewall on A that lets nothing through to the hosts' port, in one direction. */
  async function shut(hook: 'input' | 'output'): Promise<() => Promise<void>> {
    const nft = (text: string) =>
      run('ip', ['netns', 'exec', world.namespaces.A, 'nft', '-f', '-'], { input: text });
    const device = hook === 'input' ? 'iifname' : 'oifname';
    await nft(
      `add table ip shut
      add chain ip shut way { type filter hook ${hook} priority 10; policy accept; }
      add rule ip shut way ${device} ${OVERLAY_DEVICE} udp dport 9378 drop\n`,
    );
    return async () => {
      await nft('delete table ip shut\n');
    };
  }

  test('they say which way is shut, and see when it opens', async () => {
    const before = await watched(world);
    const [here, there] = await Promise.all([startOn(world, 'A'), startOn(world, 'B')]);
    await seen([here, ALICE, both], [there, US, both]);

    for (const [hook, ours, theirs] of [
      ['output', { heard: true, answered: false }, { heard: false, answered: false }],
      ['input', { heard: false, answered: false }, { heard: true, answered: false }],
    ] as const) {
      const open = await shut(hook);
      const is = (wanted: object) => (state: Seen) =>
        Object.entries(wanted).every(([key, value]) => Reflect.get(state, key) === value);
      await seen([here, ALICE, is(ours)], [there, US, is(theirs)]);
      await open();
      await seen([here, ALICE, both], [there, US, both]);
    }
    // What else was dropped is the system's own word (ICMP) that nobody listened yet.
    expect((await watched(world)).fragments).toBe(before.fragments);
  }, 60_000);
});

describe('the ports', () => {
  test('are there where the node is up', async () => {
    const host = await startPeer(HERE, freePeerPort());
    expect(await host.request('check.ports')).toMatchObject({
      ok: true,
      answer: { relay: 'works', peer: { state: 'works' } },
    });
  });

  test('are not looked at where it is not', async () => {
    const host = await startHost({ state: { ...DEMO, mode: 'no-socket' } });
    expect(await host.request('check.ports')).toMatchObject({ failure: 'mcc-daemon-down' });
    expect(await host.request('check.loop')).toMatchObject({ failure: 'mcc-daemon-down' });
  });

  test('of a host that only checks leave the fixed one to who has it', async () => {
    const first = await startHost();
    const config = { socks: { port: first.port } };
    const second = new TestHost({ config });
    second.listen();
    expect(await second.hello()).toMatchObject({ failure: 'port-in-use' });
    const hello = { protocol: 1, version: '0', browser: 'chromium', capabilities: [CHECKS_ONLY] };
    expect(await second.request('hello', hello)).toMatchObject({ ok: true });
  });
});

describe('the relay to oneself', () => {
  async function loop(host: TestHost) {
    const reply = await host.request('check.loop');
    if (!reply.ok) throw new Error(`check.loop: ${reply.failure}`);
    const { turnUrl, ends, peerVirtual } = v.parse(
      CHECK_REQUESTS['check.loop'].answer,
      reply.answer,
    );
    return [ends.one, ends.other].map((end) => ({ turnUrl, peerVirtual, ...end }));
  }

  test('carries what one end says to the other', async () => {
    const [one, other] = await loop(await startHost());
    if (!one || !other) throw new Error('unreachable');
    const [page, peer] = [await openPage(one, 'channel'), await openPage(other, 'indication')];
    expect(await reaches(page, peer, 'hello, me')).toBe(true);
    expect(await reaches(peer, page, 'hello')).toBe(true);
    const large = Buffer.alloc(1400, 7);
    page.send(large);
    expect(await peer.receive()).toEqual(large);
  });

  test('is replaced when it is asked for again', async () => {
    const host = await startHost();
    const [before] = await loop(host);
    const [after] = await loop(host);
    if (!before || !after) throw new Error('unreachable');
    expect(after.credential).not.toBe(before.credential);
    const client = new TurnClient({ ...before, turnUrl: after.turnUrl });
    onTestFinished(() => client.close());
    expect(await client.allocate()).toBe(401);
    expect(await openPage(after, 'channel')).toBeInstanceOf(TurnClient);
  });
});
