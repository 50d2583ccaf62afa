import type { CallRole } from '../../lib/protocol/host-values.ts';
import type { Ipv4 } from '../ipv4.ts';
import { Packer } from './packer.ts';
import {
  type CallNumber,
  type ControlKind,
  callOf,
  DATA_AT,
  KIND,
  kindOf,
  MAX_DATAGRAM,
  readControl,
  writeControl,
} from './packet.ts';
import { UnansweredCheck } from './unanswered-check.ts';
import { type OnDatagram, Unpacker } from './unpacker.ts';

/** When `ready` is sent, in milliseconds after arming; then once in `READY_PAUSE`. */
const READY_AT = [0, 50, 100, 200, 400, 800];
const READY_PAUSE = 1_000;
/** After so long without a packet of ours a keep-alive is sent. */
export const KEEP_ALIVE = 5_000;

/** What the calls need of the world, and whom they tell. `B` is how the shell's sockets hold bytes. */
export interface PeerCallsOptions<B extends Uint8Array> {
  /** The port of the hosts. */
  readonly port: number;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
  /** Where `mcc` says that the peer of this call is, as long as that may be believed. */
  readonly whereIs: (call: CallNumber) => Ipv4 | undefined;
  /** Does this when all that waits to be read now has been. */
  readonly soon: (then: () => void) => void;
  /** Sends one packet to the port of the hosts. */
  readonly send: (call: CallNumber, to: Ipv4, packet: Uint8Array) => void;
  /** The other host has shown that it knows the key; told once for each arming. */
  readonly onReady: (call: CallNumber) => void;
  /** The other host says that it is over; the call is forgotten already. */
  readonly onPeerClosed: (call: CallNumber) => void;
  /** A datagram for the page: the bytes of `packet` from `at` to `end`, then `rest`. The 4 bytes before `at` may be written over. */
  readonly onData: (
    call: CallNumber,
    packet: B,
    at: number,
    end: number,
    rest: Uint8Array | undefined,
  ) => void;
}

interface Call<B extends Uint8Array> {
  readonly id: CallNumber;
  readonly role: CallRole;
  readonly packer: Packer;
  readonly unpacker: Unpacker<B>;
  readonly onDatagram: OnDatagram<B>;
  readonly check: UnansweredCheck;
  /** Whether what waits in the packer will be sent soon. */
  flushing: boolean;
  key: Uint8Array | undefined;
  ready: boolean;
  sentAt: number;
  counter: number;
  /** The highest counter of the other side: what is not above it was said before. */
  heard: number;
  /** Where an authenticated packet came from last. */
  heardFrom: string;
  heardPort: number;
  stopReady: () => void;
  stopKeepAlive: () => void;
}

const nothing = (): void => undefined;

/** The calls of this host as the other hosts see them: who may send what for which call, and what they are told. */
export class PeerCalls<B extends Uint8Array> {
  readonly #o: PeerCallsOptions<B>;
  readonly #calls = new Map<CallNumber, Call<B>>();

  constructor(options: PeerCallsOptions<B>) {
    this.#o = options;
  }

  get size(): number {
    return this.#calls.size;
  }

  isOpen(id: CallNumber): boolean {
    return this.#calls.has(id);
  }

  /** Whether packets of this call are taken. */
  isArmed(id: CallNumber): boolean {
    return this.#calls.get(id)?.key !== undefined;
  }

  /** Opens a call; nothing is taken for it yet. One that was open under this id is forgotten. */
  open(id: CallNumber, role: CallRole): void {
    this.forget(id);
    const check = new UnansweredCheck({
      after: this.#o.after,
      say: (bytes) => this.#pack(id, bytes, 0, bytes.length),
    });
    this.#calls.set(id, {
      id,
      role,
      packer: new Packer(id, (packet) => this.#send(id, packet)),
      unpacker: new Unpacker(),
      onDatagram: (packet, at, end, rest) => {
        check.heard(packet, at, end);
        this.#o.onData(id, packet, at, end, rest);
      },
      check,
      flushing: false,
      key: undefined,
      ready: false,
      sentAt: Number.NEGATIVE_INFINITY,
      counter: 0,
      heard: -1,
      heardFrom: '',
      heardPort: 0,
      stopReady: nothing,
      stopKeepAlive: nothing,
    });
  }

  /** Both links are known: takes packets from now on, and says `ready` until the other host has heard it. */
  arm(id: CallNumber, key: Uint8Array): boolean {
    const call = this.#calls.get(id);
    if (!call) return false;
    call.stopReady();
    call.stopKeepAlive();
    call.key = key;
    call.ready = false;
    call.heard = -1;
    call.heardPort = 0;
    this.#sayReady(call, 0, 0);
    return true;
  }

  /** Ends a call and tells the other host. */
  close(id: CallNumber): void {
    const call = this.#calls.get(id);
    if (call) {
      call.packer.flush();
      this.#say(call, 'close');
    }
    this.forget(id);
  }

  /** Ends a call without a word. */
  forget(id: CallNumber): void {
    const call = this.#calls.get(id);
    if (!call) return;
    call.stopReady();
    call.stopKeepAlive();
    call.check.stop();
    this.#calls.delete(id);
  }

  /** Sends what the page said, `length` bytes from `offset` on, together with what else it says in this moment. */
  forward(id: CallNumber, bytes: Uint8Array, offset: number, length: number): void {
    const call = this.#calls.get(id);
    if (!call?.key || length > MAX_DATAGRAM) return;
    call.check.said(bytes, offset, length);
    this.#pack(id, bytes, offset, length);
  }

  /** Takes whatever came in from `address`. What does not belong to a call is dropped without an answer. */
  take(packet: B, address: string, port: number): void {
    const kind = kindOf(packet);
    if (kind < 0 || kind === KIND.probe) return;
    const call = this.#calls.get(callOf(packet));
    if (!call?.key || this.#o.whereIs(call.id) !== address) return;
    if (kind >= KIND.ready) return this.#listen(call, call.key, kind, packet, address, port);
    const known = port === this.#o.port || (port === call.heardPort && address === call.heardFrom);
    if (!known) return;
    if (kind === KIND.data) call.onDatagram(packet, DATA_AT, packet.length, undefined);
    else call.unpacker.take(packet, this.#o.now(), call.onDatagram);
  }

  /** Sends a datagram together with what else is said in this moment. */
  #pack(id: CallNumber, bytes: Uint8Array, offset: number, length: number): void {
    const call = this.#calls.get(id);
    if (!call) return;
    call.packer.add(bytes, offset, length);
    if (call.flushing) return;
    call.flushing = true;
    this.#o.soon(() => {
      call.flushing = false;
      if (this.#calls.get(id) === call) call.packer.flush();
    });
  }

  /** Sends a packet of payload, wherever the peer is now. */
  #send(id: CallNumber, packet: Uint8Array): void {
    const call = this.#calls.get(id);
    const to = this.#o.whereIs(id);
    if (!call || to === undefined) return;
    call.sentAt = this.#o.now();
    this.#o.send(id, to, packet);
  }

  #listen(
    call: Call<B>,
    key: Uint8Array,
    kind: number,
    packet: Uint8Array,
    address: string,
    port: number,
  ): void {
    const control = readControl(packet, key);
    // Neither our own words sent back to us nor what was said before.
    if (!control || control.role === call.role || control.counter <= call.heard) return;
    call.heard = control.counter;
    call.heardFrom = address;
    call.heardPort = port;
    if (kind === KIND.close) {
      this.forget(call.id);
      this.#o.onPeerClosed(call.id);
      return;
    }
    if (kind === KIND.ready) this.#say(call, 'readyAck');
    if (kind === KIND.readyAck) call.stopReady();
    if (call.ready) return;
    call.ready = true;
    this.#keepAlive(call);
    this.#o.onReady(call.id);
  }

  #sayReady(call: Call<B>, step: number, waited: number): void {
    this.#say(call, 'ready');
    const next = READY_AT[step + 1] ?? waited + READY_PAUSE;
    call.stopReady = this.#o.after(next - waited, () => this.#sayReady(call, step + 1, next));
  }

  #keepAlive(call: Call<B>): void {
    const quiet = this.#o.now() - call.sentAt;
    if (quiet >= KEEP_ALIVE) this.#say(call, 'keepAlive');
    const wait = quiet >= KEEP_ALIVE ? KEEP_ALIVE : KEEP_ALIVE - quiet;
    call.stopKeepAlive = this.#o.after(wait, () => this.#keepAlive(call));
  }

  #say(call: Call<B>, kind: ControlKind): void {
    const to = this.#o.whereIs(call.id);
    if (!call.key || to === undefined) return;
    // Starting from the clock, the counter grows also over the end of this process.
    call.counter = Math.max(call.counter + 1, this.#o.wallClock());
    call.sentAt = this.#o.now();
    const { id, role, counter } = call;
    this.#o.send(id, to, writeControl(kind, id, { role, counter }, call.key));
  }
}
