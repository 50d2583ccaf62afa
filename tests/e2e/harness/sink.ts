/**
 * The rest of the Internet, as machine A sees it: takes every TCP connection and UDP packet to any address and port, and writes
 * down where it was meant to go and what it said. HTTP and HTTPS are answered, so that a typed search that leaks is a page to look at.
 */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { createSecureContext, createServer as createTls, type SecureContext } from 'node:tls';
import { authorityFiles, leafFor } from './certificates.ts';
import { logLine, serviceConfig, serviceReady, textOf } from './service.ts';

const config = serviceConfig();
const log = textOf(config, 'log');
const authority = textOf(config, 'authority');
const PORT = Number(config['port']);

/** Where a packet was meant to go before it was sent to us: the kernel keeps it (conntrack). */
function meantFor(protocol: 'tcp' | 'udp', port: number): { address: string; port: number } {
  const entry = new RegExp(
    `^ipv4 +2 ${protocol} .*?src=\\S+ dst=(\\S+) sport=${port} dport=(\\d+)`,
    'm',
  );
  const found = entry.exec(readFileSync('/proc/net/nf_conntrack', 'utf8'));
  return { address: found?.[1] ?? '?', port: Number(found?.[2] ?? 0) };
}

const targets = new WeakMap<object, Record<string, unknown>>();

function page(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    const body = Buffer.concat(chunks).toString('latin1', 0, 4096);
    const target = targets.get(request.socket) ?? {};
    logLine(log, { event: 'request', ...target, method, host: headers.host, url, body });
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<!doctype html><title>search engine</title><h1>search engine</h1><p>${headers.host}`,
    );
  });
}

const http = createHttp(page);
const contexts = new Map<string, SecureContext>();
const tls = createTls({
  key: readFileSync(authorityFiles(authority).key),
  SNICallback(name, done) {
    let context = contexts.get(name);
    if (context === undefined) {
      const key = readFileSync(authorityFiles(authority).key);
      context = createSecureContext({ key, cert: leafFor(authority, name) });
      contexts.set(name, context);
    }
    done(null, context);
  },
});
tls.on('tlsClientError', () => {});

const tcp = createTcp((socket) => {
  const target = { protocol: 'tcp', ...meantFor('tcp', socket.remotePort ?? 0) };
  logLine(log, { event: 'connection', ...target });
  socket.on('error', () => {});
  socket.once('data', (first) => {
    socket.pause();
    socket.unshift(first);
    if (first[0] === 0x16) {
      targets.set(socket, target);
      tls.emit('connection', socket);
      process.nextTick(() => socket.resume());
    } else if (/^[A-Z]{3,7} /.test(first.toString('latin1', 0, 8))) {
      targets.set(socket, { ...target, scheme: 'http' });
      http.emit('connection', socket);
      process.nextTick(() => socket.resume());
    } else {
      logLine(log, { event: 'data', ...target, data: first.toString('latin1', 0, 1024) });
      socket.destroy();
    }
  });
});
tls.on('secureConnection', (socket) => {
  const target = { protocol: 'tcp', ...meantFor('tcp', socket.remotePort ?? 0), scheme: 'https' };
  logLine(log, { event: 'tls', ...target, host: socket.servername });
  targets.set(socket, target);
  socket.on('error', () => {});
  http.emit('connection', socket);
});

const udp = createSocket('udp4');
udp.on('message', (message, peer) => {
  const data = message.toString('latin1', 0, 1024);
  logLine(log, { event: 'data', protocol: 'udp', ...meantFor('udp', peer.port), data });
});
udp.bind(PORT, '0.0.0.0', () => tcp.listen(PORT, '0.0.0.0', serviceReady));
