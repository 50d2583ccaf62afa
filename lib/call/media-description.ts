/**
 * The descriptions by which media are agreed inside a proven channel (docs/call-protocols.md, section 5). What this browser
 * says goes out without any address; what the other side says is taken only if it changes nothing of who and where she is.
 */
import { err, ok, type Result } from '../result.ts';
import type { Essence } from './link-bytes.ts';
import { readDescription } from './sdp.ts';

/** Why the other side's description of its media is not taken; the call must end. */
export type MediaDescriptionError = {
  readonly kind: 'refused-media';
  readonly part:
    | 'length'
    /** A line that nothing of ours sends: a candidate, an address, anything unknown. */
    | 'line'
    /** Other than one channel, microphone, camera, screen and the screen's sound, in this order. */
    | 'sections'
    /** Something that would not travel on the connection that is proven. */
    | 'bundle'
    /** Other than those of the link. */
    | 'credentials'
    | 'fingerprint'
    /** Who begins DTLS, which is settled. */
    | 'setup';
};

/** The sections of a call in their order: the channel, then one for each kind of media, the same at both sides. */
export const MEDIA_KINDS = ['audio', 'video', 'video', 'audio'] as const;

/** The longest description of media, in characters; browsers write about 12,000. */
export const MAX_MEDIA_DESCRIPTION = 32_768;
const MAX_LINE = 1000;

const HEAD = ['v=0', 'o=- 1 2 IN IP4 0.0.0.0', 's=-', 't=0 0'];
const NO_ADDRESS = 'c=IN IP4 0.0.0.0';
// What browsers need to agree on codecs, and nothing that says where anybody is.
const ATTRIBUTES = new Set([
  'bundle-only',
  'extmap',
  'extmap-allow-mixed',
  'fingerprint',
  'fmtp',
  'group',
  'ice-pwd',
  'ice-ufrag',
  'max-message-size',
  'mid',
  'msid',
  'msid-semantic',
  'rtcp-fb',
  'rtcp-mux',
  'rtcp-rsize',
  'rtpmap',
  'sctp-port',
  'sendrecv',
  'setup',
  'ssrc',
  'ssrc-group',
]);
const APPLICATION = /^m=application [09] UDP\/DTLS\/SCTP webrtc-datachannel$/;
const MEDIA = /^m=(audio|video) [09] UDP\/TLS\/RTP\/SAVPF(?: \d{1,3})+$/;

/**
 * This browser's description as it goes out: known lines only, no candidate, no address. The offer says `active` as the
 * link did: asked openly, Firefox would take the other role than the one that the connection has.
 */
export function printMediaDescription(sdp: string): string {
  const lines = sdp.split(/\r?\n/);
  const first = lines.findIndex((line) => line.startsWith('m='));
  const sections = lines.slice(first).flatMap((line) => {
    if (line.startsWith('m=')) return [line.replace(/^(m=\w+) [1-9]\d* /, '$1 9 ')];
    if (line.startsWith('c=')) return [NO_ADDRESS];
    if (line === 'a=setup:actpass') return ['a=setup:active'];
    return isKnown(line) ? [line] : [];
  });
  const kept = [...HEAD, ...lines.slice(0, first).filter(isKnown), ...sections];
  return kept.map((line) => `${line}\r\n`).join('');
}

/** Checks the other side's description against what its link said of it, and gives it back. */
export function judgeMediaDescription(
  type: 'offer' | 'answer',
  sdp: string,
  expected: Essence,
): Result<string, MediaDescriptionError> {
  if (sdp.length > MAX_MEDIA_DESCRIPTION) return refused('length');
  const lines = sdp.split('\r\n');
  const [head, body, end] = [
    lines.slice(0, HEAD.length),
    lines.slice(HEAD.length, -1),
    lines.at(-1),
  ];
  if (head.join('\n') !== HEAD.join('\n') || end !== '' || !body.every(isExpected)) {
    return refused('line');
  }
  const sections = sectionsOf(body);
  const kinds = sections.map(([line = '']) => kindOf(line));
  const asked = ['application', ...MEDIA_KINDS];
  if (kinds.join(' ') !== asked.join(' ') || sections.some(isRejected)) return refused('sections');
  const mids = sections.map((section) => valueOf(section, 'a=mid:'));
  const groups = body.filter((line) => line.startsWith('a=group:'));
  if (new Set(mids).size !== asked.length || groups.join() !== `a=group:BUNDLE ${mids.join(' ')}`) {
    return refused('bundle');
  }
  const said = readDescription(sdp);
  if (!said.ok) return refused(said.error.part);
  if (said.value.fingerprint !== expected.fingerprint) return refused('fingerprint');
  const { ufrag, pwd } = said.value.credentials;
  if (ufrag !== expected.credentials.ufrag || pwd !== expected.credentials.pwd) {
    return refused('credentials');
  }
  const setups = new Set(body.filter((line) => line.startsWith('a=setup:')));
  const setup = type === 'offer' ? 'a=setup:active' : 'a=setup:passive';
  return setups.size === 1 && setups.has(setup) ? ok(sdp) : refused('setup');
}

function refused(part: MediaDescriptionError['part']): Result<never, MediaDescriptionError> {
  return err({ kind: 'refused-media', part });
}

function isKnown(line: string): boolean {
  const [, name = ''] = /^a=([a-z-]+)(?::|$)/.exec(line) ?? [];
  return ATTRIBUTES.has(name);
}

function isExpected(line: string): boolean {
  if (line.length > MAX_LINE || !/^[\x20-\x7e]+$/.test(line)) return false;
  return line === NO_ADDRESS || kindOf(line) !== undefined || isKnown(line);
}

function kindOf(line: string): string | undefined {
  return APPLICATION.test(line) ? 'application' : MEDIA.exec(line)?.[1];
}

function sectionsOf(body: readonly string[]): string[][] {
  const sections: string[][] = [];
  for (const line of body) {
    if (line.startsWith('m=')) sections.push([line]);
    else sections.at(-1)?.push(line);
  }
  return sections;
}

/** Port 0 says that a section is not wanted, unless it is only for a bundle (RFC 9143 section 6). */
function isRejected(section: readonly string[]): boolean {
  return / 0 UDP/.test(section[0] ?? '') && !section.includes('a=bundle-only');
}

/** The one value of an attribute in a section; undefined where it stands there twice or not at all. */
function valueOf(section: readonly string[], start: string): string | undefined {
  const values = section.filter((line) => line.startsWith(start));
  return values.length === 1 ? values[0]?.slice(start.length) : undefined;
}
