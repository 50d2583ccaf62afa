/** Two hosts that look for each other: what is said, and what it proves (docs/call-protocols.md, section 3). */
import type { NodeId } from '../../lib/node-id.ts';
import type { CallRole } from '../../lib/protocol/host-values.ts';
import {
  type CallNumber,
  KIND,
  kindOf,
  NONCE_LENGTH,
  probeNumber,
  readProbe,
  writeProbe,
} from './packet.ts';

/** How long what was heard counts, in milliseconds: some packets may get lost. */
const HEARD_FOR = 4_000;

/** What looking for a node has shown so far. */
export type ProbeState = {
  readonly sent: number;
  readonly heard: boolean;
  readonly answered: boolean;
};

/** Looks for the host of one node. Nothing is said but at the own pace, once a second, and once when the other is heard first. */
export class PeerProbe {
  readonly number: CallNumber;
  /** Under which side the port is asked for the packets: the two hosts may share it. */
  readonly role: CallRole;
  readonly #nonce: Uint8Array;
  #echo: Uint8Array = new Uint8Array(NONCE_LENGTH);
  #sent = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  #answeredAt = Number.NEGATIVE_INFINITY;

  /** `nonce`: `NONCE_LENGTH` random bytes, which nobody else can have heard before. */
  constructor(own: NodeId, other: NodeId, nonce: Uint8Array) {
    this.number = probeNumber(own, other);
    this.role = own < other ? 'caller' : 'callee';
    this.#nonce = nonce;
  }

  /** The packet to be sent now. */
  packet(now: number): Uint8Array {
    this.#sent += 1;
    // Said on and on, it would tell the other side that a way is open which was shut long ago.
    const echo = this.#hears(now) ? this.#echo : new Uint8Array(NONCE_LENGTH);
    return writeProbe(this.number, { nonce: this.#nonce, echo });
  }

  /** Takes what came from the address of the other node; whether it has to hear of us at once. */
  take(packet: Uint8Array, now: number): boolean {
    if (kindOf(packet) !== KIND.probe) return false;
    const { nonce, echo } = readProbe(packet);
    if (same(nonce, this.#nonce)) return false;
    const isFirst = !this.#hears(now);
    this.#heardAt = now;
    this.#echo = nonce;
    if (same(echo, this.#nonce)) this.#answeredAt = now;
    return isFirst;
  }

  /** What is known at a time. */
  state(now: number): ProbeState {
    return {
      sent: this.#sent,
      heard: this.#hears(now),
      answered: now - this.#answeredAt < HEARD_FOR,
    };
  }

  #hears(now: number): boolean {
    return now - this.#heardAt < HEARD_FOR;
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.every((byte, index) => byte === other[index]);
}
