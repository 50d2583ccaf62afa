/** What a test does while every packet, DNS question and connection of machine A is watched, and what of it went astray. */
import { CHAIN_ADDRESS, LAN_ROUTER, PUBLIC_SITE } from './harness/addresses.ts';
import { describePacket, startCapture } from './harness/capture.ts';
import type { Packet } from './harness/pcap.ts';
import { PUBLIC_HOST, type Story } from './story.ts';

/** Stands in the addresses of everything that must not be seen on the LAN, besides the names themselves. */
export const SECRET = 'quietword';

/** Looked up by a browser that is about to search, also when the search then becomes a visit; and the public page's own name. */
const NOT_OURS = ['www.google.com', 'duckduckgo.com', PUBLIC_HOST];

/**
 * Does `task` and gives one line for each thing that left machine A outside the overlay and is no read at the chain's endpoints.
 * Empty: silence. A public page may be part of it, but nothing of ours may be in what its site gets to see.
 */
export async function strayFrom(story: Story, task: () => Promise<unknown>): Promise<string[]> {
  const { world } = story;
  // What stays in the machine is left out of a capture anyway.
  const capture = await startCapture(world, 'not net 127.0.0.0/8');
  world.dns.mark();
  world.sink.mark();
  await task();
  const captured = await capture.stop();
  const packets = captured.strays([CHAIN_ADDRESS, LAN_ROUTER, PUBLIC_SITE]).filter(saysSomething);
  return [
    ...world.dns
      .entries()
      .filter(({ name }) => !NOT_OURS.includes(name))
      .map(({ type, name }) => `question: ${type} ${name}`),
    ...world.sink.entries().map((entry) => `internet: ${JSON.stringify(entry)}`),
    ...packets.map((packet) => `packet: ${describePacket(packet)}`),
    ...['azero', 'tzero', SECRET].flatMap((word) =>
      captured.leaks(word).map((line) => `${word}: ${line}`),
    ),
  ];
}

/** False for the end of a connection that the kernel no longer sends over the overlay: it holds nothing but addresses. */
function saysSomething({ protocol, flags, payload }: Packet): boolean {
  return protocol !== 'tcp' || payload.length > 0 || flags.includes('S');
}
