import type { NodeId } from '../lib/node-id.ts';
import type { NodeFailure } from '../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type InterfaceAddress, type Ipv4, ipv4Number, parseIpv4, sameNetwork } from './ipv4.ts';

/** Where a node may be dialled now, and from which of our addresses; no `source` on loopback, in the demo. */
export interface Reach {
  readonly address: Ipv4;
  readonly source: Ipv4 | undefined;
}

/** A refusal; `detail` says which rule. */
export type PolicyRefusal = { readonly cause: NodeFailure; readonly detail: string };

/** What the rule looks at. */
export interface Situation {
  readonly node: NodeId;
  /** What our own `mcc` gives for that node, just now. */
  readonly address: Ipv4;
  readonly own: { readonly nodeId: NodeId; readonly address: Ipv4 };
  /** The interface that holds our own overlay address. */
  readonly overlay: InterfaceAddress;
  /** All addresses of this machine. */
  readonly interfaces: readonly InterfaceAddress[];
  /** The address that the system itself would send from to `address`, as its routes are now. */
  readonly routedFrom: Ipv4 | undefined;
  readonly allowLoopback: boolean;
}

// RFC 6890: what is no address of a single other machine, or never leaves this link.
const NEVER: readonly (readonly [string, number, string])[] = [
  ['0.0.0.0', 8, 'unspecified'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved or broadcast'],
];

/** Whether an address is in 127.0.0.0/8. */
export function isLoopback(address: Ipv4): boolean {
  return ipv4Number(address) >>> 24 === 127;
}

/**
 * The one rule which address may be dialled for which node, for every proxy of the host. It believes nothing that a page,
 * a link or another node says: only our own `mcc` and the network of this machine.
 */
export function mayDial(situation: Situation): Result<Reach, PolicyRefusal> {
  const { node, address, own, overlay, interfaces, routedFrom, allowLoopback } = situation;
  if (allowLoopback && isLoopback(address)) return ok({ address, source: undefined });

  for (const [text, prefix, word] of NEVER) {
    const base = parseIpv4(text);
    if (base && sameNetwork(address, base, prefix)) return refuse(word);
  }
  if (node === own.nodeId) {
    return address === own.address
      ? ok({ address, source: own.address })
      : refuse('another address than our own for our own node');
  }
  if (interfaces.some((held) => held.address === address)) return refuse('this machine');
  if (address === broadcast(overlay)) return refuse('broadcast');

  // Two interfaces claim the address: the overlay must be the more specific one. Where its own network does not hold the
  // address (point-to-point, a /32), the route alone decides.
  const stranger = interfaces.find(
    (other) =>
      other.name !== overlay.name &&
      other.prefix >= overlay.prefix &&
      sameNetwork(address, overlay.address, overlay.prefix) &&
      sameNetwork(address, other.address, other.prefix),
  );
  if (stranger) return refuse('the network of another interface');

  const way = interfaces.find((held) => held.address === routedFrom);
  if (way?.name !== overlay.name) return refuse('not routed through the overlay');
  return ok({ address, source: own.address });
}

function broadcast(held: InterfaceAddress): Ipv4 | undefined {
  if (held.prefix >= 31) return undefined; // RFC 3021: no broadcast address there
  const size = 2 ** (32 - held.prefix);
  const last = Math.floor(ipv4Number(held.address) / size) * size + size - 1;
  return parseIpv4([24, 16, 8, 0].map((shift) => (last >>> shift) & 255).join('.'));
}

function refuse(detail: string): Result<never, PolicyRefusal> {
  return err({ cause: 'address-not-allowed', detail });
}
