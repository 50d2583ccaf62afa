/** Every packet that leaves or reaches machine A while a test runs, and questions about them. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAN_ROUTER } from './addresses.ts';
import { artifact } from './display.ts';
import { type Packet, parsePcap } from './pcap.ts';
import { waitFor } from './wait-for.ts';
import type { TestWorld } from './world.ts';

/** A capture that runs. */
export interface Capture {
  /** Ends it and gives what it holds; throws if the kernel lost a packet. */
  stop(): Promise<Captured>;
}

let count = 0;

/**
 * Starts a capture of A's interfaces, loopback included (what stays in the machine is left out of every answer). `filter`, in
 * tcpdump's words, keeps a big transfer out that a test is not about.
 */
export async function startCapture(world: TestWorld, filter = ''): Promise<Capture> {
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
  const child = spawn('tcpdump', [...flags, '-w', file, ...(filter === '' ? [] : [filter])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await waitFor(() => said.includes('listening on') || failed(child, said), { what: 'tcpdump' });
  await mark(file);
  const devices = deviceNames();
  return {
    async stop() {
      // What was sent before this marker is in the file once the marker is.
      await mark(file);
      for (const [number, name] of deviceNames()) devices.set(number, name);
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

/** Sends a packet of our own to the LAN's router and waits until the capture holds it. */
async function mark(file: string): Promise<void> {
  const text = `${MARK}${process.pid}-${count++}`;
  const socket = createSocket('udp4');
  try {
    await waitFor(
      async () => {
        await new Promise<void>((resolve) => socket.send(text, 9, LAN_ROUTER, () => resolve()));
        return readFileSync(file).includes(text);
      },
      { what: 'the marker in the capture' },
    );
  } finally {
    socket.close();
  }
}

function deviceNames(): Map<number, string> {
  const names = readdirSync('/sys/class/net');
  return new Map(
    names.map((name) => [Number(readFileSync(`/sys/class/net/${name}/ifindex`, 'utf8')), name]),
  );
}

/** What a capture holds, loopback left out. */
class Captured {
  readonly file: string;
  readonly packets: readonly Packet[];

  constructor(file: string, packets: readonly Packet[]) {
    this.file = file;
    this.packets = packets.filter((packet) => packet.device !== 'lo');
  }

  /** The packets that A sent. */
  sent(): Packet[] {
    return this.packets.filter((packet) => packet.outgoing);
  }

  /** The packets that A sent over the LAN, which is everything but the overlay. */
  sentToLan(): Packet[] {
    return this.sent().filter((packet) => packet.device === 'lan0');
  }

  /**
   * Where a text (letter case ignored) or bytes left A over the LAN: in a packet, or across several of one TCP stream. DNS writes
   * names without dots, so search for one label (`azero`), not for a whole name. Empty: it did not leak.
   */
  leaks(needle: string | Buffer): string[] {
    return find(this.sentToLan(), needle);
  }

  /** The same over every interface; to prove that a test looks at the right thing. */
  appearances(needle: string | Buffer): string[] {
    return find(this.sent(), needle);
  }

  /** Packets that A sent over the LAN to anything but these addresses (ARP is about the LAN itself and left out). */
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
