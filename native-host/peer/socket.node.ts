import type { Socket } from 'node:dgram';
import type { Result } from '../../lib/result.ts';
import { bindSocket, createDatagramSocket } from '../datagram.node.ts';
import type { Ipv4 } from '../ipv4.ts';

/** The one UDP socket over which hosts of different machines speak, bound to this node's own overlay address. */
export class PeerSocket {
  readonly #socket: Socket = createDatagramSocket();
  readonly #port: number;
  #closed = false;

  constructor(port: number, onPacket: (packet: Buffer, address: string, port: number) => void) {
    this.#port = port;
    this.#socket.on('message', (packet, from) => onPacket(packet, from.address, from.port));
    // Of a single datagram (no way there, a firewall): as good as lost on the way, and that is dealt with elsewhere.
    this.#socket.on('error', () => undefined);
  }

  /** Takes the port of this address; an error where somebody holds it. */
  bind(address: Ipv4): Promise<Result<number, string>> {
    return bindSocket(this.#socket, address, this.#port);
  }

  /** Sends one packet, which must not be changed afterwards; nothing any more once it is closed, where the system would throw. */
  send(to: Ipv4, port: number, packet: Uint8Array): void {
    if (!this.#closed) this.#socket.send(packet, port, to);
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }
}
