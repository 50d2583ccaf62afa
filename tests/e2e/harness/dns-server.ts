/**
 * The resolver of the LAN. Writes down every question. Names with an ordinary ending exist and point to the sink; `.azero`, `.a0`,
 * `.tzero`, one-word names and everything unknown do not exist. A file of `{name: address}` is read at each question and wins.
 */
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { logLine, serviceConfig, serviceReady, textOf } from './service.ts';

const config = serviceConfig();
const address = textOf(config, 'address');
const log = textOf(config, 'log');
const records = textOf(config, 'records');
const PUBLIC = '203.0.113.10';
const ORDINARY = /\.(?:com|net|org|io|dev|de|info|example|goog)$/;
const TYPES = new Map([
  [1, 'A'],
  [28, 'AAAA'],
  [65, 'HTTPS'],
]);

function lookUp(name: string): string | undefined {
  const known: unknown = JSON.parse(readFileSync(records, 'utf8'));
  const own: unknown =
    typeof known === 'object' && known !== null ? Reflect.get(known, name) : null;
  if (typeof own === 'string') return own;
  return ORDINARY.test(name) ? PUBLIC : undefined;
}

/** RFC 1035 section 4.1: the question's labels, then type and class. */
function answer(question: Buffer, from: string, protocol: string): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = question.readUInt8(at); length > 0; length = question.readUInt8(at)) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = question.readUInt16BE(at + 1);
  const name = labels.join('.').toLowerCase();
  const found = lookUp(name);
  const gives = found !== undefined && type === 1 ? found : undefined;
  const typeName = TYPES.get(type) ?? String(type);
  logLine(log, {
    name,
    type: typeName,
    protocol,
    from,
    answer: gives ?? (found ? 'none' : 'nxdomain'),
  });
  const head = Buffer.alloc(12);
  question.copy(head, 0, 0, 2);
  head.writeUInt16BE(found === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(gives === undefined ? 0 : 1, 6);
  const parts = [head, question.subarray(12, at + 5)];
  if (gives !== undefined) {
    // Pointer to the name, type A, class IN, 1 s to live, 4 bytes of address.
    parts.push(
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...gives.split('.').map(Number)]),
    );
  }
  return Buffer.concat(parts);
}

const udp = createSocket('udp4');
udp.on('message', (question, peer) => {
  udp.send(answer(question, peer.address, 'udp'), peer.port, peer.address);
});
const tcp = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (data) => {
    const reply = answer(data.subarray(2), socket.remoteAddress ?? '', 'tcp');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(reply.length);
    socket.end(Buffer.concat([length, reply]));
  });
});
udp.bind(53, address, () => tcp.listen(53, address, serviceReady));
