import { describe, expect, it, test } from 'vitest';
import { MAX_TALK, readWords } from '../../../lib/call/talk.ts';

const STATE = { about: 'state', audio: true, video: false, screen: false };

describe('readWords', () => {
  it('reads what is sent now', () => {
    expect(readWords(JSON.stringify(STATE))).toEqual(STATE);
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
    // No description is ever taken from the other side.
    JSON.stringify({ about: 'media', kind: 'offer', sdp: 'v=0' }),
    '{"__proto__":{"about":"state"},"audio":true,"video":true,"screen":true}',
    '['.repeat(MAX_TALK),
    `${JSON.stringify(STATE)}${' '.repeat(MAX_TALK)}`,
  ])('is deaf to %#', (text) => {
    expect(readWords(text)).toBeUndefined();
  });
});
