import type { NodeId } from '../../lib/node-id.ts';
import { ADDRESS_TTL } from '../../lib/protocol/limits.ts';
import { type InterfaceAddress, type Ipv4, parseIpv4 } from '../ipv4.ts';
import { MAX_BELIEVED } from '../limits.ts';
import { isLoopback } from '../policy.ts';

/** The interface that holds our own overlay address. Loopback holds it in the demo only, and there all of 127.0.0.0/8. */
export function findOverlay(
  interfaces: readonly InterfaceAddress[],
  own: Ipv4,
  allowLoopback: boolean,
): InterfaceAddress | undefined {
  if (!isLoopback(own)) return interfaces.find((candidate) => candidate.address === own);
  return allowLoopback ? interfaces.find((candidate) => isLoopback(candidate.address)) : undefined;
}

/** The IPv4 half of what `os.networkInterfaces()` gives. Addresses without a readable prefix count as a /32. */
export function readInterfaces(
  listed: Readonly<
    Record<
      string,
      readonly { readonly address: string; readonly cidr: string | null }[] | undefined
    >
  >,
): readonly InterfaceAddress[] {
  return Object.entries(listed).flatMap(([name, entries]) =>
    (entries ?? []).flatMap((entry) => {
      const address = parseIpv4(entry.address);
      if (address === undefined) return [];
      const prefix = /^[\d.]+\/(\d{1,2})$/.exec(entry.cidr ?? '')?.[1];
      return [{ name, address, prefix: prefix === undefined ? 32 : Math.min(32, Number(prefix)) }];
    }),
  );
}

/** Whether the configured command asks a container: there our own overlay address may be on its network only. */
export function runsInContainer(command: readonly string[]): boolean {
  return command
    .slice(0, 3) // `sudo -n docker exec …`
    .some((word) => /^(?:docker|podman|nerdctl|docker-compose)(?:\.exe)?$/.test(basename(word)));
}

function basename(path: string): string {
  return path.replace(/^.*[/\\]/, '');
}

/** What `mcc` said last about each node's address, and when. Bounded: the longest unasked is forgotten first. */
export class AddressBook {
  readonly #entries = new Map<NodeId, { readonly address: Ipv4; readonly at: number }>();

  /** Notes an answer of `mcc`. `at` is when it was asked, in milliseconds. Gives whether the address changed. */
  note(node: NodeId, address: Ipv4, at: number): boolean {
    const before = this.#entries.get(node);
    this.#entries.delete(node);
    this.#entries.set(node, { address, at });
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_BELIEVED && oldest !== undefined) this.#entries.delete(oldest);
    return before !== undefined && before.address !== address;
  }

  forget(node: NodeId): void {
    this.#entries.delete(node);
  }

  /** When the address of this node was last asked; `undefined` for one that is not remembered. */
  askedAt(node: NodeId): number | undefined {
    return this.#entries.get(node)?.at;
  }

  /** The address of this node, while it may be believed without asking. */
  believed(node: NodeId, now: number): Ipv4 | undefined {
    const entry = this.#entries.get(node);
    return entry && now - entry.at < ADDRESS_TTL ? entry.address : undefined;
  }

  /** The other nodes that `mcc` gave the same address, however long ago. */
  othersAt(address: Ipv4, node: NodeId): readonly NodeId[] {
    const others: NodeId[] = [];
    for (const [other, entry] of this.#entries) {
      if (other !== node && entry.address === address) others.push(other);
    }
    return others;
  }
}
