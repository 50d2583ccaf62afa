import { describe, expect, it, test } from 'vitest';
import { NEW_SESSION, step } from '../../../lib/call/session.ts';
import type { Event } from '../../../lib/call/session-events.ts';
import { NO_MEDIA } from '../../../lib/call/session-media.ts';
import { NOW } from './people.ts';
import { BOTH, CALLEE_READ, calleeAt, callerAt, kinds, NEITHER, OPEN, play } from './play.ts';

const MEDIA_ON: Event = { kind: 'media-on', audio: true, video: true };
const VOICE = { audio: true, video: false };

describe('devices', () => {
  it('are asked for when Call or Answer is pressed, and not before', () => {
    expect(kinds(play(NEW_SESSION, OPEN, CALLEE_READ)[1])).not.toContain('ask-media');
    const ringing = calleeAt('ringing');
    expect(step(ringing, { kind: 'want-media', wants: BOTH })).toEqual([ringing, []]);
    expect(kinds(step(ringing, { kind: 'answer', wants: BOTH, at: NOW })[1])).toContain(
      'ask-media',
    );
    expect(kinds(step(ringing, { kind: 'answer', wants: NEITHER, at: NOW })[1])).toEqual([
      'open-relay',
    ]);
  });

  test.each(['denied', 'dismissed', 'no-device', 'device-busy'] as const)(
    'that are not there (%s) end no call, and can be tried again',
    (trouble) => {
      const [session] = play(callerAt('in-call'), {
        kind: 'media-refused',
        troubles: { camera: trouble },
      });
      expect(session.media).toEqual({
        asked: true,
        asking: false,
        audio: false,
        video: false,
        troubles: { camera: trouble },
      });
      expect(session.phase.name).toBe('in-call');
      const [, effects] = play(session, { kind: 'want-media', wants: BOTH }, MEDIA_ON);
      expect(kinds(effects)).toEqual(['ask-media', 'update-media']);
    },
  );

  it('that come late go on in the call, or off after it', () => {
    expect(kinds(step(callerAt('in-call'), MEDIA_ON)[1])).toEqual(['update-media']);
    expect(kinds(step(callerAt('waiting'), MEDIA_ON)[1])).toEqual([]);
    const [over] = play(callerAt('in-call'), { kind: 'hang-up' });
    expect(step(over, MEDIA_ON)).toEqual([over, [{ kind: 'stop-media' }]]);
  });

  it('that were pulled out are known, and what is on goes on', () => {
    const lost: Event = {
      kind: 'media-lost',
      troubles: { camera: 'unplugged' },
      audio: true,
      video: false,
    };
    const [session, effects] = play(callerAt('in-call'), MEDIA_ON, lost);
    expect(session.media).toEqual({
      asked: true,
      asking: false,
      audio: true,
      video: false,
      troubles: { camera: 'unplugged' },
    });
    expect(kinds(effects)).toEqual(['update-media', 'update-media']);
  });

  it('have their troubles each by itself, until they are on or are asked for again', () => {
    const one: Event = { kind: 'media-lost', troubles: { camera: 'unplugged' }, ...VOICE };
    const two: Event = { kind: 'media-refused', troubles: { microphone: 'device-busy' } };
    const [session] = play(callerAt('in-call'), MEDIA_ON, one, two);
    const both = { microphone: 'device-busy', camera: 'unplugged' };
    expect(session.media.troubles).toEqual(both);
    const [voice] = step(session, { kind: 'media-on', ...VOICE });
    expect(voice.media.troubles).toEqual({ camera: 'unplugged' });
    const [asked] = step(session, { kind: 'want-media', wants: BOTH });
    expect(asked.media.troubles).toEqual({});
  });

  it('go off when nothing is wanted', () => {
    const [session, effects] = play(callerAt('in-call'), MEDIA_ON, {
      kind: 'want-media',
      wants: NEITHER,
    });
    expect(kinds(effects)).toEqual(['update-media', 'stop-media', 'update-media']);
    expect(session.media).toEqual(NO_MEDIA);
    // What the browser gives after all is turned off as well.
    expect(step(session, MEDIA_ON)).toEqual([session, [{ kind: 'stop-media' }]]);
  });
});
