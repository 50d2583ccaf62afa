import type { NodeId } from '../../lib/node-id.ts';
import type { Answer, Ask, HostEvent } from '../../lib/protocol/host.ts';
import type { CallEnding, NodeFailure } from '../../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import type { Log } from '../log.node.ts';
import type { Overlay } from '../mcc/overlay.node.ts';
import type { Refusal } from '../router.ts';
import { VIRTUAL } from '../turn/allocation.ts';
import type { MakeRelay, RelayServer } from '../turn/relay-server.ts';
import { PeerCalls } from './calls.ts';
import { type CallNumber, callId, callNumber } from './packet.ts';
import { SharedPort } from './share.node.ts';
import { sharePlace } from './share-place.node.ts';

/** How many calls may be open in one host. */
const MAX_CALLS = 32;
/** How long a call waits, silent, for its peer's address to be known again. */
const MAX_LOST = 30_000;
const TICK = 1_000;

/** What the calls of this host are made of. */
export interface CallServiceOptions {
  readonly overlay: Pick<Overlay, 'reach' | 'reachForPacket' | 'setInUse' | 'ownAddress'>;
  readonly peerPort: number;
  readonly log: Log;
  readonly tell: (event: HostEvent) => void;
  readonly makeRelay: MakeRelay;
}

interface OpenCall {
  readonly node: NodeId;
  /** Where the peer was when packets last went there. */
  address: Ipv4 | undefined;
  armed: boolean;
  asking: boolean;
  /** Since when its address is not known; and why. */
  lostSince: number | undefined;
  cause: NodeFailure;
}

/** The relay and the port of one overlay address of ours: they come and go together. */
interface Station {
  readonly address: Ipv4;
  readonly relay: RelayServer;
  readonly turnUrl: string;
  readonly port: SharedPort;
}

/** The calls of this host: joins the page's relay, the other hosts, and what `mcc` says of their nodes. */
export class CallService {
  readonly #o: CallServiceOptions;
  readonly #calls = new Map<CallNumber, OpenCall>();
  readonly #peers: PeerCalls<Buffer>;
  #station: Promise<Result<Station, Refusal>> | undefined;
  #now: Station | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** How many calls are being opened, for which the station is to stay. */
  #opening = 0;

  constructor(options: CallServiceOptions) {
    this.#o = options;
    this.#peers = new PeerCalls<Buffer>({
      port: options.peerPort,
      now,
      wallClock: Date.now,
      after,
      whereIs: (call) => this.#whereIs(call),
      soon: setImmediate,
      send: (_, to, packet) => this.#now?.port.send(to, packet),
      onReady: (call) => {
        options.log('info', 'call-ready');
        options.tell({ event: 'call.ready', callId: callId(call) });
      },
      onPeerClosed: (call) => this.#end(call, 'peer-closed'),
      onData: (call, packet, at, end, rest) =>
        this.#now?.relay.deliver(call, packet, at, end, rest),
    });
  }

  /** Opens a call: its relay credential is good and its packets are ours from now on, none of them taken yet. */
  async open({
    callId: id,
    peerNodeId: node,
    role,
  }: Ask<'call.open'>): Promise<Result<Answer<'call.open'>, Refusal>> {
    const { overlay } = this.#o;
    const call = callNumber(id);
    if (this.#isFull(call)) return err({ cause: 'too-many-calls' });
    const reach = await overlay.reach(node);
    if (!reach.ok) return reach;
    const own = overlay.ownAddress;
    if (own === undefined) return err({ cause: 'overlay-missing' });
    this.#opening += 1;
    const station = await this.#stationAt(own);
    if (station.ok && this.#calls.has(call)) this.#end(call, 'replaced');
    this.#opening -= 1;
    if (!station.ok) return station;
    if (overlay.ownAddress !== own) {
      this.#endAll('own-address-changed'); // while the relay was being bound to the old one
      return err({ cause: 'overlay-missing' });
    }
    // Others may have been opened meanwhile; from here to its own place nothing is waited for.
    if (this.#isFull(call)) return err({ cause: 'too-many-calls' });
    const { relay, turnUrl, port } = station.value;
    this.#calls.set(call, {
      node,
      address: reach.value.address,
      armed: false,
      asking: false,
      lostSince: undefined,
      cause: 'mcc-timeout',
    });
    this.#peers.open(call, role);
    port.register(call, role);
    const { username, password } = relay.admit(call);
    this.#timer ??= setInterval(() => this.#tick(), TICK).unref();
    return ok({
      turnUrl,
      username,
      credential: password,
      peerVirtual: { address: VIRTUAL.peer, port: VIRTUAL.port },
    });
  }

  /** Both links are known: the other host is told so, and heard. */
  async arm({ callId: id, key }: Ask<'call.arm'>): Promise<Result<undefined, Refusal>> {
    const call = callNumber(id);
    const open = this.#calls.get(call);
    if (!open) return err({ cause: 'no-call' });
    if (!open.armed) {
      open.armed = true;
      this.#o.overlay.setInUse(open.node, true);
    }
    // So that the first word does not have to be said twice; where it fails, the next ones look again.
    await this.#o.overlay.reach(open.node);
    if (this.#calls.get(call) !== open) return err({ cause: 'no-call' });
    this.#peers.arm(call, Buffer.from(key, 'hex'));
    return ok(undefined);
  }

  /** Ends a call and tells the other host. */
  close({ callId: id }: Ask<'call.close'>): void {
    const call = callNumber(id);
    this.#peers.close(call);
    this.#forget(call);
  }

  /** What goes to this node over any other address than this must not: it was asked for packet by packet already. */
  onAddress(node: NodeId, address: Ipv4 | undefined, cause: NodeFailure): void {
    for (const [call, open] of this.#calls) {
      if (open.node !== node) continue;
      open.cause = cause;
      if (address !== undefined) this.#seen(call, open, address);
    }
  }

  /** Our own overlay address is another one, or is gone: the port was bound to it, and over UDP the relay that the page knows. */
  onOwnAddress(address: Ipv4 | undefined, cause: NodeFailure): void {
    const station = this.#now;
    if (!station || station.address === address) return;
    const gone = cause === 'overlay-missing' || cause === 'overlay-in-container';
    // Where only `mcc` is silent the address may well be ours still; nothing is sent until it is known again.
    if (address === undefined && !gone) return;
    this.#endAll(address === undefined ? cause : 'own-address-changed');
  }

  /** Ends everything, and tells the other hosts. */
  closeAll(): void {
    for (const call of this.#calls.keys()) {
      this.#peers.close(call);
      this.#forget(call);
    }
    this.#closeStation();
  }

  /** Whether there is no place for this call; one that is open has its own. */
  #isFull(call: CallNumber): boolean {
    return !this.#calls.has(call) && this.#calls.size >= MAX_CALLS;
  }

  #whereIs(call: CallNumber): Ipv4 | undefined {
    const open = this.#calls.get(call);
    if (!open) return undefined;
    const reach = this.#o.overlay.reachForPacket(open.node);
    if (reach) {
      if (open.address !== reach.address || open.lostSince !== undefined)
        this.#seen(call, open, reach.address);
      return reach.address;
    }
    this.#ask(open);
    return undefined;
  }

  #ask(open: OpenCall): void {
    open.lostSince ??= now();
    if (open.asking) return;
    open.asking = true;
    void this.#o.overlay.reach(open.node).then((reach) => {
      open.asking = false;
      if (!reach.ok) open.cause = reach.error.cause;
    });
  }

  #seen(call: CallNumber, open: OpenCall, address: Ipv4): void {
    open.lostSince = undefined;
    if (open.address === address) return;
    open.address = address;
    this.#o.log('info', 'call-moved');
    this.#o.tell({ event: 'call.moved', callId: callId(call) });
  }

  #tick(): void {
    for (const [call, open] of this.#calls) {
      if (!open.armed) continue;
      this.#whereIs(call);
      if (open.lostSince !== undefined && now() - open.lostSince >= MAX_LOST)
        this.#end(call, open.cause);
    }
  }

  #stationAt(address: Ipv4): Promise<Result<Station, Refusal>> {
    const there = this.#now;
    if (there && there.address !== address) this.#endAll('own-address-changed');
    this.#station ??= this.#makeStation(address).then((made) => {
      if (made.ok) this.#now = made.value;
      else this.#station = undefined;
      return made;
    });
    return this.#station;
  }

  async #makeStation(address: Ipv4): Promise<Result<Station, Refusal>> {
    const { peerPort } = this.#o;
    const relay = this.#o.makeRelay((call, bytes, offset, length) =>
      this.#peers.forward(call, bytes, offset, length),
    );
    const port = new SharedPort({
      address,
      port: peerPort,
      place: sharePlace(address, peerPort),
      onPacket: (packet, from, fromPort) => this.#peers.take(packet, from, fromPort),
      onReplaced: (call) => this.#end(call, 'replaced'),
      onLost: () => this.#endAll('peer-port-lost'),
      onAlone: () => this.#closeIfIdle(),
    });
    const [listening, shared] = await Promise.all([relay.listen(address), port.open()]);
    if (listening.ok && shared.ok) {
      this.#o.log('info', 'calls-listening');
      return ok({ address, relay, turnUrl: listening.value, port });
    }
    relay.close();
    port.close();
    if (!shared.ok) return err({ cause: shared.error, detail: `${address}:${peerPort}` });
    // The address was on an interface a moment ago.
    return err({ cause: listening.ok ? 'internal' : 'overlay-missing' });
  }

  #end(call: CallNumber, reason: CallEnding): void {
    if (!this.#calls.has(call)) return;
    this.#peers.forget(call);
    this.#forget(call);
    this.#o.log('info', 'call-closed', { reason });
    this.#o.tell({ event: 'call.closed', callId: callId(call), reason });
  }

  #endAll(reason: CallEnding): void {
    for (const call of this.#calls.keys()) this.#end(call, reason);
    this.#closeStation();
  }

  #forget(call: CallNumber): void {
    const open = this.#calls.get(call);
    if (!open) return;
    this.#calls.delete(call);
    if (open.armed) this.#o.overlay.setInUse(open.node, false);
    this.#now?.relay.dismiss(call);
    this.#now?.port.unregister(call);
    this.#closeIfIdle();
  }

  #closeIfIdle(): void {
    // Others may depend on the port; it goes over to them when this process ends.
    if (this.#calls.size + this.#opening > 0 || this.#now?.port.isShared) return;
    this.#closeStation();
  }

  #closeStation(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const station = this.#now;
    this.#now = undefined;
    this.#station = undefined;
    station?.relay.close();
    station?.port.close();
  }
}

function now(): number {
  return performance.now();
}

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
