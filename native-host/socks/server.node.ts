import { createServer, type Server, type Socket } from 'node:net';
import type { AzeroName } from '../../lib/names/name.ts';
import type { NodeId } from '../../lib/node-id.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import { KNOCK_TIMEOUT, MAX_CONNECTIONS } from '../limits.ts';
import type { Log } from '../log.node.ts';
import type { Overlay } from '../mcc/overlay.node.ts';
import type { Routes } from '../routes.ts';
import { Connection, type ConnectionContext, type Use } from './connection.node.ts';
import { dial } from './dial.node.ts';
import type { OwnerCheck } from './peer-owner.node.ts';
import type { Credentials } from './protocol.ts';

/** What the proxy is made of. */
export interface SocksOptions {
  readonly overlay: Pick<Overlay, 'reach' | 'reachNow' | 'setInUse'>;
  readonly routes: Routes;
  readonly log: Log;
}

/** How one session of the proxy lets its clients in. */
export interface SocksAccess {
  /** The port on 127.0.0.1; 0 for any. */
  readonly port: number;
  readonly credentials: Credentials | undefined;
  readonly ownerCheck: OwnerCheck | undefined;
}

const LOOK_FOR_SILENCE = 1_000;

/** The SOCKS proxy: a listener on 127.0.0.1 and every connection that goes through it. */
export class SocksServer {
  readonly #options: SocksOptions;
  readonly #connections = new Set<Connection>();
  readonly #uses = new Map<NodeId, number>();
  #server: Server | undefined;
  #ownerCheck: OwnerCheck | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SocksOptions) {
    this.#options = options;
  }

  /** Starts to listen; gives the port. */
  listen(access: SocksAccess): Promise<Result<number, 'port-in-use' | 'internal'>> {
    const { overlay, routes, log } = this.#options;
    const { credentials, ownerCheck } = access;
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    let ourPort = access.port;
    const context: ConnectionContext = {
      credentials,
      overlay,
      routes,
      log,
      isOurs: ownerCheck && ((client) => ownerCheck.isOurs(client.remotePort ?? 0, ourPort)),
      hurry: () => ownerCheck?.hurry(),
      onUse: (connection, before) => this.#count(before, connection.use),
      onClose: (connection) => this.#connections.delete(connection),
    };
    server.maxConnections = MAX_CONNECTIONS;
    server.on('drop', () => log('error', 'too-many-connections'));
    server.on('connection', (client: Socket) => {
      this.#connections.add(new Connection(client, context));
    });
    this.#server = server;
    this.#ownerCheck = ownerCheck;
    this.#timer = setInterval(() => this.#knock(), LOOK_FOR_SILENCE);
    this.#timer.unref();
    return new Promise((resolve) => {
      server.on('error', (error) => {
        const taken = 'code' in error && error.code === 'EADDRINUSE';
        resolve(err(taken ? 'port-in-use' : 'internal'));
      });
      server.listen({ host: '127.0.0.1', port: access.port, backlog: 1024 }, () => {
        const address = server.address();
        if (typeof address !== 'object' || !address) return resolve(err('internal'));
        ourPort = address.port;
        return resolve(ok(ourPort));
      });
    });
  }

  /** Closes what goes to a name. */
  closeName(name: AzeroName): void {
    this.#closeWhere((connection) => connection.name === name, undefined);
  }

  /** Closes what goes to a name over any other node than this, also what still waits for that one's address. */
  closeOtherNodes(name: AzeroName, node: NodeId): void {
    this.#closeWhere(
      ({ name: its, node: goesTo }) => its === name && goesTo !== undefined && goesTo !== node,
      undefined,
    );
  }

  /** Closes what goes to a node over any other address than this; `undefined`: over any. */
  closeOtherAddresses(node: NodeId, address: Ipv4 | undefined, cause: NodeFailure): void {
    this.#closeWhere(({ use }) => use?.node === node && use.address !== address, cause);
  }

  /** Closes what is sent from any other address of ours than this; `undefined`: everything. */
  closeOtherSources(source: Ipv4 | undefined, cause: NodeFailure): void {
    this.#closeWhere(
      ({ use }) => use !== undefined && (source === undefined || (use.source ?? source) !== source),
      cause,
    );
  }

  /** Stops listening and closes everything. */
  close(): void {
    clearInterval(this.#timer);
    this.#server?.close();
    this.#ownerCheck?.close();
    this.#closeWhere(() => true, undefined);
  }

  /** Knocks where something stays without an answer, once for all connections that go there; nobody there ends them. */
  #knock(): void {
    const now = performance.now();
    const doors = new Map<string, Connection[]>();
    for (const connection of this.#connections) {
      const { use } = connection;
      if (use === undefined || !connection.lookAfter(now)) continue;
      const door = `${use.address}:${use.port}`;
      const waiting = doors.get(door);
      if (waiting) waiting.push(connection);
      else doors.set(door, [connection]);
    }
    for (const waiting of doors.values()) void this.#knockFor(waiting);
  }

  async #knockFor(waiting: readonly Connection[]): Promise<void> {
    const use = waiting[0]?.use;
    if (use === undefined) return;
    const opened = await dial(use, use.port, KNOCK_TIMEOUT).done;
    if (opened.ok) {
      opened.value.destroy();
      return;
    }
    // A refusal comes from a machine that is there; it will refuse what was sent as well.
    if (opened.error === 'node-refused') return;
    for (const connection of waiting) connection.reset(opened.error);
  }

  #closeWhere(which: (connection: Connection) => boolean, cause: NodeFailure | undefined): void {
    for (const connection of this.#connections) if (which(connection)) connection.reset(cause);
  }

  #count(before: Use | undefined, after: Use | undefined): void {
    if (before?.node === after?.node) return;
    if (before) {
      const left = (this.#uses.get(before.node) ?? 1) - 1;
      if (left > 0) this.#uses.set(before.node, left);
      else {
        this.#uses.delete(before.node);
        this.#options.overlay.setInUse(before.node, false);
      }
    }
    if (after) {
      const uses = this.#uses.get(after.node) ?? 0;
      this.#uses.set(after.node, uses + 1);
      if (uses === 0) this.#options.overlay.setInUse(after.node, true);
    }
  }
}
