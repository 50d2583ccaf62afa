/** Reads what tcpdump wrote on the device "any" (libpcap file format; link type LINUX_SLL2). */

/** One packet that machine A sent or got. */
export interface Packet {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly device: string;
  /** Sent by A (and not received). */
  readonly outgoing: boolean;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'arp' | 'other';
  readonly source: string;
  readonly target: string;
  readonly sourcePort: number;
  readonly targetPort: number;
  /** TCP's sequence number, 0 for all others. */
  readonly sequence: number;
  /** TCP's flags, as letters (`S` opens a connection, `R` resets it), empty for all others. */
  readonly flags: string;
  /** What TCP or UDP carries; for all others everything after the link's header. */
  readonly payload: Buffer;
}

const LINUX_SLL2 = 276;
const SENT_BY_US = 4;

/** The packets of a capture file; `devices` names interface numbers. Throws for a file that is no such capture. */
export function parsePcap(file: Buffer, devices: ReadonlyMap<number, string>): Packet[] {
  const magic = file.readUInt32LE(0);
  if (magic !== 0xa1b2c3d4 || file.readUInt32LE(20) !== LINUX_SLL2) {
    throw new Error('no capture of the device "any"');
  }
  const packets: Packet[] = [];
  let at = 24;
  while (at + 16 <= file.length) {
    const length = file.readUInt32LE(at + 8);
    if (length !== file.readUInt32LE(at + 12)) throw new Error('a packet was cut short');
    if (at + 16 + length > file.length) break;
    const time = file.readUInt32LE(at) * 1000 + file.readUInt32LE(at + 4) / 1000;
    const frame = file.subarray(at + 16, at + 16 + length);
    const device = devices.get(frame.readUInt32BE(4)) ?? `device ${frame.readUInt32BE(4)}`;
    const outgoing = frame.readUInt8(10) === SENT_BY_US;
    packets.push({
      at: time,
      device,
      outgoing,
      ...parseNetwork(frame.readUInt16BE(0), frame.subarray(20)),
    });
    at += 16 + length;
  }
  return packets;
}

type Inside = Omit<Packet, 'at' | 'device' | 'outgoing'>;

function parseNetwork(type: number, data: Buffer): Inside {
  const other = {
    source: '',
    target: '',
    sourcePort: 0,
    targetPort: 0,
    sequence: 0,
    flags: '',
    payload: data,
  };
  if (type === 0x0806)
    return { ...other, protocol: 'arp', target: address(data, 24), source: address(data, 14) };
  if (type !== 0x0800 || data.length < 20) return { ...other, protocol: 'other' };
  const inside = data.subarray((data.readUInt8(0) & 15) * 4, data.readUInt16BE(2) || undefined);
  const ends = { source: address(data, 12), target: address(data, 16) };
  const isFirstFragment = (data.readUInt16BE(6) & 0x1fff) === 0;
  switch (isFirstFragment ? data.readUInt8(9) : -1) {
    case 6:
      return {
        ...ends,
        protocol: 'tcp',
        sourcePort: inside.readUInt16BE(0),
        targetPort: inside.readUInt16BE(2),
        sequence: inside.readUInt32BE(4),
        flags: flagsOf(inside.readUInt8(13)),
        payload: inside.subarray((inside.readUInt8(12) >> 4) * 4),
      };
    case 17:
      return {
        ...ends,
        protocol: 'udp',
        sourcePort: inside.readUInt16BE(0),
        targetPort: inside.readUInt16BE(2),
        sequence: 0,
        flags: '',
        payload: inside.subarray(8),
      };
    case 1:
      return { ...other, ...ends, protocol: 'icmp', payload: inside };
    default:
      return { ...other, ...ends, protocol: 'other', payload: inside };
  }
}

function address(data: Buffer, at: number): string {
  return [...data.subarray(at, at + 4)].join('.');
}

function flagsOf(bits: number): string {
  return ['F', 'S', 'R', 'P', 'A'].filter((_letter, bit) => (bits >> bit) & 1).join('');
}
