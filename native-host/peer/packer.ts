import {
  type CallNumber,
  DATA_AT,
  MAX_PACKED,
  MAX_PACKET,
  MAX_REST,
  MAX_UNCUT,
  PACKED_AT,
  PREFIX,
  writeDataHeader,
  writePackedHeader,
  writePrefix,
} from './packet.ts';

/** Packets lie one behind the other in memory of this size, since what was given away to be sent is not ours any more. */
const SLAB = 64 * 1024;

/**
 * Packs the datagrams of a call into as few packets as hold them; one that is alone goes without any of that. What waits is
 * less than a packet, and waits until `flush`.
 */
export class Packer {
  readonly #call: CallNumber;
  readonly #send: (packet: Uint8Array) => void;
  #slab = new Uint8Array(0);
  /** Where the packet that is being filled lies, up to where it is filled, and how many datagrams begin in it. */
  #start = 0;
  #end = PACKED_AT;
  #begun = 0;
  /** How much of it is the rest of a datagram that began in the packet before. */
  #lead = 0;
  #sequence = 0;

  constructor(call: CallNumber, send: (packet: Uint8Array) => void) {
    this.#call = call;
    this.#send = send;
  }

  /** Takes a datagram of `MAX_DATAGRAM` bytes at most: `length` bytes of `bytes` from `offset` on. */
  add(bytes: Uint8Array, offset: number, length: number): void {
    if (this.#begun === MAX_PACKED || !this.#hasRoom(length)) this.flush();
    if (this.#slab.length - this.#start < MAX_PACKET) this.#renew();
    writePrefix(this.#slab, this.#end, length);
    this.#end += PREFIX;
    this.#begun += 1;
    const here = Math.min(length, this.#start + MAX_PACKET - this.#end);
    this.#copy(bytes, offset, here);
    if (here === length) return;
    this.#emit(true);
    if (this.#slab.length - this.#start < MAX_PACKET) this.#renew();
    this.#lead = length - here;
    this.#copy(bytes, offset + here, this.#lead);
  }

  /** Sends what waits. */
  flush(): void {
    if (this.#begun > 0 || this.#lead > 0) this.#emit(false);
  }

  #hasRoom(length: number): boolean {
    const room = this.#start + MAX_PACKET - this.#end - PREFIX;
    return length <= room || (length > MAX_UNCUT && room > 0 && length - room <= MAX_REST);
  }

  #emit(isCut: boolean): void {
    const isAlone = this.#begun === 1 && this.#lead === 0 && !isCut;
    const from = isAlone ? this.#start + PACKED_AT + PREFIX - DATA_AT : this.#start;
    if (isAlone) writeDataHeader(this.#slab, from, this.#call);
    else {
      this.#sequence = (this.#sequence + 1) & 0xffff;
      writePackedHeader(this.#slab, from, this.#call, this.#sequence, this.#lead);
    }
    const packet = this.#slab.subarray(from, this.#end);
    this.#start = this.#end;
    this.#end += PACKED_AT;
    this.#begun = 0;
    this.#lead = 0;
    this.#send(packet);
  }

  #copy(bytes: Uint8Array, offset: number, length: number): void {
    this.#slab.set(bytes.subarray(offset, offset + length), this.#end);
    this.#end += length;
  }

  #renew(): void {
    this.#slab = new Uint8Array(SLAB);
    this.#start = 0;
    this.#end = PACKED_AT;
  }
}
