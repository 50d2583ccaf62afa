import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { err, ok, type Result } from '../../lib/result.ts';
import { MCC_HTTP_MAX_CONNECTIONS, MCC_HTTP_TIMEOUT } from '../limits.ts';
import type { Log } from '../log.node.ts';
import type { MccDriver } from '../mcc/driver.node.ts';
import { type MccTrouble, parseIdRun, parseResolveRun } from '../mcc/parse.ts';
import type { OwnerCheck } from '../socks/peer-owner.node.ts';
import { type Access, failureStatus, judgeRequest, refusalAnswer } from './request.ts';

/** What MCC-HTTP is made of. */
export interface MccHttpOptions extends Access {
  readonly driver: MccDriver;
  readonly log: Log;
  /** Whether a client is this user's; where the system can't tell, everybody on this machine is let in. */
  readonly ownerCheck: OwnerCheck | undefined;
}

/** A server that listens. */
export interface MccHttp {
  readonly port: number;
  readonly close: () => void;
}

/** Why the server can't listen. */
export type StartFailure = 'port-in-use' | 'port-forbidden' | 'internal';

/** Starts MCC-HTTP on 127.0.0.1. `port` 0: any. */
export function startMccHttp(options: MccHttpOptions): Promise<Result<MccHttp, StartFailure>> {
  const { ownerCheck, log } = options;
  const owners = new WeakMap<Socket, Promise<boolean>>();
  let port = options.port;

  const server = createServer({
    connectionsCheckingInterval: 1_000,
    headersTimeout: MCC_HTTP_TIMEOUT,
    requestTimeout: MCC_HTTP_TIMEOUT,
    keepAliveTimeout: MCC_HTTP_TIMEOUT,
    maxHeaderSize: 8 * 1024,
  });
  server.maxConnections = MCC_HTTP_MAX_CONNECTIONS;
  server.on('drop', () => log('error', 'too-many-mcc-http-clients'));
  server.on('connection', (socket) => {
    const { remotePort = 0, localPort = 0 } = socket;
    // Asked now: when the connection has ended nobody can tell any more whose it was.
    const ours = ownerCheck?.isOurs(remotePort, localPort) ?? Promise.resolve(true);
    owners.set(socket, ours);
    // At once, or the places would be taken by who only waits.
    void ours.then((isOurs) => isOurs || socket.destroy());
  });
  server.on('request', (request, response) => {
    void (async () => {
      if ((await owners.get(request.socket)) === true) await answer(request, response);
    })();
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = judgeRequest(
      {
        method: request.method,
        target: request.url,
        host: only(request.headersDistinct['host']),
        origin: only(request.headersDistinct['origin']),
      },
      { port, origins: options.origins },
    );
    // Another origin may ask the same question: no cache may give it this one's answer, or any answer later.
    response.setHeader('Vary', 'Origin');
    response.setHeader('Cache-Control', 'no-store');
    if (verdict.origin !== undefined) {
      response.setHeader('Access-Control-Allow-Origin', verdict.origin);
    }
    switch (verdict.kind) {
      case 'refused': {
        const { status, text } = refusalAnswer(verdict.refusal);
        log('info', 'mcc-http-refused', { refusal: verdict.refusal });
        return say(response, status, text);
      }
      case 'preflight':
        response.setHeader('Access-Control-Allow-Methods', 'GET');
        response.setHeader('Access-Control-Allow-Private-Network', 'true');
        response.writeHead(204).end();
        return;
      case 'id':
        return tell(response, parseIdRun(await options.driver.ask(['id'])));
      case 'resolve':
        return tell(
          response,
          parseResolveRun(await options.driver.ask(['resolve', verdict.nodeId])),
        );
    }
  }

  function tell(response: ServerResponse, result: Result<string, MccTrouble>): void {
    log('info', 'mcc-http-asked', { cause: result.ok ? undefined : result.error.cause });
    if (result.ok) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(result.value));
      return;
    }
    const { cause, detail } = result.error;
    say(response, failureStatus(cause), detail === undefined ? cause : `${cause}: ${detail}`);
  }

  function close(): void {
    server.close();
    server.closeAllConnections();
    ownerCheck?.close();
    options.driver.close();
  }

  return new Promise((resolve) => {
    server.on('error', (error) => {
      if (server.listening) return; // of one connection that could not be taken
      close();
      resolve(err(startFailure('code' in error ? error.code : undefined)));
    });
    server.listen({ host: '127.0.0.1', port }, () => {
      const address = server.address();
      if (typeof address === 'object' && address) port = address.port;
      resolve(ok({ port, close }));
    });
  });
}

function startFailure(code: unknown): StartFailure {
  if (code === 'EADDRINUSE') return 'port-in-use';
  return code === 'EACCES' ? 'port-forbidden' : 'internal';
}

/** Plain text, which the web app shows as the error that it is: an answer of JSON it would take for an id or an address. */
function say(response: ServerResponse, status: number, text: string): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(status).end(`${text}\n`);
}

/** The value of a header that came exactly once. */
function only(values: readonly string[] | undefined): string | undefined {
  return values?.length === 1 ? values[0] : undefined;
}
