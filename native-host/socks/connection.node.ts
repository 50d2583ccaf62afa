import type { Socket } from 'node:net';
import type { AzeroName } from '../../lib/names/name.ts';
import type { NodeId } from '../../lib/node-id.ts';
import type { NodeFailure } from '../../lib/protocol/host-values.ts';
import { DIAL_TIMEOUT } from '../../lib/protocol/limits.ts';
import { assertNever, err, type Result } from '../../lib/result.ts';
import type { Ipv4 } from '../ipv4.ts';
import { GREETING_TIMEOUT, KEEP_ALIVE } from '../limits.ts';
import { mayBeAnotherNode, type Routes, type Wanted } from '../routes.ts';
import { type Dial, dial } from './dial.node.ts';
import { Flow } from './flow.node.ts';
import { isOver } from './half-close.node.ts';
import {
  type Credentials,
  Handshake,
  REPLY,
  type ReplyCode,
  replyFor,
  requestReply,
  type Target,
} from './protocol.ts';
import { reset } from './reset.node.ts';
import { Silence } from './silence.ts';
import { Tunnel } from './tunnel.node.ts';
import { lostWay, type WayContext, wayTo } from './way.node.ts';

/** What a connection asks of the rest of the host. */
export interface ConnectionContext extends WayContext {
  readonly credentials: Credentials | undefined;
  /** Settles whether the client is this user's process; `undefined` where that is proved by credentials or can't be known. */
  readonly isOurs: ((client: Socket) => Promise<boolean>) | undefined;
  /** Says that one of these answers is waited for. */
  readonly hurry: () => void;
  readonly routes: Routes;
  /** Called whenever `use` changed. */
  readonly onUse: (connection: Connection, before: Use | undefined) => void;
  readonly onClose: (connection: Connection) => void;
}

/** Whom a connection goes to, and over which addresses. */
export interface Use {
  readonly node: NodeId;
  readonly address: Ipv4;
  readonly source: Ipv4 | undefined;
  readonly port: number;
}

/** One client of the SOCKS proxy, from its greeting to its end. */
export class Connection {
  /** The name it asked for, once it has. */
  name: AzeroName | undefined;
  /** The node that it goes to, from the moment that one is chosen. */
  node: NodeId | undefined;
  /** Set from the moment it is dialled. */
  use: Use | undefined;
  readonly #client: Socket;
  readonly #context: ConnectionContext;
  readonly #handshake: Handshake;
  readonly #ours: Promise<boolean> | undefined;
  /** Runs until its request is whole. */
  #greeting: NodeJS.Timeout | undefined;
  readonly #silence = new Silence();
  /** What brings the remote's bytes to the client. */
  readonly #flow = new Flow();
  #remote: Socket | undefined;
  #dial: Dial | undefined;
  #tunnel: Tunnel | undefined;
  #closed = false;
  #keptAlive = false;
  /** Whether `#ours` has settled. */
  #known = false;

  constructor(client: Socket, context: ConnectionContext) {
    this.#client = client;
    this.#context = context;
    this.#handshake = new Handshake(context.credentials);
    this.#greeting = setTimeout(() => this.#end('greeting-timeout'), GREETING_TIMEOUT);
    client.on('data', this.#onData);
    client.on('end', this.#onEnd);
    client.on('error', () => undefined); // 'close' follows, and says so
    client.on('close', this.#onClientClose);
    // Under way while the greeting is awaited.
    this.#ours = context.isOurs?.(client).then((ours) => {
      this.#known = true;
      if (!ours) this.#end('foreign-client');
      return ours;
    });
  }

  /** Closes both ends so that neither can take it for a proper end. */
  reset(cause: NodeFailure | undefined): void {
    if (this.#closed) return;
    if (cause !== undefined && this.name !== undefined) {
      this.#context.routes.failed(this.name, cause);
      this.#context.log('info', 'connection-reset', { cause });
    }
    this.#close();
  }

  /**
   * Looks after the connection to its node, every second: whether something has been without an answer for so long that one
   * should knock there. `now` in milliseconds never goes back.
   */
  lookAfter(now: number): boolean {
    const remote = this.#remote;
    if (remote === undefined) return false;
    if (!this.#keptAlive) {
      // A node that vanished in the middle of a page says nothing more: only this ends the waiting for it. It takes the system
      // four calls, which the many connections that end within the second are spared.
      this.#keptAlive = true;
      remote.setKeepAlive(true, KEEP_ALIVE);
    }
    return this.#silence.look(remote.bytesWritten, now);
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#tunnel) this.#tunnel.send(chunk);
    else if (this.#greeting) this.#shakeHands(chunk);
  };

  readonly #onEnd = (): void => {
    if (this.#tunnel) return this.#tunnel.end();
    // The rest of its request can't come any more.
    if (this.#greeting) this.#hangUp();
  };

  #shakeHands(chunk: Buffer): void {
    const step = this.#handshake.feed(chunk);
    if (step.reply) this.#client.write(step.reply);
    if (step.kind === 'more') return;
    if (step.kind === 'refused') {
      this.#context.log('info', 'socks-refused', { reason: step.reason });
      this.#hangUp();
      return;
    }
    this.#stopGreeting();
    // Reading goes on into a bounded buffer, so that a client that goes away is noticed.
    this.#client.pause();
    this.name = step.target.name;
    this.#open(step.target, step.target.name).catch(() => this.#end('internal'));
  }

  #stopGreeting(): void {
    clearTimeout(this.#greeting);
    this.#greeting = undefined;
  }

  async #open(target: Target, name: AzeroName): Promise<void> {
    const { routes } = this.#context;
    const route = routes.find(name);
    if (typeof route !== 'string') {
      // A dial to where the person already is tells a foreign client nothing, so it need not wait for the check.
      const first = await this.#reachAndDial(route.node, target.port);
      if (!(await this.#mayGoOn())) return this.#abandon(first);
      if (first.ok) return this.#join(first.value, target.rest);
      return this.#again(target, name, first.error);
    }
    if (!(await this.#mayGoOn())) return;
    const wanted = await routes.want(name, route);
    if (this.#closed) return;
    if (wanted.kind !== 'route') return this.#noRoute(wanted);
    const first = await this.#reachAndDial(wanted.node, target.port);
    if (this.#closed) return this.#abandon(first);
    if (first.ok) return this.#join(first.value, target.rest);
    return this.#again(target, name, first.error);
  }

  /** After a dial that failed: the record may have changed, so the extension is asked once, and its answer tried once. */
  async #again(target: Target, name: AzeroName, failure: NodeFailure): Promise<void> {
    const before = this.use;
    this.node = undefined;
    this.#setUse(undefined);
    if (!mayBeAnotherNode(failure)) return this.#fail(failure);
    const wanted = await this.#context.routes.want(name, 'dial-failed');
    if (this.#closed) return;
    if (wanted.kind === 'limited' || wanted.kind === 'unanswered') return this.#fail(failure);
    if (wanted.kind !== 'route') return this.#noRoute(wanted);
    // Where the very same door was tried a moment ago, a second wait at it would tell nothing new.
    const there = this.#context.overlay.reachNow(wanted.node);
    if (before && before.node === wanted.node && before.address === there?.address) {
      return this.#fail(failure);
    }
    const second = await this.#reachAndDial(wanted.node, target.port);
    if (this.#closed) return this.#abandon(second);
    if (second.ok) return this.#join(second.value, target.rest);
    return this.#fail(second.error);
  }

  async #reachAndDial(node: NodeId, port: number): Promise<Result<Socket, NodeFailure>> {
    this.node = node;
    const way = await wayTo(node, this.#context);
    if (!way.ok) return way;
    if (this.#closed) return err('node-silent');
    this.#setUse({ node, ...way.value, port });
    this.#dial = dial(way.value, port, DIAL_TIMEOUT, this.#flow);
    const dialled = await this.#dial.done;
    this.#dial = undefined;
    if (!dialled.ok) return dialled;
    const lost = await lostWay(node, way.value, this.#context);
    if (lost === undefined) return dialled;
    this.#abandon(dialled);
    return err(lost);
  }

  #join(remote: Socket, rest: Uint8Array): void {
    const client = this.#client;
    this.#remote = remote;
    remote.on('close', this.#onRemoteClose);
    client.write(requestReply(REPLY.granted));
    this.#tunnel = new Tunnel(client, remote, this.#flow, () =>
      this.#silence.heard(remote.bytesWritten),
    );
    if (rest.length > 0) this.#tunnel.send(rest);
    if (client.readableEnded) this.#tunnel.end();
  }

  readonly #onClientClose = (hadError: boolean): void => {
    this.#ended(hadError, this.#client, this.#remote);
  };

  readonly #onRemoteClose = (hadError: boolean): void => {
    this.#ended(hadError, this.#remote, this.#client);
  };

  /** One side is gone. After a proper end the other finishes what it still has to send; else it is reset as well. */
  #ended(hadError: boolean, side: Socket | undefined, other: Socket | undefined): void {
    if (!hadError && side && other && !other.destroyed && isOver(side, other)) return;
    this.#close();
  }

  /** True when the client is known to be this user's and still there. */
  async #mayGoOn(): Promise<boolean> {
    if (this.#ours !== undefined && !this.#known) this.#context.hurry();
    return (this.#ours === undefined || (await this.#ours)) && !this.#closed;
  }

  #noRoute(wanted: Exclude<Wanted, { kind: 'route' }>): void {
    switch (wanted.kind) {
      case 'failed':
        return this.#fail(wanted.cause);
      case 'refused':
      case 'dropped':
        return this.#refuse(REPLY.notAllowed);
      case 'unanswered':
      case 'limited':
        return this.#refuse(REPLY.generalFailure);
      default:
        return assertNever(wanted);
    }
  }

  #fail(failure: NodeFailure): void {
    if (this.name !== undefined) this.#context.routes.failed(this.name, failure);
    this.#context.log('info', 'dial-failed', { cause: failure });
    this.#refuse(replyFor(failure));
  }

  #refuse(code: ReplyCode): void {
    if (this.#closed) return;
    this.#client.write(requestReply(code));
    this.#hangUp();
  }

  /** Ends the client's connection after what was written to it. */
  #hangUp(): void {
    this.#stopGreeting();
    this.#client.resume(); // what it still sends is not read by anybody; unread, it would turn the end into a reset
    this.#client.destroySoon();
  }

  #end(event: string): void {
    if (this.#closed) return;
    this.#context.log('info', event);
    this.#close();
  }

  #abandon(dialled: Result<Socket, NodeFailure>): void {
    if (dialled.ok) dialled.value.destroy();
  }

  #setUse(use: Use | undefined): void {
    const before = this.use;
    this.use = use;
    this.#context.onUse(this, before);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopGreeting();
    this.#dial?.cancel();
    reset(this.#client);
    if (this.#remote) reset(this.#remote);
    if (this.use) this.#setUse(undefined);
    this.#context.onClose(this);
  }
}
