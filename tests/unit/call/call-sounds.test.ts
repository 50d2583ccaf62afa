import { describe, expect, it, vi } from 'vitest';
import { createCallSounds } from '../../../lib/call/call-sounds.browser.ts';
import { melodyOf, notesOf } from '../../../lib/call/call-sounds.ts';
import type { Phase } from '../../../lib/call/session-state.ts';
import { callStates } from '../components/call/states.ts';

const nobody = { id: 'none' };
const states = callStates({ theirs: nobody, own: nobody, screen: nobody });

function phase(state: string): Phase {
  const found = states[state]?.state.session.phase;
  if (!found) throw new Error(`no state “${state}”`);
  return found;
}

describe('melodyOf', () => {
  it('rings for who is called, rings back for who calls, and says how it goes on', () => {
    const melodies = [
      melodyOf('dialling', phase('waiting-caller')),
      melodyOf('checking', phase('ringing-new')),
      melodyOf('proving', phase('in-call')),
      melodyOf('in-call', phase('reconnecting')),
      melodyOf('reconnecting', phase('in-call')),
      melodyOf('in-call', phase('ended-peer-hung-up')),
    ];
    expect(melodies).not.toContain(undefined);
    expect(new Set(melodies).size).toBe(melodies.length);
  });

  it('is silent where a person waits for nobody, or has just declined', () => {
    expect(melodyOf('answering', phase('waiting-callee'))).toBeUndefined();
    expect(melodyOf('waiting', phase('connecting'))).toBeUndefined();
    expect(melodyOf('ringing', phase('ended-declined'))).toBeUndefined();
    expect(melodyOf('idle', phase('ended-link-expired'))).toBeUndefined();
  });

  it('stays soft, and ends by itself within two minutes and a half', () => {
    for (const props of Object.values(states)) {
      const melody = melodyOf('connecting', props.state.session.phase);
      for (const note of melody ? notesOf(melody) : []) {
        expect(note.volume).toBeLessThan(0.4);
        expect(note.at + note.length).toBeLessThan(150);
      }
    }
  });
});

/** Counts what is struck and what was cut off. */
function fakeContext() {
  const struck: number[] = [];
  const cut = vi.fn<() => void>();
  const level = () => ({
    gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
    connect: <T>(to: T): T => to,
    disconnect: cut,
  });
  const context = {
    state: 'running',
    currentTime: 5,
    destination: {},
    createGain: level,
    createOscillator: () => ({
      frequency: { value: 0 },
      connect: <T>(to: T): T => to,
      start: (at: number) => struck.push(at),
      stop() {},
    }),
  };
  // oxlint-disable-next-line no-unsafe-type-assertion -- as much of a context as is used
  return { context: context as unknown as AudioContext, struck, cut };
}

describe('createCallSounds', () => {
  it('plays once for each change, and cuts off what it played before', () => {
    const { context, struck, cut } = fakeContext();
    const open = vi.fn<() => AudioContext>(() => context);
    const sounds = createCallSounds(open);
    sounds.follow(phase('dialling'), true);
    expect(open).not.toHaveBeenCalled();
    sounds.follow(phase('waiting-caller'), true);
    const rung = struck.length;
    expect(rung).toBeGreaterThan(20);
    expect(Math.min(...struck)).toBeGreaterThan(5);
    sounds.follow(phase('waiting-caller'), true);
    expect(struck).toHaveLength(rung);
    expect(cut).not.toHaveBeenCalled();
    sounds.follow(phase('connecting'), true);
    expect(cut).toHaveBeenCalledOnce();
    expect(struck).toHaveLength(rung);
    expect(open).toHaveBeenCalledOnce();
  });

  it('is silent when the person wants no sounds, also at once', () => {
    const { context, struck, cut } = fakeContext();
    const sounds = createCallSounds(() => context);
    sounds.follow(phase('ringing-new'), true);
    sounds.follow(phase('ringing-new'), false);
    expect(cut).toHaveBeenCalledOnce();
    const before = struck.length;
    sounds.follow(phase('in-call'), false);
    expect(struck).toHaveLength(before);
  });
});
