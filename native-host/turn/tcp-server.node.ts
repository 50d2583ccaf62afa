import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { err, ok, type Result } from '../../lib/result.ts';
import { GREETING_TIMEOUT, MAX_RELAY_CLIENTS } from '../limits.ts';
import type { Log } from '../log.node.ts';
import type { OwnerCheck } from '../socks/peer-owner.node.ts';
import { IDLE_AFTER, VIRTUAL } from './allocation.ts';
import { type OnPayload, takeMessage } from './client-message.ts';
import type { Credential } from './credentials.ts';
import { dataHeaderMaker } from './datagrams.ts';
import { Relay } from './relay.ts';
import type { RelayServer } from './relay-server.ts';
import { TcpClient, type TcpClientEvents } from './tcp-client.node.ts';

const LOOPBACK = '127.0.0.1';
const dataHeader = dataHeaderMaker(VIRTUAL.peer, VIRTUAL.port);

/**
 * The TURN relay over TCP: a listener on loopback, for this user's programs only where the system says whose they are. Many
 * messages pass with one call of the system, where UDP takes one for each (docs/architecture.md).
 */
export class TcpRelay implements RelayServer {
  readonly #relay: Relay;
  readonly #server: Server;
  readonly #onPayload: OnPayload;
  readonly #ownerCheck: OwnerCheck | undefined;
  readonly #log: Log;
  /** By port; all are at one address. */
  readonly #clients = new Map<number, TcpClient>();
  #port = 0;
  #serial = 0;

  constructor(
    onPayload: OnPayload,
    ownerCheck: OwnerCheck | undefined,
    log: Log,
    idleAfter: number = IDLE_AFTER,
  ) {
    this.#onPayload = onPayload;
    this.#ownerCheck = ownerCheck;
    this.#log = log;
    this.#relay = new Relay({ now, random: randomBytes, isOwn: () => true, idleAfter });
    this.#server = createServer({ noDelay: true, pauseOnConnect: true });
    this.#server.maxConnections = MAX_RELAY_CLIENTS;
    this.#server.on('drop', () => log('error', 'too-many-relay-clients'));
    this.#server.on('connection', (socket: Socket) => void this.#meet(socket));
  }

  listen(): Promise<Result<string, string>> {
    return new Promise((resolve) => {
      this.#server.on('error', () => resolve(err('unknown')));
      this.#server.listen({ host: LOOPBACK, port: 0 }, () => {
        const address = this.#server.address();
        if (typeof address !== 'object' || !address) return resolve(err('unknown'));
        this.#port = address.port;
        return resolve(ok(`turn:${LOOPBACK}:${address.port}?transport=tcp`));
      });
    });
  }

  admit(call: number): Credential {
    return this.#relay.admit(call);
  }

  dismiss(call: number): void {
    const port = this.#relay.ofCall(call, now())?.port;
    this.#relay.dismiss(call);
    if (port !== undefined) this.#clients.get(port)?.close();
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
    const client = this.#clients.get(allocation.port);
    if (time < allocation.channelUntil) {
      client?.sendChannelData(allocation.channel, packet, at, end, rest);
      return;
    }
    this.#serial = (this.#serial + 1) >>> 0;
    const header = dataHeader(end - at + (rest?.length ?? 0), this.#serial);
    const payload = packet.subarray(at, end);
    client?.sendMessage(rest ? [header, payload, rest] : [header, payload]);
  }

  close(): void {
    this.#server.close();
    for (const client of this.#clients.values()) client.close();
  }

  /** Reads nothing from anybody before it is known whose program that is. */
  async #meet(socket: Socket): Promise<void> {
    socket.on('error', () => undefined);
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress !== LOOPBACK || remotePort === undefined) {
      socket.destroy();
      return;
    }
    if (this.#ownerCheck) {
      const answer = this.#ownerCheck.isOurs(remotePort, this.#port);
      this.#ownerCheck.hurry();
      if (!(await answer)) {
        this.#log('info', 'foreign-relay-client');
        socket.destroy();
      }
    }
    if (socket.destroyed || !this.#server.listening) {
      socket.destroy();
      return;
    }
    // The end of whoever had this port before may be told only later.
    const before = this.#clients.get(remotePort);
    if (before) this.#leave(before);
    this.#clients.set(remotePort, new TcpClient(socket, remotePort, this.#events));
    // Whoever has no allocation by then, or has none any more, only takes up a place.
    const timer = setInterval(() => {
      if (!this.#relay.ofClient(LOOPBACK, remotePort, now())) socket.destroy();
    }, GREETING_TIMEOUT).unref();
    socket.on('close', () => clearInterval(timer));
    socket.resume();
  }

  /** Hands on what a client says but for what is left out, since so much of it waits. */
  #allButOne({ backlog }: TcpClient): OnPayload {
    return (call, bytes, offset, length) => {
      if (!backlog.leavesOut(bytes, offset, length)) this.#onPayload(call, bytes, offset, length);
    };
  }

  readonly #events: TcpClientEvents = {
    onMessage: (client, message) => {
      const { port } = client;
      const onPayload = client.backlog.isDue ? this.#allButOne(client) : this.#onPayload;
      const answer = takeMessage(this.#relay, message, LOOPBACK, port, now(), onPayload);
      if (answer) client.sendMessage([answer]);
    },
    onClose: (client) => this.#leave(client),
  };

  #leave(client: TcpClient): void {
    const { port } = client;
    if (this.#clients.get(port) !== client) return;
    this.#clients.delete(port);
    this.#relay.hangUp(LOOPBACK, port);
  }
}

function now(): number {
  return performance.now();
}
