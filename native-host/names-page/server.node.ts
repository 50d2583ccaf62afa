import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NAMES_PAGE_TTL } from '../../lib/protocol/limits.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { NAMES_PAGE_CLAIM, NAMES_PAGE_MAX_CONNECTIONS } from '../limits.ts';
import type { Log } from '../log.node.ts';
import { isClientOf } from './client-owner.node.ts';
import { BARE_HEADERS, pageHeaders } from './page.ts';
import { judgePageRequest, pageRefusalAnswer } from './request.ts';

/** What the server is made of. */
export interface NamesPageOptions {
  readonly port: number;
  /** The text of the page; undefined where it can't be read. */
  readonly readPage: () => Promise<string | undefined>;
  /** Whose processes may ask; undefined where the system does not tell. */
  readonly uid: number | undefined;
  readonly log: Log;
  /** How long an address is good, in milliseconds. */
  readonly ttl?: number;
  /** How long a taken port is tried for, in milliseconds. */
  readonly claim?: number;
}

/** Why the page can't be opened. */
export type OpenFailure = 'names-port-in-use' | 'names-page-missing';

interface Issued {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timer: NodeJS.Timeout;
}

const LOOPBACKS = ['127.0.0.1', '::1'] as const;
const CLAIM_PAUSE = 50;

/**
 * Serves the names page on its one port, for as long as an address that was given out has not been used: a moment each time. So the
 * hosts of several browsers and people take turns, and nothing listens while nobody opens the page.
 */
export class NamesPageServer {
  readonly #o: NamesPageOptions;
  readonly #issued = new Map<string, Issued>();
  #servers: readonly Server[] | undefined;
  /** One opening after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: NamesPageOptions) {
    this.#o = options;
  }

  /** Whether the port is held. */
  get isOpen(): boolean {
    return this.#servers !== undefined;
  }

  /** Gives out a token, with which the page can be asked for once, and soon. `connect`: the origins that it may speak with. */
  open(connect: readonly string[]): Promise<Result<string, OpenFailure>> {
    const opening = this.#last.then(() => this.#open(connect));
    this.#last = opening;
    return opening;
  }

  close(): void {
    for (const { timer } of this.#issued.values()) clearTimeout(timer);
    this.#issued.clear();
    this.#leave();
  }

  async #open(connect: readonly string[]): Promise<Result<string, OpenFailure>> {
    const html = await this.#o.readPage();
    if (html === undefined) return err('names-page-missing');
    if (!this.#servers) {
      const servers = await this.#claim();
      if (!servers) return err('names-port-in-use');
      this.#servers = servers;
    }
    const token = randomBytes(32).toString('hex');
    const timer = setTimeout(() => this.#spend(token), this.#o.ttl ?? NAMES_PAGE_TTL);
    this.#issued.set(token, { html, headers: pageHeaders(html, connect, digest), timer });
    return ok(token);
  }

  /** Another host of this machine may hold the port for its moment, so it is tried for a while. */
  async #claim(): Promise<readonly Server[] | undefined> {
    const end = performance.now() + (this.#o.claim ?? NAMES_PAGE_CLAIM);
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      const servers = await this.#listen();
      if (servers || performance.now() > end) return servers;
      // oxlint-disable-next-line no-await-in-loop -- as above
      await new Promise((resolve) => setTimeout(resolve, CLAIM_PAUSE * (1 + Math.random())));
    }
  }

  /** Takes the port on both loopback addresses: browsers take the name for either, and a stranger on the other would be it. */
  async #listen(): Promise<readonly Server[] | undefined> {
    const servers: Server[] = [];
    for (const address of LOOPBACKS) {
      // oxlint-disable-next-line no-await-in-loop -- the second only if the first could be had
      const server = await this.#listenOn(address);
      if (typeof server === 'object') servers.push(server);
      else if (address === '127.0.0.1' || !NO_SUCH_ADDRESS.has(server)) {
        for (const other of servers) other.close();
        return undefined;
      }
    }
    return servers;
  }

  /** Listens on one address; the system's word where it can't. */
  #listenOn(host: string): Promise<Server | string> {
    const server = createServer({
      headersTimeout: 5_000,
      requestTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    });
    server.maxConnections = NAMES_PAGE_MAX_CONNECTIONS;
    server.on('drop', () => this.#o.log('error', 'too-many-names-page-clients'));
    const owners = new WeakMap<Socket, Promise<boolean>>();
    server.on('connection', (socket) => {
      const { uid } = this.#o;
      const { remoteAddress, remotePort = 0, localPort = 0 } = socket;
      // Asked now: when the connection has ended nobody can tell any more whose it was.
      const ours =
        uid === undefined
          ? Promise.resolve(true)
          : isClientOf(uid, remoteAddress, remotePort, localPort);
      owners.set(socket, ours);
      void ours.then((isOurs) => {
        if (isOurs) return;
        // At once, or the places would be taken by who only waits.
        this.#o.log('info', 'names-page-refused', { refusal: 'other-user' });
        socket.destroy();
      });
    });
    server.on('request', (request, response) => {
      void (async () => {
        if ((await owners.get(request.socket)) === true) this.#answer(request, response);
      })();
    });
    return new Promise((resolve) => {
      server.on('error', (error) => resolve('code' in error ? String(error.code) : 'unknown'));
      server.listen({ host, port: this.#o.port, exclusive: true }, () => resolve(server));
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const verdict = judgePageRequest(
      {
        method: request.method,
        target: request.url,
        host: only(request.headersDistinct['host']),
        destination: only(request.headersDistinct['sec-fetch-dest']),
      },
      this.#o.port,
    );
    const page = verdict.kind === 'page' ? this.#issued.get(verdict.token) : undefined;
    if (verdict.kind === 'refused' || page === undefined) {
      const refusal = verdict.kind === 'refused' ? verdict.refusal : 'wrong-token';
      const { status, text } = pageRefusalAnswer(refusal);
      this.#o.log('info', 'names-page-refused', { refusal });
      response.writeHead(status, { ...BARE_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${text}\n`);
      return;
    }
    clearTimeout(page.timer);
    this.#issued.delete(verdict.token);
    this.#o.log('info', 'names-page-served');
    response.on('close', () => this.#leaveIfIdle());
    response.writeHead(200, page.headers);
    response.end(page.html);
  }

  #spend(token: string): void {
    this.#issued.delete(token);
    this.#leaveIfIdle();
  }

  #leaveIfIdle(): void {
    if (this.#issued.size === 0) this.#leave();
  }

  #leave(): void {
    for (const server of this.#servers ?? []) {
      server.close();
      server.closeIdleConnections();
    }
    this.#servers = undefined;
  }
}

/** What the system says where it has no IPv6. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** The value of a header that came exactly once. */
function only(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}
