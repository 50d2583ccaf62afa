import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CallRole } from '../../lib/protocol/host-values.ts';
import { type ControlKind, writeControl } from '../../native-host/peer/packet.ts';
import { encodeMessage } from '../../native-host/turn/message.ts';
import { CLASS, METHOD } from '../../native-host/turn/words.ts';
import { FIRST_VIEWS, OVERLAY_DEVICE, OWN_ADDRESS } from '../e2e/harness/addresses.ts';
import { writeOverlay } from '../e2e/harness/overlay-router.ts';
import { run } from '../e2e/harness/process.ts';
import type { World } from '../e2e/harness/world.ts';
import { armCall, KEY, openCall } from './call-pair.ts';
import {
  type Agent,
  buildCallWorld,
  destroyCallWorld,
  LAN_OURS,
  LAN_THEIRS,
  mccOf,
  startAgent,
  startOn,
  watched,
} from './call-world.ts';
import { ALICE, type TestHost, US } from './native-host.ts';
import { UDP_TRANSPORT } from './turn-client.ts';

/** Calls between machines, as the overlay and a firewall that knows one port let them be. Needs root on Linux. */
const possible = process.platform === 'linux' && process.getuid?.() === 0;

const CALL = 'a1b2c3d4e5f6';
const CALL_NUMBER = 0xa1b2c3d4e5f6;
const KEY_BYTES = Buffer.from(KEY, 'hex');
const PORT = 9378;
let world: World;

interface Talk {
  readonly here: TestHost;
  readonly there: TestHost;
  readonly page: Agent;
  readonly peer: Agent;
  readonly relayPort: number;
}

/** A call between A and B. */
async function talk(): Promise<Talk> {
  const [here, there, page, peer] = await Promise.all([
    startOn(world, 'A'),
    startOn(world, 'B'),
    startAgent(world, 'A'),
    startAgent(world, 'B'),
  ]);
  const ours = await openCall(here, CALL, ALICE, 'caller');
  const theirs = await openCall(there, CALL, US, 'callee');
  await Promise.all([armCall(here, CALL), armCall(there, CALL)]);
  await Promise.all([here.event('call.ready'), there.event('call.ready')]);
  expect(await page.ask('page', { access: ours, by: 'channel' })).toBe(0);
  expect(await peer.ask('page', { access: theirs, by: 'indication' })).toBe(0);
  const relayPort = Number(/:(\d+)\?/.exec(ours.turnUrl)?.[1]);
  return { here, there, page, peer, relayPort };
}

async function reaches(from: Agent, to: Agent, text: string): Promise<boolean> {
  await from.say(text);
  return (await to.hear()) === text;
}

async function comesThrough(from: Agent, to: Agent, times = 30): Promise<boolean> {
  for (let index = 0; index < times; index++) {
    if (await reaches(from, to, `again ${index}`)) return true;
  }
  return false;
}

const dataPacket = (text: string): string => `10${CALL}${Buffer.from(text).toString('hex')}`;
const control = (
  kind: ControlKind,
  counter: number,
  { role = 'callee', key = KEY_BYTES }: { role?: CallRole; key?: Uint8Array } = {},
): string => Buffer.from(writeControl(kind, CALL_NUMBER, { role, counter }, key)).toString('hex');

interface Caught {
  readonly hex: string;
  readonly from: string;
  readonly port: number;
}
const kindsOf = (caught: unknown): string[] =>
  (caught as Caught[]).map(({ hex }) => hex.slice(0, 2));

/** A that has an armed call with B, while in B's place somebody stands who speaks for its host. */
async function talkToPretender(): Promise<{
  here: TestHost;
  page: Agent;
  pretender: Agent;
  to: object;
}> {
  const [here, page, pretender] = await Promise.all([
    startOn(world, 'A'),
    startAgent(world, 'A'),
    startAgent(world, 'B'),
  ]);
  const access = await openCall(here, CALL, ALICE, 'caller');
  expect(await page.ask('page', { access, by: 'channel' })).toBe(0);
  await pretender.ask('socket', { address: OWN_ADDRESS, port: PORT });
  return { here, page, pretender, to: { to: FIRST_VIEWS['B>A'], port: PORT } };
}

describe.runIf(possible)('a call between two machines', () => {
  beforeAll(async () => {
    world = await buildCallWorld();
  }, 60_000);
  afterAll(() => destroyCallWorld(world));
  beforeEach(() => writeOverlay(world, { views: { ...FIRST_VIEWS }, cut: {} }));

  test('carries everything both ways over one port and without an IP fragment', async () => {
    const before = await watched(world);
    const { page, peer } = await talk();
    for (const size of [1, 500, 1057, 1058, 1065, 1066, 1200, 1400, 2118]) {
      const text = 'x'.repeat(size);
      expect(await reaches(page, peer, text)).toBe(true);
      expect(await reaches(peer, page, text)).toBe(true);
    }
    expect(await watched(world)).toEqual(before);
    // That they would have been seen:
    const noisy = await startAgent(world, 'B');
    await noisy.ask('socket', { address: OWN_ADDRESS, port: 5555 });
    await noisy.ask('throw', { to: FIRST_VIEWS['B>A'], port: PORT, hex: 'ff'.repeat(1300) });
    await noisy.ask('throw', { to: FIRST_VIEWS['B>A'], port: PORT + 1, hex: 'ff' });
    await expect
      .poll(() => watched(world))
      .toMatchObject({
        fragments: expect.toSatisfy((count: number) => count > before.fragments),
        dropped: before.dropped + 1,
      });
  });

  test('takes nothing from another node, though it knows the call and even its key', async () => {
    const { here, page, peer } = await talk();
    const mallory = await startAgent(world, 'C');
    await mallory.ask('socket', { address: OWN_ADDRESS, port: PORT });
    const to = { to: FIRST_VIEWS['C>A'], port: PORT };
    await mallory.ask('throw', { ...to, hex: dataPacket('it is me') });
    await mallory.ask('throw', { ...to, hex: control('ready', 2 ** 50) });
    await mallory.ask('throw', { ...to, hex: control('close', 2 ** 50 + 1) });
    await mallory.ask('throw', { ...to, hex: dataPacket('it is me') });
    expect(await page.hear()).toBeUndefined();
    expect(await mallory.ask('catch', { patience: 200 })).toEqual([]);
    expect(here.events).toEqual([]);
    expect(await reaches(peer, page, 'and this is me')).toBe(true);
  });

  test('believes no word that was said before, or was not made with the key', async () => {
    const { here, page, pretender, to } = await talkToPretender();
    await armCall(here, CALL);
    const ready = control('ready', 7);
    for (const wrong of [
      control('ready', 8, { key: Buffer.alloc(32) }),
      control('ready', 8, { role: 'caller' }),
    ]) {
      await pretender.ask('throw', { ...to, hex: wrong });
    }
    const said = kindsOf(await pretender.ask('catchAll', { patience: 300 }));
    expect(said).toContain('13');
    expect(said).not.toContain('14');
    expect(here.events).toEqual([]);
    await pretender.ask('throw', { ...to, hex: ready });
    await here.event('call.ready');
    await expect
      .poll(async () => kindsOf(await pretender.ask('catch', { patience: 50 })))
      .toContain('14');
    await pretender.ask('throw', { ...to, hex: control('readyAck', 9) });
    await pretender.ask('throw', { ...to, hex: dataPacket('one') });
    expect(await page.hear()).toBe('one');
    await pretender.ask('catch', { patience: 1 });
    for (const old of [ready, control('ready', 9), control('close', 8)]) {
      await pretender.ask('throw', { ...to, hex: old });
    }
    expect(kindsOf(await pretender.ask('catchAll', { patience: 300 }))).not.toContain('14');
    expect(here.events).toEqual([]);
    await pretender.ask('throw', { ...to, hex: control('close', 10) });
    expect(await here.event('call.closed')).toMatchObject({ reason: 'peer-closed' });
  });

  test('takes nothing before it is armed, and from another port only after a word with the key', async () => {
    const { here, page, pretender, to } = await talkToPretender();
    await pretender.ask('throw', { ...to, hex: control('ready', 1) });
    await pretender.ask('throw', { ...to, hex: dataPacket('too early') });
    expect(await page.hear(300)).toBeUndefined();
    await armCall(here, CALL);
    const other = await startAgent(world, 'B');
    await other.ask('socket', { address: OWN_ADDRESS, port: 40_000 });
    await other.ask('throw', { ...to, hex: dataPacket('from elsewhere') });
    expect(await page.hear(300)).toBeUndefined();
    expect(here.events).toEqual([]);
    await other.ask('throw', { ...to, hex: control('keepAlive', 2) });
    await here.event('call.ready');
    await other.ask('throw', { ...to, hex: dataPacket('from elsewhere') });
    expect(await page.hear()).toBe('from elsewhere');
  });

  test('answers no one from the LAN, whatever source they write on it', async () => {
    const { page, relayPort } = await talk();
    const allocate = Buffer.from(
      encodeMessage({
        method: METHOD.allocate,
        cls: CLASS.request,
        transactionId: new Uint8Array(12),
        attributes: [UDP_TRANSPORT],
      }),
    ).toString('hex');
    const where = { to: OWN_ADDRESS, port: relayPort, hex: allocate };
    for (const address of [LAN_THEIRS, LAN_OURS]) {
      const stranger = await startAgent(world, 'L');
      await stranger.ask('socket', { address, port: 0 });
      await stranger.ask('throw', where);
      expect(await stranger.ask('catch', { patience: 300 })).toEqual([]);
    }
    // A program of this machine is answered, from whichever of its addresses.
    for (const address of [LAN_OURS, OWN_ADDRESS]) {
      const local = await startAgent(world, 'A');
      await local.ask('socket', { address, port: 0 });
      await local.ask('throw', where);
      expect(await local.ask('catch', { patience: 1000 })).toHaveLength(1);
    }
    expect(await page.hear(1)).toBeUndefined();
  });

  test('goes on when the peer gets another address, and never with whoever has the old one', async () => {
    const { here, page, peer } = await talk();
    const views: Record<string, string> = {
      ...FIRST_VIEWS,
      'A>B': '10.115.78.8',
      'A>C': FIRST_VIEWS['A>B'] ?? '',
    };
    await writeOverlay(world, { views, cut: {} });
    here.setMcc(mccOf('A', views));
    const mallory = await startAgent(world, 'C');
    await mallory.ask('socket', { address: OWN_ADDRESS, port: PORT });
    await here.event('call.moved');
    await mallory.ask('catch', { patience: 1 }); // until then mcc was believed, and what came is encrypted
    expect(await comesThrough(page, peer)).toBe(true);
    expect(await comesThrough(peer, page)).toBe(true);
    await mallory.ask('throw', { to: views['C>A'], port: PORT, hex: dataPacket('it is me') });
    expect(await page.hear(300)).toBeUndefined();
    expect(await mallory.ask('catch', { patience: 100 })).toEqual([]);
  }, 30_000);

  test('goes on after the path was cut, and is silent while mcc does not know the peer', async () => {
    const { here, page, peer } = await talk();
    await writeOverlay(world, { views: { ...FIRST_VIEWS }, cut: { B: 'silent' } });
    expect(await reaches(page, peer, 'cut')).toBe(false);
    await writeOverlay(world, { views: { ...FIRST_VIEWS }, cut: {} });
    expect(await comesThrough(page, peer)).toBe(true);
    here.setMcc({ ...mccOf('A'), mode: 'fail' });
    await expect
      .poll(() => reaches(page, peer, `${Math.random()}`), { timeout: 15_000 })
      .toBe(false);
    here.setMcc(mccOf('A'));
    expect(await comesThrough(page, peer)).toBe(true);
    expect(await comesThrough(peer, page)).toBe(true);
    expect(here.events.filter(({ event }) => event === 'call.closed')).toEqual([]);
  }, 40_000);

  test('ends when our own overlay address changes or is gone', async () => {
    const { here, page, peer } = await talk();
    expect(await reaches(page, peer, 'before')).toBe(true);
    const device = ['-n', world.namespaces.A, 'addr'];
    const restore = async (): Promise<void> => {
      const add = [...device, 'add', `${OWN_ADDRESS}/32`, 'dev', OVERLAY_DEVICE];
      await run('ip', add).catch(() => '');
    };
    try {
      await run('ip', [...device, 'del', `${OWN_ADDRESS}/32`, 'dev', OVERLAY_DEVICE]);
      expect(await here.event('call.closed')).toMatchObject({ reason: 'overlay-missing' });
      const ask = { callId: CALL, peerNodeId: ALICE, role: 'caller' };
      expect(await here.request('call.open', ask)).toMatchObject({ failure: 'overlay-missing' });
      expect(await here.request('call.arm', { callId: CALL, key: KEY })).toMatchObject({
        failure: 'no-call',
      });
    } finally {
      await restore();
    }
  }, 30_000);
});
