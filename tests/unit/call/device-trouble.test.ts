import { describe, expect, test } from 'vitest';
import { type Permission, troubleOf, whyEnded } from '../../../lib/call/device-trouble.ts';
import type { MediaTrouble } from '../../../lib/call/session-media.ts';

const FIREFOX_NO =
  'The request is not allowed by the user agent or the platform in the current context.';

describe('troubleOf', () => {
  test.each<[MediaTrouble, string, string, readonly Permission[]]>([
    ['denied', 'NotAllowedError', 'Permission denied', ['denied']],
    ['denied', 'NotAllowedError', 'Permission denied', ['prompt']],
    ['denied', 'NotAllowedError', 'Permission denied by system', ['granted', 'granted']],
    ['dismissed', 'NotAllowedError', 'Permission dismissed', ['prompt', 'prompt']],
    ['dismissed', 'NotAllowedError', FIREFOX_NO, ['prompt', 'prompt']],
    ['dismissed', 'NotAllowedError', FIREFOX_NO, [undefined]],
    ['denied', 'NotAllowedError', FIREFOX_NO, ['denied', 'prompt']],
    ['denied', 'SecurityError', 'blocked', []],
    ['no-device', 'NotFoundError', 'Requested device not found', ['prompt']],
    ['no-device', 'NotFoundError', 'The object can not be found here.', ['granted']],
    ['no-device', 'OverconstrainedError', '', ['granted']],
    ['device-busy', 'NotReadableError', 'Could not start video source', ['granted']],
    ['device-busy', 'NotReadableError', 'Failed to allocate videosource', ['granted']],
    ['device-busy', 'AbortError', 'Starting videoinput failed', ['granted']],
    ['failed', 'TypeError', '', []],
    ['failed', '', '', []],
  ])('is %s for %s (%s) with %o', (trouble, name, message, permissions) => {
    expect(troubleOf({ name, message }, permissions)).toBe(trouble);
  });
});

describe('whyEnded', () => {
  test.each<[MediaTrouble, string | undefined, readonly string[]]>([
    ['unplugged', 'a', []],
    ['unplugged', 'a', ['b']],
    ['unplugged', undefined, ['b']],
    ['revoked', 'a', ['a', 'b']],
    ['revoked', 'a', ['']],
    ['revoked', undefined, ['', '']],
  ])('is %s for %s of %o', (trouble, id, ids) => {
    expect(whyEnded(id, ids)).toBe(trouble);
  });
});
