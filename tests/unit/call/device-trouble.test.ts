import { describe, expect, test } from 'vitest';
import { type Permission, troubleOf, whyEnded } from '../../../lib/call/device-trouble.ts';
import type { MediaTrouble } from '../../../lib/call/session-media.ts';

const FIREFOX_NO =
  'The request is not allowed by the user agent or the platform in the current context.';

describe('troubleOf', () => {
  test.each<[MediaTrouble, string, string]>([
    ['denied', 'NotAllowedError', 'Permission denied'],
    ['denied', 'NotAllowedError', 'Permission denied by system'],
    ['dismissed', 'NotAllowedError', 'Permission dismissed'],
    ['denied', 'NotAllowedError', FIREFOX_NO],
    ['denied', 'SecurityError', 'blocked'],
    ['no-device', 'NotFoundError', 'Requested device not found'],
    ['no-device', 'NotFoundError', 'The object can not be found here.'],
    ['no-device', 'OverconstrainedError', ''],
    ['device-busy', 'NotReadableError', 'Could not start video source'],
    ['device-busy', 'NotReadableError', 'Failed to allocate videosource'],
    ['device-busy', 'AbortError', 'Starting videoinput failed'],
    ['failed', 'TypeError', ''],
    ['failed', '', ''],
  ])('is %s for %s (%s)', (trouble, name, message) => {
    expect(troubleOf({ name, message })).toBe(trouble);
  });
});

describe('whyEnded', () => {
  test.each<[MediaTrouble, string | undefined, readonly string[], Permission]>([
    ['unplugged', 'a', [], 'granted'],
    ['unplugged', 'a', ['b'], 'granted'],
    ['unplugged', 'a', ['b'], 'prompt'],
    ['unplugged', undefined, ['b'], 'granted'],
    ['revoked', 'a', ['a', 'b'], 'prompt'],
    ['revoked', 'a', ['a', 'b'], 'denied'],
    ['revoked', 'a', ['a', 'b'], undefined],
    ['revoked', 'a', [''], 'denied'],
    ['revoked', undefined, ['', ''], 'prompt'],
    ['failed', 'a', ['a', 'b'], 'granted'],
  ])('is %s for %s of %o, %s', (trouble, id, ids, permission) => {
    expect(whyEnded(id, ids, permission)).toBe(trouble);
  });
});
