import { err, ok, type Result } from '../result.ts';
import { parseCredentials } from './credentials.ts';
import { fingerprintFromPairs, fingerprintPairs } from './fingerprint.ts';
import type { Essence } from './link-bytes.ts';
import type { Role } from './proof.ts';

/** Why a description of this browser cannot be read: the part that is missing, twice there and different, or strange. */
export type DescriptionError = {
  readonly kind: 'unreadable-description';
  readonly part: 'length' | 'credentials' | 'fingerprint';
};

/** Where the other side appears to be: the virtual address that the own relay gives it. */
export type VirtualPeer = { readonly address: string; readonly port: number };

// Far above what browsers write (6 kB with all their codecs).
const MAX_DESCRIPTION = 65_536;

/**
 * Reads what a link tells of this browser out of its description (RFC 8839 section 5.4, RFC 8122 section 5). A
 * value may stand in several sections, if it is the same in all.
 */
export function readDescription(sdp: string): Result<Essence, DescriptionError> {
  if (sdp.length > MAX_DESCRIPTION) return unreadable('length');
  const lines = sdp.split(/\r?\n/);
  const ufrag = theValue(lines, 'a=ice-ufrag:');
  const pwd = theValue(lines, 'a=ice-pwd:');
  if (ufrag === undefined || pwd === undefined) return unreadable('credentials');
  const credentials = parseCredentials(ufrag, pwd);
  if (!credentials.ok) return unreadable('credentials');
  const [hash, pairs, ...more] = theValue(lines, 'a=fingerprint:')?.split(' ') ?? [];
  const fingerprint = fingerprintFromPairs(pairs ?? '');
  if (hash !== 'sha-256' || fingerprint === undefined || more.length > 0) {
    return unreadable('fingerprint');
  }
  return ok({ credentials: credentials.value, fingerprint });
}

function unreadable(part: DescriptionError['part']): Result<never, DescriptionError> {
  return err({ kind: 'unreadable-description', part });
}

/** What all lines that begin so go on with; undefined when there is none or they differ. */
function theValue(lines: readonly string[], start: string): string | undefined {
  const values = new Set(
    lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length)),
  );
  const [value] = values;
  return values.size === 1 ? value : undefined;
}

/**
 * The other side's description, whose `role` it is: a data channel and the sections of `media`, all in one bundle, with the
 * virtual peer as its only candidate. The side that waits for its answer to be sent is the DTLS server, since a client gives up
 * after minutes: the caller is `active`, the callee `passive`. An error where the peer is no IPv4 address and port.
 */
export function printDescription(
  role: Role,
  { credentials, fingerprint }: Essence,
  peer: VirtualPeer,
  media: readonly (readonly string[])[] = [],
): Result<string, { readonly kind: 'malformed-peer' }> {
  if (!isAddress(peer.address) || !isPort(peer.port)) return err({ kind: 'malformed-peer' });
  const who = [
    `a=ice-ufrag:${credentials.ufrag}`,
    `a=ice-pwd:${credentials.pwd}`,
    `a=fingerprint:sha-256 ${fingerprintPairs(fingerprint)}`,
    `a=setup:${role === 'caller' ? 'active' : 'passive'}`,
  ];
  const section = ([first = '', ...rest]: readonly string[], mid: number): string[] => [
    first,
    'c=IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    ...who,
    ...rest,
  ];
  const sections = [
    [
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      'a=sctp-port:5000',
      'a=max-message-size:262144',
      `a=${candidateLine(peer)}`,
      'a=end-of-candidates',
    ],
    ...media,
  ];
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    `a=group:BUNDLE ${[...sections.keys()].join(' ')}`,
    ...sections.flatMap(section),
  ];
  return ok(lines.map((line) => `${line}\r\n`).join(''));
}

/** The only candidate of the other side, as `addIceCandidate` takes it too. */
export function candidateLine({ address, port }: VirtualPeer): string {
  return `candidate:1 1 udp 2130706431 ${address} ${port} typ host`;
}

function isAddress(text: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1);
  return parts?.every((part) => Number(part) <= 255) === true;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
