import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { step } from '../../../lib/call/session.ts';
import { drawnState } from '../../../lib/pages/drawn-state.browser.ts';
import { calleeAt, callerAt } from '../call/play.ts';

type State = Parameters<typeof drawnState>[0]['value'];
type Waiting = { readonly ms: number; readonly task: () => void };

/** A window, of whose state only the session matters here. */
function windowAt(session: State['session']) {
  const state = signal<State>(Object.assign(Object.create(null), { session, theirStreams: {} }));
  const waiting = new Set<Waiting>();
  const drawn = drawnState(state, (ms, task) => {
    const one = { ms, task };
    waiting.add(one);
    return () => void waiting.delete(one);
  });
  return { state, drawn, waiting, phase: () => drawn.value.session.phase.name };
}

describe('the way of a waiting call to its proof', () => {
  const sides = [
    ['callee', calleeAt],
    ['caller', callerAt],
  ] as const;

  it.each(sides)('is not drawn by the %s where it is short', (_who, at) => {
    const { state, waiting, phase } = windowAt(at('waiting'));
    state.value = { ...state.value, session: at('connecting') };
    state.value = { ...state.value, session: at('proving') };
    expect(phase()).toBe('waiting');
    expect([...waiting].map((one) => one.ms)).toEqual([250]);
    state.value = { ...state.value, session: at('in-call') };
    expect([...waiting].map((one) => one.ms)).toEqual([0]);
    for (const { task } of waiting) task();
    expect(phase()).toBe('in-call');
    expect(waiting.size).toBe(0);
  });

  it.each(sides)('is drawn by the %s where it is long, and then at each change', (_who, at) => {
    const { state, waiting, phase } = windowAt(at('waiting'));
    state.value = { ...state.value, session: at('connecting') };
    for (const { task } of waiting) task();
    expect(phase()).toBe('connecting');
    state.value = { ...state.value, session: at('proving') };
    expect(phase()).toBe('proving');
    expect(waiting.size).toBe(0);
  });

  it.each(sides)('and its end is drawn by the %s at once and for good', (_who, at) => {
    const { state, waiting, phase } = windowAt(at('waiting'));
    state.value = { ...state.value, session: at('connecting') };
    state.value = { ...state.value, session: step(at('connecting'), { kind: 'hang-up' })[0] };
    expect(phase()).toBe('ended');
    expect(waiting.size).toBe(0);
  });
});

describe('a call that was proven', () => {
  it.each([
    ['callee', calleeAt],
    ['caller', callerAt],
  ] as const)('is drawn a moment later by the %s, as it is then', (_who, at) => {
    const { state, drawn, waiting, phase } = windowAt(at('proving'));
    state.value = { ...state.value, session: at('in-call') };
    state.value = { ...state.value, hushed: true };
    expect(phase()).toBe('proving');
    expect([...waiting].map((one) => one.ms)).toEqual([0]);
    for (const { task } of waiting) task();
    expect(phase()).toBe('in-call');
    expect(drawn.value.hushed).toBe(true);
    expect(waiting.size).toBe(0);
  });

  it('and has ended in that moment is drawn as ended, at once and for good', () => {
    const { state, waiting, phase } = windowAt(calleeAt('proving'));
    state.value = { ...state.value, session: calleeAt('in-call') };
    state.value = { ...state.value, session: step(calleeAt('in-call'), { kind: 'hang-up' })[0] };
    expect(phase()).toBe('ended');
    expect(waiting.size).toBe(0);
  });

  it('is drawn at each change like any other from then on', () => {
    const { state, drawn, waiting } = windowAt(calleeAt('in-call'));
    state.value = { ...state.value, hushed: true };
    expect(drawn.value.hushed).toBe(true);
    expect(waiting.size).toBe(0);
  });
});
