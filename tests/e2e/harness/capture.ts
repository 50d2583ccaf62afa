/** Every packet that leaves or reaches a machine while a test runs, and questions about them. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAN_ROUTER, type NodeName } from './addresses.ts';
import { artifact } from './display.ts';
import { type Packet, parsePcap } from './pcap.ts';
import { run } from './process.ts';
import { waitFor } from './wait-for.ts';
import type { TestWorld } from './world.ts';

/** A capture that runs. */
export interface Capture {
  /** Ends it and gives what it holds; throws if the kernel lost a packet. */
  stop(): Promise<Captured>;
}

let count = 0;

/**
 * Starts a capture of a machine's interfaces, loopback included (what stays in the machine is left out of every answer). `filter`,
 * in tcpdump's words, keeps a big transfer out that a test is not about.
 */
export async function startCapture(
  world: TestWorld,
  filter = '',
  node: NodeName = 'A',
): Promise<Capture> {
  // The tests run in A already; a socket made there is A's.
  const inside = node === 'A' ? [] : ['ip', 'netns', 'exec', world.plan.namespaces[node]];
  const place: Place = { inside, send: node === 'A' ? sendFromHere : sendFrom(inside) };
  const file = join(world.plan.dir, `capture-${process.pid}-${count++}.pcap`);
  const flags = [
    '-i',
    'any',
    '-y',
    'LINUX_SLL2',
    '-s',
    '0',
    '-B',
    '65536',
    '-U',
    '--immediate-mode',
    '-Z',
    'root',
  ];
  const words = [...inside, 'tcpdump', ...flags, '-w', file];
  const [program = '', ...args] = words;
  const child = spawn(program, [...args, ...(filter === '' ? [] : [filter])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await waitFor(() => said.includes('listening on') || failed(child, said), { what: 'tcpdump' });
  await mark(file, place);
  const devices = await deviceNames(place);
  return {
    async stop() {
      // What was sent before this marker is in the file once the marker is.
      await mark(file, place);
      for (const [number, name] of await deviceNames(place)) devices.set(number, name);
      child.kill('SIGINT');
      await waitFor(() => child.exitCode !== null, { what: 'the end of tcpdump' });
      const lost = /(\d+) packets? dropped by kernel/.exec(said)?.[1];
      if (lost !== '0') throw new Error(`the capture lost ${lost ?? 'unknown'} packets`);
      return new Captured(
        file,
        parsePcap(readFileSync(file), devices).filter((packet) => !isMark(packet)),
      );
    },
  };
}

function failed(child: ChildProcess, said: string): false {
  if (child.exitCode !== null) throw new Error(said);
  return false;
}

const MARK = 'copybara-capture-mark-';
const isMark = (packet: Packet): boolean =>
  packet.payload.includes(MARK) || (packet.protocol === 'icmp' && packet.source === LAN_ROUTER);

/** The machine that is looked at: what stands before a command to run it there, and how to send a packet from there. */
interface Place {
  readonly inside: readonly string[];
  send(text: string): Promise<void>;
}

function sendFromHere(text: string): Promise<void> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.send(text, 9, LAN_ROUTER, () => {
      socket.close();
      resolve();
    });
  });
}

const sendFrom =
  ([program = '', ...args]: readonly string[]) =>
  async (text: string): Promise<void> => {
    await run(program, [...args, 'bash', '-c', `printf %s ${text} > /dev/udp/${LAN_ROUTER}/9`]);
  };

/** Sends a packet of our own to the LAN's router and waits until the capture holds it. */
async function mark(file: string, place: Place): Promise<void> {
  const text = `${MARK}${process.pid}-${count++}`;
  await waitFor(
    async () => {
      await place.send(text);
      return readFileSync(file).includes(text);
    },
    { what: 'the marker in the capture' },
  );
}

async function deviceNames({ inside }: Place): Promise<Map<number, string>> {
  const words = [...inside, 'ip', '-o', 'link'];
  const [program = '', ...args] = words;
  const lines = (await run(program, args)).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, number, name] = /^(\d+): ([^:@]+)/.exec(line) ?? [];
      return number === undefined || name === undefined ? [] : [[Number(number), name] as const];
    }),
  );
}

/** What a capture holds, loopback left out. */
export class Captured {
  readonly file: string;
  readonly packets: readonly Packet[];

  constructor(file: string, packets: readonly Packet[]) {
    this.file = file;
    this.packets = packets.filter((packet) => packet.device !== 'lo');
  }

  /** The packets that the machine sent. */
  sent(): Packet[] {
    return this.packets.filter((packet) => packet.outgoing);
  }

  /** The packets that it sent over the LAN, which is everything but the overlay. */
  sentToLan(): Packet[] {
    return this.sent().filter((packet) => packet.device === 'lan0');
  }

  /**
   * Where a text (letter case ignored) or bytes left the machine over the LAN: in a packet, or across several of one TCP stream. DNS writes
   * names without dots, so search for one label (`azero`), not for a whole name. Empty: it did not leak.
   */
  leaks(needle: string | Buffer): string[] {
    return find(this.sentToLan(), needle);
  }

  /** The same over every interface; to prove that a test looks at the right thing. */
  appearances(needle: string | Buffer): string[] {
    return find(this.sent(), needle);
  }

  /** Packets that it sent over the LAN to anything but these addresses (ARP is about the LAN itself and left out). */
  strays(allowed: readonly string[]): Packet[] {
    return this.sentToLan().filter(
      (packet) => packet.protocol !== 'arp' && !allowed.includes(packet.target),
    );
  }

  /** Keeps the capture file for a person to look at. */
  keep(name: string): string {
    const target = artifact(`${name}.pcap`);
    copyFileSync(this.file, target);
    return target;
  }
}

/** One line for a packet. */
export function describePacket(packet: Packet): string {
  const { device, protocol, source, sourcePort, target, targetPort, flags, payload } = packet;
  const text = payload.toString('latin1', 0, 80).replace(/[^ -~]/g, '.');
  return `${device} ${protocol} ${source}:${sourcePort} > ${target}:${targetPort} ${flags} ${text}`;
}

function find(packets: readonly Packet[], needle: string | Buffer): string[] {
  const isIn = (data: Buffer): boolean =>
    typeof needle === 'string'
      ? data.toString('latin1').toLowerCase().includes(needle.toLowerCase())
      : data.includes(needle);
  const found = packets.filter((packet) => isIn(packet.payload)).map(describePacket);
  if (found.length > 0) return found;
  return streams(packets).flatMap(([flow, data]) => (isIn(data) ? [`in the stream ${flow}`] : []));
}

/** What each TCP connection carried, in order; what was sent twice counts once. */
function streams(packets: readonly Packet[]): [string, Buffer][] {
  const flows = new Map<string, Map<number, Buffer>>();
  for (const packet of packets) {
    if (packet.protocol !== 'tcp' || packet.payload.length === 0) continue;
    const flow = `${packet.source}:${packet.sourcePort} > ${packet.target}:${packet.targetPort}`;
    const parts = flows.get(flow) ?? new Map<number, Buffer>();
    parts.set(packet.sequence, packet.payload);
    flows.set(flow, parts);
  }
  return [...flows].map(([flow, parts]) => {
    const first = parts.keys().next().value ?? 0;
    // Sequence numbers wrap; the distance from the first one does not.
    const ordered = [...parts].toSorted(([a], [b]) => ((a - first) | 0) - ((b - first) | 0));
    return [flow, Buffer.concat(ordered.map(([, data]) => data))];
  });
}
