import { chmodSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { CallRole } from '../../lib/protocol/host-values.ts';
import type { Ipv4 } from '../ipv4.ts';
import { type CallNumber, callOf, kindOf } from './packet.ts';
import {
  callFrame,
  FRAME,
  type Frame,
  packetFrame,
  readCallFrame,
  readPacketFrame,
  ShareReader,
} from './share-frames.node.ts';
import type { PeerSocket } from './socket.node.ts';

/** A host as the owner of the port sees it: this one, or one attached over the local socket. */
export interface Member {
  readonly deliver: (packet: Buffer, address: Ipv4, port: number) => void;
  readonly replaced: (call: CallNumber, role: CallRole) => void;
}

interface Registration {
  readonly member: Member;
  readonly role: CallRole;
}

const MAX_MEMBERS = 32;
/** Registrations of all members together. */
const MAX_REGISTRATIONS = 1024;
/** What may wait for a member that does not read; packets beyond it are lost. */
const MAX_UNREAD = 1024 * 1024;

/** The host that holds the port: packets go to whoever registered their call. What they say is not its business. */
export class PortOwner {
  readonly #socket: PeerSocket;
  readonly #address: Ipv4;
  readonly #port: number;
  readonly #calls = new Map<CallNumber, Registration[]>();
  readonly #streams = new Set<Socket>();
  readonly #onAlone: () => void;
  #server: Server | undefined;

  constructor(socket: PeerSocket, address: Ipv4, port: number, onAlone: () => void) {
    this.#socket = socket;
    this.#address = address;
    this.#port = port;
    this.#onAlone = onAlone;
  }

  /** Whether other hosts are attached. */
  get isShared(): boolean {
    return this.#streams.size > 0;
  }

  /** Lets other hosts of this user attach at `place`; whoever was there before is gone, since we hold the port. */
  listen(place: string): Promise<void> {
    if (process.platform !== 'win32') {
      try {
        unlinkSync(place);
      } catch {
        // Nobody was there.
      }
    }
    const server = createServer((stream) => this.#attach(stream));
    server.maxConnections = MAX_MEMBERS;
    this.#server = server;
    return new Promise((resolve) => {
      // Without it the port works, for this host alone.
      server.on('error', () => resolve());
      server.listen(place, () => {
        if (process.platform !== 'win32') chmodSync(place, 0o600);
        resolve();
      });
    });
  }

  register(member: Member, call: CallNumber, role: CallRole): void {
    const there = this.#calls.get(call) ?? [];
    for (const old of there) {
      if (old.role === role && old.member !== member) old.member.replaced(call, role);
    }
    const others = there.filter((old) => old.role !== role);
    if (others.length === 0 && this.#calls.size >= MAX_REGISTRATIONS) return;
    this.#calls.set(call, [...others, { member, role }]);
  }

  unregister(member: Member, call: CallNumber, role: CallRole): void {
    this.#keep(call, (entry) => entry.member !== member || entry.role !== role);
  }

  /** A packet came in from the network. */
  take(packet: Buffer, address: Ipv4, port: number): void {
    if (kindOf(packet) < 0) return;
    const there = this.#calls.get(callOf(packet));
    if (!there) return;
    const [first, second] = there;
    // Whoever is second gets bytes of its own, since taking a packet writes over it.
    second?.member.deliver(Buffer.from(packet), address, port);
    first?.member.deliver(packet, address, port);
  }

  /** Sends a packet of a member. One to our own address is for another member: two people may share a node. */
  send(member: Member, to: Ipv4, port: number, packet: Uint8Array): void {
    if (to !== this.#address || port !== this.#port) return this.#socket.send(to, port, packet);
    if (kindOf(packet) < 0) return;
    const other = this.#calls.get(callOf(packet))?.find((entry) => entry.member !== member);
    // Its own bytes, since taking a packet writes over it.
    other?.member.deliver(Buffer.from(packet), this.#address, this.#port);
  }

  close(): void {
    // First the port, so that whoever notices the rest can have it at once.
    this.#socket.close();
    this.#server?.close();
    for (const stream of this.#streams) stream.destroy();
  }

  #attach(stream: Socket): void {
    const reader = new ShareReader();
    const member: Member = {
      deliver: (packet, address, port) => {
        if (stream.writableLength > MAX_UNREAD) return;
        stream.write(packetFrame(address, port, packet));
      },
      replaced: (call, role) => {
        stream.write(callFrame(FRAME.replaced, call, role));
      },
    };
    this.#streams.add(stream);
    stream.on('error', () => undefined); // 'close' follows
    stream.on('close', () => {
      this.#streams.delete(stream);
      for (const call of this.#calls.keys()) {
        this.#keep(call, (entry) => entry.member !== member);
      }
      if (this.#streams.size === 0) this.#onAlone();
    });
    stream.on('data', (chunk: Buffer) => {
      const frames = reader.push(chunk);
      if (!frames) return stream.destroy();
      for (const frame of frames) this.#obey(member, frame);
      return undefined;
    });
  }

  #obey(member: Member, { kind, body }: Frame): void {
    if (kind === FRAME.packet) {
      const read = readPacketFrame(body);
      if (read) this.send(member, read.address, read.port, read.packet);
      return;
    }
    const side = readCallFrame(body);
    if (!side) return;
    if (kind === FRAME.register) this.register(member, side.call, side.role);
    if (kind === FRAME.unregister) this.unregister(member, side.call, side.role);
  }

  #keep(call: CallNumber, which: (entry: Registration) => boolean): void {
    const left = this.#calls.get(call)?.filter(which) ?? [];
    if (left.length > 0) this.#calls.set(call, left);
    else this.#calls.delete(call);
  }
}
