import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  judgeMediaDescription,
  MAX_MEDIA_DESCRIPTION,
  type MediaDescriptionError,
  printMediaDescription,
} from '../../../lib/call/media-description.ts';
import { readDescription } from '../../../lib/call/sdp.ts';
import { sure, value } from './arbitraries.ts';

const FOLDER = new URL('../../fixtures/sdp-media/', import.meta.url);
// What browsers wrote with a channel, microphone, camera, screen and its sound; with the repository's line ends.
const SAMPLES = readdirSync(FOLDER).map((name) => {
  const type = name.includes('-offer-') ? ('offer' as const) : ('answer' as const);
  const sdp = readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('\n', '\r\n');
  return { name, type, sdp, essence: value(readDescription(sdp)) };
});
const OFFER = sure(SAMPLES.find(({ name }) => name.startsWith('firefox-offer')));
const SENT = printMediaDescription(OFFER.sdp);

describe('printMediaDescription', () => {
  it('has samples of all pairs of browsers', () => {
    expect(SAMPLES.length).toBe(8);
  });

  test.each(SAMPLES)('says of $name what the other side takes', ({ type, sdp, essence }) => {
    const sent = printMediaDescription(sdp);
    expect(judgeMediaDescription(type, sent, essence)).toEqual({ ok: true, value: sent });
    expect(printMediaDescription(sent)).toBe(sent);
  });

  test.each(SAMPLES)('lets no address out of $name', ({ sdp }) => {
    const gathered = sdp
      .replace(/m=application \d+/, 'm=application 5000')
      .replaceAll('c=IN IP4 0.0.0.0', 'c=IN IP4 10.115.0.1')
      .replace(/o=.*/, 'o=alice 1 1 IN IP4 10.115.0.1')
      .replaceAll(
        /(a=mid:.*)/g,
        '$1\r\na=candidate:1 1 udp 1 10.115.0.1 5000 typ host\r\na=rtcp:5000 IN IP4 10.115.0.1',
      );
    expect(gathered.match(/10\.115/g)?.length).toBeGreaterThan(8);
    expect(printMediaDescription(gathered)).toBe(printMediaDescription(sdp));
    expect(printMediaDescription(gathered)).not.toMatch(/10\.115|candidate|alice/);
  });

  it('keeps what browsers need to agree on', () => {
    expect(SENT).toMatch(/a=rtpmap:109 opus\/48000\/2\r\n/);
    expect(SENT).toMatch(/a=rtpmap:120 VP8\/90000\r\n/);
    expect(SENT.match(/a=sendrecv\r\n/g)?.length).toBeGreaterThanOrEqual(4);
    expect(SENT.match(/a=msid:/g)?.length).toBe(4);
  });
});

describe('judgeMediaDescription', () => {
  const judge = (sdp: string, type: 'offer' | 'answer' = 'offer') =>
    judgeMediaDescription(type, sdp, OFFER.essence);
  const change = (from: string | RegExp, to: string) => {
    const changed = SENT.replace(from, to);
    expect(changed).not.toBe(SENT);
    return changed;
  };
  const insert = (line: string) => change('a=mid:1\r\n', `a=mid:1\r\n${line}\r\n`);
  const refusal = (part: MediaDescriptionError['part']) => ({
    ok: false,
    error: { kind: 'refused-media', part },
  });

  test.each([
    'a=candidate:1 1 udp 2130706431 10.115.66.6 9378 typ host',
    'a=candidate:1 1 UDP 1 192.168.1.1 9 typ host',
    'a=remote-candidates:1 10.115.66.6 9378',
    'a=rtcp:9378 IN IP4 10.115.66.6',
    'c=IN IP4 10.115.66.6',
    'c=IN IP6 ::1',
    'a=ice-lite',
    'a=ice-options:trickle',
    'a=end-of-candidates',
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA',
    'a=identity:AAAA',
    'a=simulcast:send 1;2',
    'a=Candidate:1 1 udp 1 10.115.66.6 1 typ host',
    ' a=candidate:1 1 udp 1 10.115.66.6 1 typ host',
    'b=AS:1',
    'i=hello',
    'k=clear:1',
    '',
    'a=fmtp:1 \u0000',
    'a=fmtp:1 \u2028a=candidate:1',
    'a=fmtp:1 \ra=candidate:1 1 udp 1 10.115.66.6 1 typ host',
    'a=fmtp:1 \na=candidate:1 1 udp 1 10.115.66.6 1 typ host',
    `a=fmtp:1 ${'x'.repeat(1000)}`,
  ])('refuses the line %j', (line) => {
    expect(judge(insert(line))).toEqual(refusal('line'));
  });

  test.each<[MediaDescriptionError['part'], string]>([
    ['length', SENT + 'a=mid:9\r\n'.repeat(MAX_MEDIA_DESCRIPTION / 8)],
    ['line', ''],
    ['line', 'v=0\r\n'],
    ['line', change('o=- 1 2 IN IP4 0.0.0.0', 'o=- 1 2 IN IP4 10.115.0.1')],
    ['line', SENT.slice(0, -1)],
    ['line', change(/m=audio 0/, 'm=audio 9378')],
    ['line', change(/m=audio 0 /, 'm=text 0 ')],
    ['line', change('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
    ['sections', change(/m=audio[^]*?(?=m=video)/, '')],
    ['sections', `${SENT}${SENT.slice(SENT.lastIndexOf('m=audio'))}`],
    ['sections', change('a=bundle-only\r\n', '')],
    ['sections', SENT.slice(0, SENT.indexOf('m='))],
    ['bundle', change(/(a=group:BUNDLE .*) 4/, '$1')],
    ['bundle', change(/(a=group:BUNDLE .*)/, '$1\r\n$1')],
    ['bundle', change(/a=group:BUNDLE .*\r\n/, '')],
    ['bundle', change('a=mid:2\r\n', 'a=mid:1\r\n')],
    ['bundle', change('a=mid:2\r\n', '')],
    ['fingerprint', SENT.replaceAll(/(sha-256 )../g, '$1AB').replaceAll('AB:AB', 'AB:CD')],
    ['fingerprint', insert(`a=fingerprint:sha-256 ${'00:'.repeat(31)}00`)],
    ['fingerprint', insert('a=fingerprint:sha-1 00:11')],
    ['fingerprint', change(/a=fingerprint.*\r\n/, '')],
    ['credentials', SENT.replaceAll(/a=ice-pwd:.*/g, `a=ice-pwd:${'0'.repeat(32)}`)],
    ['credentials', SENT.replaceAll(/a=ice-ufrag:.*/g, 'a=ice-ufrag:00000000')],
    ['credentials', insert('a=ice-ufrag:00000000')],
    ['setup', SENT.replaceAll('a=setup:active', 'a=setup:passive')],
    ['setup', SENT.replaceAll('a=setup:active', 'a=setup:actpass')],
    ['setup', insert('a=setup:passive')],
    ['setup', SENT.replaceAll('a=setup:active\r\n', '')],
  ])('refuses another %s (%#)', (part, sdp) => {
    expect(judge(sdp)).toEqual(refusal(part));
  });

  it('takes an offer for no answer', () => {
    expect(judge(SENT, 'answer')).toEqual(refusal('setup'));
  });

  it('never takes what names an address, wherever somebody puts it', () => {
    const lines = SENT.split('\r\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.constantFrom('a=candidate:', 'c=IN IP4 ', 'a=rtcp:9 IN IP4 ', 'o=- 1 2 IN IP4 '),
        fc.ipV4(),
        (at, start, address) => {
          fc.pre(address !== '0.0.0.0');
          const sdp = lines.toSpliced(at, 0, start + address).join('\r\n');
          expect(judge(sdp).ok).toBe(false);
        },
      ),
    );
  });
});
