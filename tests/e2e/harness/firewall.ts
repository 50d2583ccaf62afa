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

function ends(machine: boolean): string {
  if (!machine) return '';
  const passes = (way: 'in' | 'out'): string => `chain ${way} {
    type filter hook ${way}put priority 0; policy accept;
    ${way === 'in' ? 'i' : 'o'}ifname ${OVERLAY_DEVICE} udp dport ${PEER_PORT} counter accept comment "passed-${way}"
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

/** Packets since the firewall was raised: IP fragments that anybody saw, and what each end passed and dropped. */
export interface Watched {
  fragments: number;
  dropped: number;
  passed: number;
}

/** What the firewalls saw so far. */
export async function watched(world: World): Promise<Watched> {
  const seen: Watched = { fragments: 0, dropped: 0, passed: 0 };
  const texts = await Promise.all(
    PLACES.map((place) =>
      run('ip', ['netns', 'exec', world.namespaces[place], 'nft', 'list', 'table', 'ip', 'calls']),
    ),
  );
  for (const [, count, word] of texts
    .join('\n')
    .matchAll(/counter packets (\d+) .*comment "(\w+)/g)) {
    const packets = Number(count);
    if (word === 'fragment') seen.fragments += packets;
    else if (word === 'dropped') seen.dropped += packets;
    else seen.passed += packets;
  }
  return seen;
}
