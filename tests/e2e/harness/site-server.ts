/** The web site of a node (or of the stranger, or of a hostile public page): what a browser may want of a server, and a log of who asked. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { WebSocketServer } from 'ws';
import { bigChunk } from './big-file.ts';
import { logLine, serviceConfig, serviceReady, textOf } from './service.ts';

const config = serviceConfig();
const name = textOf(config, 'name');
const address = textOf(config, 'address');
const log = textOf(config, 'log');
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function sendBig(response: ServerResponse, megabytes: number): void {
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('content-length', megabytes * 1024 * 1024);
  let sent = 0;
  const more = (): void => {
    while (sent < megabytes) {
      if (!response.write(bigChunk(sent++))) {
        response.once('drain', more);
        return;
      }
    }
    response.end();
  };
  more();
}

function takeBody(request: IncomingMessage, response: ServerResponse): void {
  const hash = createHash('sha256');
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    hash.update(chunk);
  });
  request.on('end', () => response.end(JSON.stringify({ size, sha256: hash.digest('hex') })));
}

function handle(request: IncomingMessage, response: ServerResponse, scheme: string): void {
  const { method, url = '/', headers, socket } = request;
  logLine(log, {
    site: name,
    scheme,
    port: socket.localPort,
    remote: socket.remoteAddress,
    method,
    host: headers.host,
    url,
    headers,
  });
  const { pathname, searchParams } = new URL(url, `${scheme}://${headers.host ?? 'nobody'}`);
  response.setHeader('cache-control', 'no-store');
  if (searchParams.has('cors')) response.setHeader('access-control-allow-origin', '*');
  response.setHeader('content-type', 'application/json');
  switch (pathname) {
    case '/pixel.png':
      response.setHeader('content-type', 'image/png').end(PIXEL);
      return;
    case '/script.js':
      response
        .setHeader('content-type', 'text/javascript')
        .end(`globalThis.scriptOf = ${JSON.stringify(name)};`);
      return;
    case '/echo':
      takeBody(request, response);
      return;
    case '/headers':
      response.end(JSON.stringify(headers));
      return;
    case '/cookies':
      response.setHeader('set-cookie', `of=${name}; path=/`);
      response.end(JSON.stringify({ cookie: headers.cookie ?? '' }));
      return;
    case '/redirect':
      response.writeHead(302, { location: searchParams.get('to') ?? '/' }).end();
      return;
    case '/big':
      sendBig(response, Number(searchParams.get('mb') ?? 1));
      return;
    case '/hang':
      return;
    case '/break':
      socket.destroy();
      return;
    case '/html':
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(searchParams.get('html') ?? '');
      return;
    default:
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><meta charset="utf-8"><title>${escape(name)}</title><h1>${escape(name)}</h1>` +
          `<p id="host">${escape(headers.host ?? '')}</p><p id="url">${escape(url)}</p>`,
      );
  }
}

function listen(server: Server, scheme: string, port: number): Promise<void> {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const { url, headers } = request;
    logLine(log, {
      site: name,
      scheme: scheme === 'https' ? 'wss' : 'ws',
      port,
      remote: request.socket.remoteAddress,
      method: 'UPGRADE',
      host: headers.host,
      url,
      headers,
    });
    sockets.handleUpgrade(request, socket, head, (channel) => {
      channel.on('message', (data, isBinary) => channel.send(data, { binary: isBinary }));
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
}

function portsOf(key: string): number[] {
  const ports = config[key];
  return Array.isArray(ports) ? ports.map(Number) : [];
}

await Promise.all([
  ...portsOf('http').map((port) =>
    listen(
      createServer((q, a) => handle(q, a, 'http')),
      'http',
      port,
    ),
  ),
  ...portsOf('https').map((port) => {
    const tls = {
      key: readFileSync(textOf(config, 'key')),
      cert: readFileSync(textOf(config, 'cert')),
    };
    return listen(
      createTlsServer(tls, (q, a) => handle(q, a, 'https')),
      'https',
      port,
    );
  }),
]);
serviceReady();
