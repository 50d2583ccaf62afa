/**
 * What the two sides send each other in a call, fixed beforehand: codecs, numbers and places are the same in each call
 * (docs/call-protocols.md, section 5), so that nothing about them needs to be said, and nothing of it is taken from the other side.
 */
import { err, ok, type Result } from '../result.ts';

/** The places of a call in their order, the same at both sides: microphone, camera, screen and the screen's sound. */
export const MEDIA_KINDS = ['audio', 'video', 'video', 'audio'] as const;

/** The browser can't do what every call needs: the line of the template that is missing in its answer. */
export type MediaTemplateError = { readonly kind: 'media-not-done'; readonly line: string };

// Both browsers write these lines just so where they take them.
const SHARED = [
  'a=sendrecv',
  'a=rtcp-mux',
  'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
  'a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
];
const CODECS = {
  audio: ['a=rtpmap:111 opus/48000/2', 'a=rtcp-fb:111 transport-cc'],
  video: [
    'a=rtcp-rsize',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 transport-cc',
    'a=rtcp-fb:96 ccm fir',
    'a=rtcp-fb:96 nack',
    'a=rtcp-fb:96 nack pli',
    'a=rtpmap:118 red/90000',
    'a=rtpmap:120 ulpfec/90000',
  ],
} as const;
const FIRST_LINES = {
  audio: 'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  video: 'm=video 9 UDP/TLS/RTP/SAVPF 96 118 120',
} as const;
// What belongs together is played in step (RFC 8830).
const STREAMS = ['person', 'person', 'screen', 'screen'];

/** The sections of all places in an offer, each without what says who and where its maker is. */
export const MEDIA_SECTIONS: readonly (readonly string[])[] = MEDIA_KINDS.map((kind, index) => [
  FIRST_LINES[kind],
  ...SHARED,
  `a=msid:${STREAMS[index]} ${index}`,
  ...CODECS[kind],
  ...(kind === 'audio' ? ['a=fmtp:111 minptime=10;useinbandfec=1'] : []),
]);

/** Whether this browser's own answer takes every place with all that the other side counts on. */
export function judgeMediaAnswer(sdp: string): Result<undefined, MediaTemplateError> {
  const sections = sdp
    .split(/\r?\n(?=m=)/)
    .filter((section) => /^m=(?:audio|video) /.test(section));
  for (const [index, kind] of MEDIA_KINDS.entries()) {
    const lines = new Set(sections[index]?.split(/\r?\n/));
    const missing = [...SHARED, ...CODECS[kind]].find((line) => !lines.has(line));
    if (missing !== undefined) return err({ kind: 'media-not-done', line: `${kind}: ${missing}` });
  }
  return ok(undefined);
}
