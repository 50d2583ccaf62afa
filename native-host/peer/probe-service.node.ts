import { randomBytes } from 'node:crypto';
import type { NodeId } from '../../lib/node-id.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import type { Overlay } from '../mcc/overlay.node.ts';
import type { Refusal } from '../router.ts';
import { callOf, kindOf, NONCE_LENGTH } from './packet.ts';
import { PeerProbe, type ProbeState } from './probe.ts';
import { SharedPort } from './share.node.ts';
import { sharePlace } from './share-place.node.ts';

/** How many nodes are looked for at once. */
const MAX_PROBES = 4;
/** How often something is said, and how long after the last question it ends; in milliseconds. */
const PACE = 1_000;
const UNASKED = 5_000;

interface Looking {
  readonly probe: PeerProbe;
  address: Ipv4 | undefined;
  askedAt: number;
}

interface Station {
  readonly address: Ipv4;
  readonly port: SharedPort;
}

/** What looking needs. */
export interface ProbeServiceOptions {
  readonly overlay: Pick<Overlay, 'reach' | 'ownAddress' | 'status'>;
  readonly peerPort: number;
}

/** Looks for the hosts of other nodes, for as long as somebody asks; nobody else is heard or answered. */
export class ProbeService {
  readonly #o: ProbeServiceOptions;
  readonly #looking = new Map<NodeId, Looking>();
  #station: Promise<Result<Station, Refusal>> | undefined;
  #now: Station | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ProbeServiceOptions) {
    this.#o = options;
  }

  /** Whether the port of the hosts can be had on our own overlay address; it is given back at once. */
  async isPortFree(): Promise<boolean> {
    const address = this.#o.overlay.ownAddress;
    if (address === undefined) return false;
    if (this.#now?.address === address) return true;
    const port = this.#portOf(address, () => undefined);
    const opened = await port.open();
    port.close();
    return opened.ok;
  }

  /** What is known of the way to this node; looking begins with the first question. */
  async look(node: NodeId): Promise<Result<ProbeState, Refusal>> {
    const { overlay } = this.#o;
    const own = await overlay.status();
    if (own.state === 'down') return err({ cause: own.cause, detail: own.detail });
    if (own.nodeId === node) return err({ cause: 'address-not-allowed', detail: 'this machine' });
    const reach = await overlay.reach(node);
    if (!reach.ok) return reach;
    const address = overlay.ownAddress;
    if (address === undefined) return err({ cause: 'overlay-missing' });
    const station = await this.#stationAt(address);
    if (!station.ok) return station;
    const known = this.#looking.get(node);
    if (known === undefined && this.#looking.size >= MAX_PROBES)
      return err({ cause: 'too-many-calls' });
    const probe = known?.probe ?? new PeerProbe(own.nodeId, node, randomBytes(NONCE_LENGTH));
    const looking = known ?? { probe, address: reach.value.address, askedAt: 0 };
    looking.address = reach.value.address;
    looking.askedAt = performance.now();
    if (known === undefined) {
      this.#looking.set(node, looking);
      station.value.port.register(probe.number, probe.role);
      this.#say(looking);
      this.#timer ??= setInterval(() => void this.#tick(), PACE).unref();
    }
    return ok(probe.state(performance.now()));
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#looking.clear();
    this.#now?.port.close();
    this.#now = undefined;
    this.#station = undefined;
  }

  async #tick(): Promise<void> {
    const time = performance.now();
    if (this.#now?.address !== this.#o.overlay.ownAddress) return this.close();
    for (const [node, looking] of this.#looking) {
      if (time - looking.askedAt < UNASKED) continue;
      this.#looking.delete(node);
      this.#now?.port.unregister(looking.probe.number);
    }
    if (this.#looking.size === 0 && this.#now?.port.isShared !== true) return this.close();
    await Promise.all(
      [...this.#looking].map(async ([node, looking]) => {
        const reach = await this.#o.overlay.reach(node);
        looking.address = reach.ok ? reach.value.address : undefined;
        this.#say(looking);
      }),
    );
  }

  #say({ probe, address }: Looking): void {
    if (address !== undefined) this.#now?.port.send(address, probe.packet(performance.now()));
  }

  #take(packet: Buffer, from: Ipv4): void {
    if (kindOf(packet) < 0) return;
    for (const looking of this.#looking.values()) {
      const isIts = looking.probe.number === callOf(packet) && looking.address === from;
      if (isIts && looking.probe.take(packet, performance.now())) this.#say(looking);
    }
  }

  #stationAt(address: Ipv4): Promise<Result<Station, Refusal>> {
    if (this.#now !== undefined && this.#now.address !== address) this.close();
    this.#station ??= this.#open(address);
    return this.#station;
  }

  async #open(address: Ipv4): Promise<Result<Station, Refusal>> {
    const port = this.#portOf(address, (packet, from) => this.#take(packet, from));
    const opened = await port.open();
    if (opened.ok) {
      this.#now = { address, port };
      return ok(this.#now);
    }
    port.close();
    this.#station = undefined;
    return err({ cause: opened.error });
  }

  #portOf(address: Ipv4, onPacket: (packet: Buffer, from: Ipv4) => void): SharedPort {
    const { peerPort } = this.#o;
    return new SharedPort({
      address,
      port: peerPort,
      place: sharePlace(address, peerPort),
      onPacket,
      onReplaced: () => this.close(), // another browser of this person looks now
      onLost: () => this.close(),
      onAlone: () => undefined, // the next tick sees it
    });
  }
}
