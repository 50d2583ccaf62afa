import { describe, expect, it, test } from 'vitest';
import { MAX_MEDIA_DESCRIPTION } from '../../../lib/call/media-description.ts';
import { MAX_TALK, readWords } from '../../../lib/call/talk.ts';

const STATE = { about: 'state', audio: true, video: false, screen: false };

describe('readWords', () => {
  test.each([
    STATE,
    { about: 'media', kind: 'offer', sdp: 'v=0' },
    { about: 'media', kind: 'answer', sdp: 'x'.repeat(MAX_MEDIA_DESCRIPTION) },
  ])('reads %o', (words) => {
    expect(readWords(JSON.stringify(words))).toEqual(words);
  });

  it('leaves out what it does not know of what it knows', () => {
    expect(readWords(JSON.stringify({ ...STATE, mood: 'fine' }))).toEqual(STATE);
  });

  test.each([
    '',
    'nonsense',
    'null',
    '[]',
    '"state"',
    '{}',
    '{"about":"weather"}',
    '{"about":["state"],"audio":true,"video":true,"screen":true}',
    JSON.stringify({ ...STATE, audio: 1 }),
    JSON.stringify({ about: 'state', audio: true }),
    JSON.stringify({ about: 'media', kind: 'rollback', sdp: '' }),
    JSON.stringify({ about: 'media', kind: 'offer', sdp: 'x'.repeat(MAX_MEDIA_DESCRIPTION + 1) }),
    '{"__proto__":{"about":"state"},"audio":true,"video":true,"screen":true}',
    '['.repeat(MAX_TALK),
    `${JSON.stringify(STATE)}${' '.repeat(MAX_TALK)}`,
  ])('is deaf to %#', (text) => {
    expect(readWords(text)).toBeUndefined();
  });
});
