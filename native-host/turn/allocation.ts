import { type Ipv4, parseIpv4 } from '../ipv4.ts';

/** What a page sees of the network: nothing of it is real (RFC 2544's range, which no network routes). */
export const VIRTUAL = virtualAddresses('198.18.0.1', '198.18.0.2', 5000);

/** Lifetimes in milliseconds: RFC 8656, sections 3.2, 9 and 12. */
export const DEFAULT_LIFETIME = 600_000;
export const MAX_LIFETIME = 3_600_000;
export const PERMISSION_LIFETIME = 300_000;
export const CHANNEL_LIFETIME = 600_000;
/** A call's allocation that sent nothing for so long gives way to a new one. */
export const IDLE_AFTER = 10_000;

/** A channel that is bound to a port of the virtual peer. */
export interface Binding {
  readonly channel: number;
  readonly port: number;
  readonly until: number;
}

/** One allocation: a client's exact address, and what it may send and get. Times are on the relay's clock. */
export interface Allocation {
  readonly call: number;
  readonly address: Ipv4;
  readonly port: number;
  readonly username: string;
  /** The transaction that made it, as hex digits: the same request once more is a repetition. */
  readonly madeBy: string;
  until: number;
  permittedUntil: number;
  /** Channels to ports of the virtual peer where nobody is; bound to be known again, they lead nowhere. */
  deadEnds: readonly Binding[];
  /** The channel to the peer; 0: none. */
  channel: number;
  channelUntil: number;
  /** When the client last sent payload. */
  activeAt: number;
}

/** The allocations that live, found by their client's exact address or by their call. */
export class Allocations {
  /** By the client's port; few clients share one, and so no key has to be made up for each packet. */
  readonly #byPort = new Map<number, Allocation[]>();
  readonly #byCall = new Map<number, Allocation>();

  ofClient(address: string, port: number, now: number): Allocation | undefined {
    const there = this.#byPort.get(port);
    if (!there) return undefined;
    for (const allocation of there) {
      if (allocation.address === address) return this.#alive(allocation, now);
    }
    return undefined;
  }

  ofCall(call: number, now: number): Allocation | undefined {
    const allocation = this.#byCall.get(call);
    return allocation && this.#alive(allocation, now);
  }

  add(allocation: Allocation): void {
    this.#byCall.set(allocation.call, allocation);
    const there = this.#byPort.get(allocation.port) ?? [];
    this.#byPort.set(allocation.port, [...there, allocation]);
  }

  removeOfCall(call: number): void {
    const allocation = this.#byCall.get(call);
    if (allocation) this.remove(allocation);
  }

  remove(allocation: Allocation): void {
    const others = this.#byPort.get(allocation.port)?.filter((other) => other !== allocation) ?? [];
    if (others.length > 0) this.#byPort.set(allocation.port, others);
    else this.#byPort.delete(allocation.port);
    if (this.#byCall.get(allocation.call) === allocation) this.#byCall.delete(allocation.call);
  }

  #alive(allocation: Allocation, now: number): Allocation | undefined {
    if (now < allocation.until) return allocation;
    this.remove(allocation);
    return undefined;
  }
}

function virtualAddresses(
  peerText: string,
  ownText: string,
  port: number,
): { readonly peer: Ipv4; readonly own: Ipv4; readonly port: number } {
  const peer = parseIpv4(peerText);
  const own = parseIpv4(ownText);
  if (peer === undefined || own === undefined) throw new Error('unreachable');
  return { peer, own, port };
}
