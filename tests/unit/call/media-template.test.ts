import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { judgeMediaAnswer, MEDIA_KINDS, MEDIA_SECTIONS } from '../../../lib/call/media-template.ts';
import { sure } from './arbitraries.ts';

const FOLDER = new URL('../../fixtures/sdp-media/', import.meta.url);
// What browsers answered to the template, as the caller's side and as the callee's; with the repository's line ends.
const SAMPLES = readdirSync(FOLDER).map((name) => {
  const sdp = readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('\n', '\r\n');
  return [name, sdp] as const;
});
const [, SAMPLE] = sure(SAMPLES[0]);

describe('the template', () => {
  it('has four places in both directions, and says nothing of who or where anybody is', () => {
    expect(MEDIA_SECTIONS.map(([first]) => first?.split(' ')[0])).toEqual(
      MEDIA_KINDS.map((kind) => `m=${kind}`),
    );
    for (const section of MEDIA_SECTIONS) {
      expect(section).toContain('a=sendrecv');
      expect(section.join('\n')).not.toMatch(
        /candidate|ice-|fingerprint|setup|^c=|ssrc|\d+\.\d+\./m,
      );
    }
  });

  it('names each codec that it numbers, and numbers each that it names', () => {
    for (const section of MEDIA_SECTIONS) {
      const numbers = section[0]?.split(' ').slice(3);
      const named = section.flatMap((line) => /^a=rtpmap:(\d+) /.exec(line)?.[1] ?? []);
      expect(named).toEqual(numbers);
      for (const line of section) {
        const [, number] = /^a=(?:rtcp-fb|fmtp):(\d+) /.exec(line) ?? [];
        if (number !== undefined) expect(numbers).toContain(number);
      }
    }
  });
});

describe('judgeMediaAnswer', () => {
  it('has samples of both browsers on both sides', () => {
    expect(SAMPLES.map(([name]) => name).toSorted()).toEqual([
      'chromium-callee.sdp',
      'chromium-caller.sdp',
      'firefox-callee.sdp',
      'firefox-caller.sdp',
    ]);
  });

  test.each(SAMPLES)('takes what a browser answers: %s', (_name, sdp) => {
    expect(judgeMediaAnswer(sdp)).toEqual({ ok: true, value: undefined });
  });

  test.each([
    ['audio: a=rtpmap:111 opus/48000/2', /a=rtpmap:111 opus.*/],
    ['video: a=rtpmap:96 VP8/90000', /a=rtpmap:96 VP8.*/],
    ['video: a=rtcp-fb:96 nack pli', /a=rtcp-fb:96 nack pli/],
    ['audio: a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid', /a=extmap:4 /],
  ])('names what a browser leaves out: %s', (line, pattern) => {
    expect(judgeMediaAnswer(SAMPLE.replace(pattern, 'a=none'))).toEqual({
      ok: false,
      error: { kind: 'media-not-done', line },
    });
  });

  it('takes no answer in which a place is refused, or only goes one way', () => {
    const error = { kind: 'media-not-done', line: 'audio: a=sendrecv' };
    const last = SAMPLE.lastIndexOf('m=audio');
    const [before, section] = [SAMPLE.slice(0, last), SAMPLE.slice(last)];
    for (const way of ['inactive', 'recvonly']) {
      const sdp = before + section.replace('a=sendrecv', `a=${way}`);
      expect(judgeMediaAnswer(sdp)).toEqual({ ok: false, error });
    }
    expect(judgeMediaAnswer(before)).toMatchObject({ ok: false });
    expect(judgeMediaAnswer('')).toMatchObject({ ok: false });
  });
});
