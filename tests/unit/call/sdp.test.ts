import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fingerprintPairs } from '../../../lib/call/fingerprint.ts';
import { decodePayload, encodePayload } from '../../../lib/call/link.ts';
import { printDescription, readDescription } from '../../../lib/call/sdp.ts';
import { tagOffer } from '../../../lib/call/tags.ts';
import { anOffer, someNodes, value } from './arbitraries.ts';
import { VECTORS } from './vectors.ts';

const FOLDER = new URL('../../fixtures/sdp/', import.meta.url);
// The files have the line ends of the repository; browsers write CRLF.
const SAMPLES = readdirSync(FOLDER).map((name) => {
  const sdp = readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('\n', '\r\n');
  return [name, sdp] as const;
});
const PEER = { address: '198.18.0.1', port: 5000 };
const [, SAMPLE = ''] = SAMPLES.find(([name]) => name === 'dc-maxbundle-firefox-offer.sdp') ?? [];

describe('readDescription', () => {
  test.each(SAMPLES)('reads %s', (name, sdp) => {
    const { credentials, fingerprint } = value(readDescription(sdp));
    const isFirefox = /-firefox-(?:offer|answer)/.test(name);
    expect(credentials.ufrag).toMatch(isFirefox ? /^[0-9a-f]{8}$/ : /^[A-Za-z0-9+/]{4}$/);
    expect(credentials.pwd).toMatch(isFirefox ? /^[0-9a-f]{32}$/ : /^[A-Za-z0-9+/]{24}$/);
    for (const line of [
      `a=ice-ufrag:${credentials.ufrag}`,
      `a=ice-pwd:${credentials.pwd}`,
      `a=fingerprint:sha-256 ${fingerprintPairs(fingerprint)}`,
    ]) {
      expect(sdp).toContain(`\r\n${line}\r\n`);
    }
  });

  it('has samples of both browsers, both kinds, with and without media and candidates', () => {
    expect(SAMPLES.length).toBe(30);
    expect(SAMPLES.filter(([, sdp]) => sdp.includes('m=video')).length).toBe(12);
    expect(SAMPLES.filter(([, sdp]) => !sdp.includes('a=candidate')).length).toBe(6);
  });

  const change = (from: string | RegExp, to: string) => SAMPLE.replace(from, to);
  test.each([
    ['credentials', ''],
    ['credentials', change(/a=ice-ufrag:.*\r\n/, '')],
    ['credentials', change(/a=ice-pwd:.*\r\n/, '')],
    ['credentials', change('a=ice-pwd:', 'a=ice-pwd:short\r\na=ice-pwd:')],
    ['credentials', `${SAMPLE}a=ice-ufrag:00000000\r\n`],
    ['credentials', change(/a=ice-ufrag:.*/, 'a=ice-ufrag:a b c d')],
    ['credentials', change(/a=ice-ufrag:.*/, 'a=ice-ufrag:abc')],
    ['credentials', change(/a=ice-pwd:.*/, `a=ice-pwd:${'a'.repeat(65)}`)],
    ['fingerprint', change(/a=fingerprint:.*\r\n/, '')],
    ['fingerprint', change('sha-256', 'sha-384')],
    ['fingerprint', change('sha-256', 'SHA-256')],
    ['fingerprint', change(/(sha-256 )../, '$1')],
    ['fingerprint', change(/(sha-256 .*)/, '$1:00')],
    ['fingerprint', change(/(sha-256 .*)/, '$1 x')],
    ['fingerprint', `${SAMPLE}a=fingerprint:sha-256 ${'00:'.repeat(31)}00\r\n`],
    ['length', `${SAMPLE}${'a=x\r\n'.repeat(20_000)}`],
  ])('refuses another %s (%#)', (part, sdp) => {
    expect(readDescription(sdp)).toEqual({
      ok: false,
      error: { kind: 'unreadable-description', part },
    });
  });
});

describe('printDescription', () => {
  const [call] = VECTORS.calls;
  const offer = value(decodePayload(call?.offer.payload ?? ''));

  it('prints the template', () => {
    expect(printDescription('caller', offer, PEER)).toEqual({
      ok: true,
      value: [
        'v=0',
        'o=- 1 1 IN IP4 0.0.0.0',
        's=-',
        't=0 0',
        'a=group:BUNDLE 0',
        'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
        'c=IN IP4 0.0.0.0',
        'a=mid:0',
        'a=ice-ufrag:GzSr',
        'a=ice-pwd:uw6ZI42KUbGnMgYDM0deQmI3',
        `a=fingerprint:sha-256 ${call?.caller.fingerprint}`,
        'a=setup:active',
        'a=sctp-port:5000',
        'a=max-message-size:262144',
        'a=candidate:1 1 udp 2130706431 198.18.0.1 5000 typ host',
        'a=end-of-candidates',
        '',
      ].join('\r\n'),
    });
    expect(value(printDescription('callee', offer, PEER))).toContain('\r\na=setup:passive\r\n');
  });

  it('has further sections in the same bundle, by the same one and nowhere else', () => {
    const media = [
      ['m=audio 9 X 1', 'a=x'],
      ['m=video 9 X 2', 'a=y'],
    ];
    const sdp = value(printDescription('callee', offer, PEER, media));
    expect(sdp).toContain('\r\na=group:BUNDLE 0 1 2\r\n');
    const [, data, ...more] = sdp.split(/(?=m=)/);
    expect(data).toContain('\r\na=candidate:');
    const who = [
      'a=ice-ufrag:GzSr',
      'a=ice-pwd:uw6ZI42KUbGnMgYDM0deQmI3',
      `a=fingerprint:sha-256 ${call?.caller.fingerprint}`,
      'a=setup:passive',
    ];
    expect(more.map((section) => section.split('\r\n'))).toEqual([
      ['m=audio 9 X 1', 'c=IN IP4 0.0.0.0', 'a=mid:1', ...who, 'a=x', ''],
      ['m=video 9 X 2', 'c=IN IP4 0.0.0.0', 'a=mid:2', ...who, 'a=y', ''],
    ]);
    expect(readDescription(sdp)).toEqual({
      ok: true,
      value: { credentials: offer.credentials, fingerprint: offer.fingerprint },
    });
  });

  test.each([
    { address: '198.18.0.1\r\na=x', port: 5000 },
    { address: '198.18.0.256', port: 5000 },
    { address: 'localhost', port: 5000 },
    { address: '::1', port: 5000 },
    { address: '198.18.0.1', port: 0 },
    { address: '198.18.0.1', port: 65_536 },
    { address: '198.18.0.1', port: 1.5 },
    { address: '198.18.0.1', port: Number.NaN },
  ])('refuses the peer %j', (peer) => {
    expect(printDescription('caller', offer, peer)).toEqual({
      ok: false,
      error: { kind: 'malformed-peer' },
    });
  });

  it('says what was read, in the same lines whatever the link says', () => {
    const shape = (sdp: string): string =>
      sdp.replaceAll(/(?<=a=(?:ice-ufrag|ice-pwd|fingerprint):).*/g, '');
    const wanted = shape(value(printDescription('caller', offer, PEER)));
    const linked = fc
      .tuple(anOffer, someNodes)
      .map(([fields, nodes]) => encodePayload(tagOffer(fields, nodes)));
    // Bytes of a link are set at will: most give no link, the others no line.
    const tampered = fc.tuple(linked, fc.nat(), fc.constantFrom('A', '0', 'K', 'o', '_'));
    fc.assert(
      fc.property(tampered, ([payload, at, character]) => {
        const index = at % payload.length;
        for (const text of [
          payload,
          payload.slice(0, index) + character + payload.slice(index + 1),
        ]) {
          const link = decodePayload(text);
          if (!link.ok) continue;
          const sdp = value(printDescription('caller', link.value, PEER));
          expect(shape(sdp)).toBe(wanted);
          const { credentials, fingerprint } = link.value;
          expect(readDescription(sdp)).toEqual({ ok: true, value: { credentials, fingerprint } });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('has no link with a line end in its credentials to print', () => {
    const text = new TextEncoder().encode('abcd\r\na=candidate:1');
    const hex = Uint8Array.of(0x1c, 1, 2, 3, 4, 5, 6, text.length, ...text, 22);
    const bytes = Uint8Array.of(...hex, ...new Uint8Array(22).fill(65), ...new Uint8Array(40));
    const payload = Buffer.from(bytes).toString('base64url');
    expect(decodePayload(payload)).toEqual({ ok: false, error: { kind: 'malformed' } });
  });
});
