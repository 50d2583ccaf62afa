import { connect, type Socket } from 'node:net';
import type { CallRole } from '../../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { type Ipv4, parseIpv4 } from '../ipv4.ts';
import type { CallNumber } from './packet.ts';
import {
  callFrame,
  FRAME,
  packetFrame,
  readCallFrame,
  readPacketFrame,
  ShareReader,
} from './share-frames.node.ts';
import { type Member, PortOwner } from './share-owner.node.ts';
import { PeerSocket } from './socket.node.ts';

/** How long the port may be held by somebody who does not share it. */
const CLAIM_TIME = 3_000;
const CLAIM_PAUSE = 25;
/** What may wait for an owner that does not read; packets beyond it are lost. */
const MAX_UNREAD = 1024 * 1024;

/** What the port is, and who hears of what comes in. */
export interface SharedPortOptions {
  readonly address: Ipv4;
  readonly port: number;
  /** Where the hosts of this user meet; `undefined`: the port is not shared. */
  readonly place: string | undefined;
  /** `packet` may be written over. */
  readonly onPacket: (packet: Buffer, address: Ipv4, port: number) => void;
  /** Another host of this user opened this side of this call. */
  readonly onReplaced: (call: CallNumber, role: CallRole) => void;
  /** The host that held the port is gone, and now somebody else has it. */
  readonly onLost: () => void;
  /** No other host is attached any more. */
  readonly onAlone: () => void;
}

/**
 * The port by which hosts of different machines speak: held by this process, or by another host of the same user, to which
 * this one is attached. When that one ends, whoever is first takes the port and the others attach to it.
 */
export class SharedPort {
  readonly #o: SharedPortOptions;
  readonly #sides = new Map<CallNumber, CallRole>();
  readonly #self: Member;
  #owner: PortOwner | undefined;
  #stream: Socket | undefined;
  #closed = false;

  constructor(options: SharedPortOptions) {
    this.#o = options;
    this.#self = {
      deliver: options.onPacket,
      replaced: (call, role) => {
        this.#sides.delete(call);
        options.onReplaced(call, role);
      },
    };
  }

  /** Whether other hosts depend on this one. */
  get isShared(): boolean {
    return this.#owner?.isShared ?? false;
  }

  /** Takes the port or attaches to the host that has it. */
  async open(): Promise<Result<undefined, 'peer-port-in-use'>> {
    const end = performance.now() + CLAIM_TIME;
    do {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      if ((await this.#attach()) || (await this.#claim())) return ok(undefined);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await new Promise((resolve) => setTimeout(resolve, CLAIM_PAUSE * (1 + Math.random())));
    } while (!this.#closed && performance.now() < end);
    return err('peer-port-in-use');
  }

  /** Asks for the packets of a call. */
  register(call: CallNumber, role: CallRole): void {
    this.#sides.set(call, role);
    this.#owner?.register(this.#self, call, role);
    this.#stream?.write(callFrame(FRAME.register, call, role));
  }

  unregister(call: CallNumber): void {
    const role = this.#sides.get(call);
    if (role === undefined) return;
    this.#sides.delete(call);
    this.#owner?.unregister(this.#self, call, role);
    this.#stream?.write(callFrame(FRAME.unregister, call, role));
  }

  /** Sends one packet, which must not be changed afterwards, to the hosts' port of an address. */
  send(to: Ipv4, packet: Uint8Array): void {
    const { port } = this.#o;
    if (this.#owner) this.#owner.send(this.#self, to, port, packet);
    else if (this.#stream && this.#stream.writableLength < MAX_UNREAD)
      this.#stream.write(packetFrame(to, port, packet));
  }

  close(): void {
    this.#closed = true;
    this.#owner?.close();
    // What was written last, a call's end, still goes out.
    this.#stream?.end();
    this.#stream?.unref();
  }

  async #claim(): Promise<boolean> {
    const { address, port, place, onAlone } = this.#o;
    let owner: PortOwner | undefined;
    const socket = new PeerSocket(port, (packet, from, fromPort) => {
      const source = parseIpv4(from);
      if (source !== undefined) owner?.take(packet, source, fromPort);
    });
    const bound = await socket.bind(address);
    if (!bound.ok || this.#closed) {
      socket.close();
      return false;
    }
    owner = new PortOwner(socket, address, port, onAlone);
    this.#owner = owner;
    for (const [call, role] of this.#sides) owner.register(this.#self, call, role);
    if (place !== undefined) await owner.listen(place);
    return true;
  }

  #attach(): Promise<boolean> {
    const { place } = this.#o;
    if (place === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const stream = connect(place);
      const refused = (): void => resolve(false);
      stream.once('error', refused);
      stream.once('connect', () => {
        stream.off('error', refused);
        if (this.#closed) {
          stream.destroy();
          return resolve(false);
        }
        this.#attached(stream);
        return resolve(true);
      });
    });
  }

  #attached(stream: Socket): void {
    const reader = new ShareReader();
    this.#stream = stream;
    stream.on('error', () => undefined); // 'close' follows
    stream.on('close', () => {
      this.#stream = undefined;
      if (!this.#closed) void this.#takeOver();
    });
    stream.on('data', (chunk: Buffer) => {
      const frames = reader.push(chunk);
      if (!frames) return stream.destroy();
      for (const { kind, body } of frames) {
        if (kind === FRAME.packet) {
          const read = readPacketFrame(body);
          if (read) this.#o.onPacket(read.packet, read.address, read.port);
        } else if (kind === FRAME.replaced) {
          const side = readCallFrame(body);
          if (side) this.#self.replaced(side.call, side.role);
        }
      }
      return undefined;
    });
    for (const [call, role] of this.#sides) stream.write(callFrame(FRAME.register, call, role));
  }

  async #takeOver(): Promise<void> {
    const opened = await this.open();
    if (!opened.ok && !this.#closed) this.#o.onLost();
  }
}
