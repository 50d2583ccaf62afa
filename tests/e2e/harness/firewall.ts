/** A firewall at every machine's end of the overlay that lets pass what MCC v2 is told of, one UDP port, and counters beside it. */
import { NODES, OVERLAY_DEVICE } from './addresses.ts';
import { run } from './process.ts';
import type { World } from './world.ts';

/** The one port that hosts speak over (`peerPort`). */
export const PEER_PORT = 9378;

const PLACES = [...NODES, 'R'] as const;

async function nft(world: World, place: (typeof PLACES)[number], input: string): Promise<void> {
  await run('ip', ['netns', 'exec', world.namespaces[place], 'nft', '-f', '-'], { input });
}

const FRAGMENTS = `chain pre { type filter hook prerouting priority -450; policy accept;
  ip frag-off & 0x3fff != 0 counter comment "fragment"
}`;

// With its first peer connection Chromium joins the group of mDNS on every interface, of which the system tells the network
// (IGMP). Nothing of a call is in that, and no page can prevent it; it is dropped here, and not counted with the rest.
function ends(machine: boolean): string {
  if (!machine) return '';
  const passes = (way: 'in' | 'out'): string => `chain ${way} {
    type filter hook ${way}put priority 0; policy accept;
    ${way === 'in' ? 'i' : 'o'}ifname ${OVERLAY_DEVICE} udp dport ${PEER_PORT} counter accept comment "passed-${way}"
    ${way === 'in' ? 'i' : 'o'}ifname ${OVERLAY_DEVICE} ip protocol igmp counter drop comment "igmp"
    ${way === 'in' ? 'i' : 'o'}ifname ${OVERLAY_DEVICE} counter drop comment "dropped-${way}"
  }`;
  return `${passes('in')}\n${passes('out')}`;
}

/** Raises it on all three machines, with counters that stand at 0. */
export async function raiseFirewall(world: World): Promise<void> {
  await Promise.all(
    PLACES.map((place) =>
      nft(
        world,
        place,
        `table ip calls {}\ndelete table ip calls\ntable ip calls { ${FRAGMENTS}\n${ends(place !== 'R')}\n}`,
      ),
    ),
  );
}

/** Takes it away again. */
export async function removeFirewall(world: World): Promise<void> {
  await Promise.all(
    PLACES.map((place) => nft(world, place, 'table ip calls {}\ndelete table ip calls\n')),
  );
}

/** Packets since the firewall was raised: IP fragments that came in, and what this end of the overlay passed and dropped. */
export interface Watched {
  fragments: number;
  dropped: number;
  /** On UDP 9378, what came in and what went out. */
  in: number;
  out: number;
}

/** What one place saw so far; without a name all of them together. */
export async function watched(world: World, place?: (typeof PLACES)[number]): Promise<Watched> {
  const seen: Watched = { fragments: 0, dropped: 0, in: 0, out: 0 };
  const places = place === undefined ? PLACES : [place];
  const texts = await Promise.all(
    places.map((each) => {
      const list = ['nft', 'list', 'table', 'ip', 'calls'];
      return run('ip', ['netns', 'exec', world.namespaces[each], ...list]);
    }),
  );
  const counters = /counter packets (\d+) .*comment "(fragment|dropped|passed)-?(in|out)?"/g;
  for (const [, count, word, way] of texts.join('\n').matchAll(counters)) {
    if (word === 'fragment') seen.fragments += Number(count);
    else if (word === 'dropped') seen.dropped += Number(count);
    else if (way === 'in' || way === 'out') seen[way] += Number(count);
  }
  return seen;
}
