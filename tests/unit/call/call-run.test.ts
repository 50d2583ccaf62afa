import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { createRun } from '../../../lib/call/call-run.browser.ts';
import { ANSWER } from './people.ts';
import { BOTH, DIAL } from './play.ts';

/** A call whose window breaks in whatever way the test says. */
function brokenRun(parts: { readonly tell?: () => void; readonly ask?: () => Promise<void> }) {
  const stop = vi.fn<() => void>();
  const nothing = (): void => {};
  const run = createRun({
    wire: {
      request: () => new Promise(() => {}),
      tell: nothing,
      keepAwake: nothing,
      reopen: nothing,
      close: nothing,
    },
    devices: {
      list: signal({
        microphones: [],
        cameras: [],
        speakers: [],
        chosen: { microphone: '', camera: '', speaker: '' },
      }),
      tracks: signal({ microphone: undefined, camera: undefined }),
      ask: parts.ask ?? (async () => {}),
      stop,
      choose: async () => {},
      setSound: async () => {},
      hush: nothing,
      look: nothing,
    },
    screen: { shared: signal(undefined), share: async () => false, stop: nothing },
    hushed: signal(false),
    certificate: () => new Promise(() => {}),
    memory: {
      recallCertificate: async () => undefined,
      keepPeer: async () => {},
      keepUsed: async () => {},
    },
    vault: {
      ask: () => new Promise(() => {}),
      file: async () => undefined,
      close: nothing,
    },
    tell: parts.tell ?? nothing,
    focus: nothing,
  });
  return { run, stop };
}

describe('a call in a window that breaks', () => {
  it('can be ended, with its devices off, whatever threw before', () => {
    const { run, stop } = brokenRun({
      tell() {
        throw new Error('no place to tell it');
      },
    });
    run.dispatch({ ...DIAL, wants: BOTH });
    run.dispatch({ kind: 'answer-opened', answer: ANSWER });
    expect(run.session.value.phase.name).toBe('dialling');
    run.dispatch({ kind: 'hang-up' });
    expect(run.session.value.phase).toMatchObject({ name: 'ended', cause: { kind: 'cancelled' } });
    expect(stop).toHaveBeenCalledOnce();
    run.close();
  });

  it('is ended by a view that breaks no more than by anything else', () => {
    const { run, stop } = brokenRun({});
    run.dispatch({ ...DIAL, wants: BOTH });
    const unsubscribe = run.session.subscribe(({ phase }) => {
      if (phase.name === 'ended') throw new Error('a view');
    });
    run.dispatch({ kind: 'hang-up' });
    expect(run.session.value.phase.name).toBe('ended');
    expect(stop).toHaveBeenCalledOnce();
    unsubscribe();
  });
});
