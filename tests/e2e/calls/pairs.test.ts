/** Two people of any two browsers, two links, one call: between firewalls that let pass one port. And what is seen of it elsewhere. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHAIN_ADDRESS } from '../harness/addresses.ts';
import { type Captured, describePacket, startCapture } from '../harness/capture.ts';
import { PEER_PORT, watched } from '../harness/firewall.ts';
import { type CallStory, PAIRS, startCallStory } from './call-story.ts';
import type { CallWindow } from './call-window.ts';
import { answerIn, offerIn } from './forged.ts';
import { socketsOnLan } from './lan-sockets.ts';

/** As long as a person takes who carries a link to another window; longer than Firefox waits for a first candidate. */
const CARRYING_MS = 10_000;
/** Where IGMP says which groups a machine joins; see harness/firewall.ts. */
const MULTICAST_REPORTS = '224.0.0.22';
const MDNS = [224, 0, 0, 251];
/** What a page may know: the relay's virtual addresses, its own relay, and what means "none" in a description. */
const HARMLESS = ['198.18.0.1', '198.18.0.2', '10.115.0.1', '0.0.0.0', '127.0.0.1'];

function addressesIn(text: string): string[] {
  const found = text.matchAll(
    /\b(?:\d{1,3}\.){3}\d{1,3}\b|[\w-]+\.local\b|\b[\da-f]{1,4}(?::[\da-f]{0,4}){5,7}\b/g,
  );
  return [...new Set([...found].map(([address]) => address))].toSorted();
}

async function addressesOf(window: CallWindow): Promise<string[]> {
  const connections = await window.connections();
  expect(connections).toHaveLength(1);
  // A fingerprint looks like an address of IPv6.
  const text = JSON.stringify(connections).replaceAll(/(?:[\dA-F]{2}:){31}[\dA-F]{2}/gi, '');
  return addressesIn(text).filter((address) => !HARMLESS.includes(address));
}

function expectNothingElsewhere(captured: Captured): void {
  const onOverlay = captured.packets.filter(({ device }) => device === 'staex0');
  const others = onOverlay.filter(
    ({ protocol, targetPort, target }) =>
      (protocol !== 'udp' || targetPort !== PEER_PORT) && target !== MULTICAST_REPORTS,
  );
  expect(others.map(describePacket)).toEqual([]);
  const known = [CHAIN_ADDRESS, MULTICAST_REPORTS];
  expect(captured.strays(known).map(describePacket)).toEqual([]);
  for (const { payload, target } of captured.packets) {
    if (target === MULTICAST_REPORTS) expect([...payload.subarray(-4)]).toEqual(MDNS);
  }
}

describe.each(PAIRS)('%s calls %s', (first, second) => {
  let story: CallStory;
  beforeAll(async () => {
    story = await startCallStory(first, second);
  });
  afterAll(() => story?.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state !== 'fail') return;
    story.ana.picture(`fail-${first}-${second}-ana`);
    story.bo.picture(`fail-${first}-${second}-bo`);
  });

  it('both see and hear each other, by two links and one port', async () => {
    const { ana, bo, world } = story;
    const before = await watched(world.plan);
    const captures = await Promise.all([startCapture(world), startCapture(world, '', 'B')]);
    const talk = await story.talk(() => new Promise((resolve) => setTimeout(resolve, CARRYING_MS)));
    const { caller, callee } = talk;
    await Promise.all([caller.seesAndHears(), callee.seesAndHears()]);
    ana.picture(`call-${first}-${second}-ana`);
    bo.picture(`call-${first}-${second}-bo`);

    expect(await addressesOf(caller)).toEqual([]);
    expect(await addressesOf(callee)).toEqual([]);
    const after = await watched(world.plan);
    expect(after).toMatchObject({ fragments: 0, dropped: before.dropped });
    expect(after.in).toBeGreaterThan(before.in + 100);
    const secrets = [offerIn(talk.offer), answerIn(talk.answer)].flatMap(({ credentials }) => [
      credentials.pwd,
      credentials.ufrag,
    ]);
    for (const captured of await Promise.all(captures.map((capture) => capture.stop()))) {
      expectNothingElsewhere(captured);
      for (const word of [...secrets, talk.offer.split('#')[1] ?? '', 'staex.io']) {
        expect(captured.leaks(word)).toEqual([]);
      }
    }
    // The browsers' own: Chromium's mDNS, and the sockets of their ICE agents (lan.test.ts). None of ours.
    for (const node of ['A', 'B'] as const) {
      const programs = (await socketsOnLan(world.plan, node)).map(({ program }) => program);
      expect(programs.filter((program) => !/^(?:chrom|firefox|Socket)/i.test(program))).toEqual([]);
    }
    const asked = world.dns.entries().map(({ name }) => name);
    expect(asked).toEqual([]);
  });
});
