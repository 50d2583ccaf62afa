/**
 * The overlay: a router R that passes packets between nodes and rewrites both addresses, so that each node sees each other one
 * under an address of its own. Stateless; what it does is in one JSON file, which every process of a run reads and rewrites.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODES, type NodeName, OVERLAY, OVERLAY_DEVICE, OWN_ADDRESS } from './addresses.ts';
import { run } from './process.ts';
import type { World } from './world.ts';

/** How a path fails: packets vanish, or come back as "no way to that host". */
export type Cut = 'silent' | 'unreachable';

interface OverlayState {
  /** `viewer>peer` to address. */
  views: Record<string, string>;
  /** The nodes that are cut off, and how. */
  cut: Partial<Record<NodeName, Cut>>;
}

const TABLE: Record<NodeName, number> = { A: 101, B: 102, C: 103 };
/** Marks of packets that the router answers with "host unreachable"; its answer carries the same mark and so finds the way back. */
const NO_WAY: Record<NodeName, number> = { A: 901, B: 902, C: 903 };

const stateFile = (world: World): string => join(world.dir, 'overlay.json');

/** What the router does now. */
export function readOverlay(world: World): OverlayState {
  const state: OverlayState = JSON.parse(readFileSync(stateFile(world), 'utf8'));
  return state;
}

/** Makes the router do something else, at once for all packets. */
export async function writeOverlay(world: World, state: OverlayState): Promise<void> {
  writeFileSync(stateFile(world), JSON.stringify(state));
  const rules: string[] = [];
  for (const from of NODES) {
    for (const to of NODES) {
      const there = state.views[`${from}>${to}`];
      const back = state.views[`${to}>${from}`];
      if (from === to || there === undefined) continue;
      const match = `iifname "r${from}" ip saddr ${OWN_ADDRESS} ip daddr ${there}`;
      const cut = state.cut[from] ?? state.cut[to];
      if (cut === 'unreachable') rules.push(`${match} meta mark set ${NO_WAY[from]} accept`);
      if (cut !== undefined || back === undefined) continue;
      rules.push(
        `${match} meta mark set ${TABLE[to]} ip saddr set ${back} ip daddr set ${OWN_ADDRESS} accept`,
      );
    }
  }
  const table = `table ip overlay {
    chain pre { type filter hook prerouting priority raw; policy drop; ${rules.join('\n')}\n }
  }`;
  await run('ip', ['netns', 'exec', world.namespaces.R, 'nft', '-f', '-'], {
    input: `table ip overlay {}\ndelete table ip overlay\n${table}\n`,
  });
}

/** Makes the router's routes: one table a node, chosen by the mark that the rewriting sets. */
export async function makeRouter(world: World): Promise<void> {
  const R = world.namespaces.R;
  const rules = NODES.flatMap((node) => [
    `rule add pref ${TABLE[node]} fwmark ${TABLE[node]} lookup ${TABLE[node]}`,
    `rule add pref 50 fwmark ${NO_WAY[node]} iif lo lookup ${TABLE[node]}`,
    `rule add pref 60 fwmark ${NO_WAY[node]} lookup 99`,
  ]);
  const unreachable = [
    'addr add 10.115.255.254/32 dev lo',
    'route add unreachable default table 99',
  ];
  await run('ip', ['-n', R, '-batch', '-'], {
    input: ['link set lo up', ...rules, ...unreachable].join('\n'),
  });
  const sysctls = [
    'ip_forward=1',
    'fwmark_reflect=1',
    'conf.all.rp_filter=0',
    'conf.default.rp_filter=0',
  ];
  const settings = sysctls.map((setting) => `net.ipv4.${setting}`);
  await run('ip', ['netns', 'exec', R, 'sysctl', '-qw', ...settings]);
}

/** Gives a node its overlay interface (MTU 1100, no ARP, like the TUN device that it stands for). */
export async function attachNode(world: World, node: NodeName): Promise<void> {
  const { R } = world.namespaces;
  const own = world.namespaces[node];
  // Both ends have one hardware address, so that frames arrive without ARP.
  const mac = `02:00:00:00:00:0${TABLE[node] - 100}`;
  const device = OVERLAY_DEVICE;
  await run('ip', ['-n', own, '-batch', '-'], {
    input: [
      `link add ${device} mtu 1100 address ${mac} type veth peer name r${node} mtu 1100 address ${mac} netns ${R}`,
      `addr add ${OWN_ADDRESS}/32 dev ${device}`,
      `link set ${device} arp off up`,
    ].join('\n'),
  });
  await run('ip', ['-n', R, '-batch', '-'], {
    input: [
      `link set r${node} arp off up`,
      `route add ${OVERLAY} dev r${node} table ${TABLE[node]}`,
    ].join('\n'),
  });
  await run('ip', ['-n', own, 'route', 'add', OVERLAY, 'dev', device]);
}

/** How narrow the path is, and how long a packet may wait in the queue before it: the rest is dropped. */
export interface Narrow {
  readonly kbit: number;
  readonly queueMs: number;
}

/** Lets only so much pass to each node; undefined: as much as comes. */
export async function writeNarrow(world: World, narrow: Narrow | undefined): Promise<void> {
  const change = (node: NodeName): Promise<string> => {
    const device = ['dev', `r${node}`, 'root'];
    const tc = ['netns', 'exec', world.namespaces.R, 'tc', 'qdisc'];
    // None there to take away is as well.
    if (narrow === undefined) return run('ip', [...tc, 'del', ...device]).catch(() => '');
    const rate = ['rate', `${narrow.kbit}kbit`, 'burst', '4kb', 'latency', `${narrow.queueMs}ms`];
    return run('ip', [...tc, 'replace', ...device, 'tbf', ...rate]);
  };
  await Promise.all(NODES.map(change));
}

/** Takes the overlay interface away, as when the node's daemon ends. */
export async function detachNode(world: World, node: NodeName): Promise<void> {
  await run('ip', ['-n', world.namespaces[node], 'link', 'del', OVERLAY_DEVICE]);
}
