import { randomBytes } from 'node:crypto';
import type { RemoteInfo, Socket } from 'node:dgram';
import { ok, type Result } from '../../lib/result.ts';
import { bindSocket, createDatagramSocket } from '../datagram.node.ts';
import type { Ipv4 } from '../ipv4.ts';
import { listInterfaces } from '../mcc/interfaces.node.ts';
import { IDLE_AFTER, VIRTUAL } from './allocation.ts';
import { type OnPayload, takeMessage } from './client-message.ts';
import type { Credential } from './credentials.ts';
import { dataHeaderMaker, writeChannelHeader } from './datagrams.ts';
import { padding } from './message.ts';
import { Relay } from './relay.ts';
import type { RelayServer } from './relay-server.ts';

const dataHeader = dataHeaderMaker(VIRTUAL.peer, VIRTUAL.port);
/** How old the list of this machine's addresses may be, in milliseconds. */
const ADDRESSES_TTL = 500;
const FILLING = [0, 1, 2, 3].map((length) => Buffer.alloc(length));

/** The TURN relay over UDP: one socket on this node's own overlay address, for programs of this machine only. */
export class UdpRelay implements RelayServer {
  readonly #relay: Relay;
  readonly #socket: Socket;
  readonly #onPayload: OnPayload;
  #ownAddresses: ReadonlySet<string> = new Set();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #serial = 0;

  constructor(onPayload: OnPayload, idleAfter: number = IDLE_AFTER) {
    this.#onPayload = onPayload;
    this.#relay = new Relay({
      now,
      random: randomBytes,
      isOwn: (address) => this.#isOwn(address),
      idleAfter,
    });
    this.#socket = createDatagramSocket();
    this.#socket.on('message', (bytes, from) => this.#take(bytes, from));
    this.#socket.on('error', () => undefined); // of a single datagram; TURN's clients repeat what gets lost
  }

  /** Starts to listen on a port of this address that the system chooses. */
  async listen(address: Ipv4): Promise<Result<string, string>> {
    const port = await bindSocket(this.#socket, address, 0);
    return port.ok ? ok(`turn:${address}:${port.value}?transport=udp`) : port;
  }

  admit(call: number): Credential {
    return this.#relay.admit(call);
  }

  dismiss(call: number): void {
    this.#relay.dismiss(call);
  }

  deliver(
    call: number,
    packet: Uint8Array,
    at: number,
    end: number,
    rest: Uint8Array | undefined,
  ): void {
    const time = now();
    const allocation = this.#relay.ofCall(call, time);
    if (!allocation || time >= allocation.permittedUntil) return;
    const { address, port, channel, channelUntil } = allocation;
    const length = end - at + (rest?.length ?? 0);
    if (time < channelUntil) {
      writeChannelHeader(packet, at, channel, length);
      const framed = packet.subarray(at - 4, end);
      this.#socket.send(rest ? [framed, rest] : framed, port, address);
      return;
    }
    this.#serial = (this.#serial + 1) >>> 0;
    const parts = [dataHeader(length, this.#serial), packet.subarray(at, end)];
    if (rest) parts.push(rest);
    const filling = FILLING[padding(length)];
    if (filling && filling.length > 0) parts.push(filling);
    this.#socket.send(parts, port, address);
  }

  close(): void {
    this.#socket.close();
  }

  #take(bytes: Buffer, from: RemoteInfo): void {
    if (!this.#isOwn(from.address)) return;
    const { address, port } = from;
    const answer = takeMessage(this.#relay, bytes, address, port, now(), this.#onPayload);
    if (answer) this.#socket.send(answer, port, address);
  }

  #isOwn(address: string): boolean {
    const time = now();
    if (time - this.#lookedAt >= ADDRESSES_TTL) {
      this.#lookedAt = time;
      const all = Object.values(listInterfaces()).flatMap((entries) => entries ?? []);
      this.#ownAddresses = new Set(all.map((entry) => entry.address));
    }
    // No packet from loopback addresses ever comes in from a network, and interfaces list only one of them.
    return this.#ownAddresses.has(address) || address.startsWith('127.');
  }
}

function now(): number {
  return performance.now();
}
