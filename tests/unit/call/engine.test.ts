import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodePayload } from '../../../lib/call/link.ts';
import { createEngineWorld } from './engine-world.ts';
import { ANSWER, COPYBARA, NOW, OFFER, STAEX } from './people.ts';
import { BOTH, CALLEE_READ, CALLER_READ, RELAY } from './play.ts';

const offer = { kind: 'offer', payload: encodePayload(OFFER) } as const;
const READ = { state: 'read', ...CALLEE_READ.nodes, confirmedBy: ['A', 'B'] } as const;

let world: ReturnType<typeof createEngineWorld>;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  world = createEngineWorld(COPYBARA.name);
});
afterEach(() => {
  world.engine.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a window without a call', () => {
  it('rings with the link that was pasted into it', async () => {
    await world.begin({ kind: 'dial' });
    world.engine.actions.paste('a link');
    await world.hear({ kind: 'errand', errand: offer });
    await world.answer('paste', {});
    await world.answer('read-nodes', READ);
    expect(world.phase()).toBe('ringing');
  });

  it('says of an answer that was pasted into it that it is for no call here', async () => {
    await world.begin({ kind: 'dial' });
    await world.hear({
      kind: 'errand',
      errand: { kind: 'answer', payload: encodePayload(ANSWER) },
    });
    expect(world.engine.state.value.notice).toMatchObject({ kind: 'answer-refused' });
  });

  it('keeps its call where one began while something was on its way', async () => {
    await world.begin({ kind: 'dial' });
    world.engine.actions.dial(STAEX.name, BOTH);
    await world.hear({ kind: 'errand', errand: offer });
    expect(world.phase()).toBe('dialling');
  });
});

describe('a window that was opened out of a private one', () => {
  const missed = async (): Promise<void> => {
    await world.answer('read-nodes', READ);
    expect(world.phase()).toBe('ringing');
    world.engine.actions.decline();
    expect(world.phase()).toBe('ended');
  };

  it('keeps nothing of its calls, as long as it lives', async () => {
    await world.begin({ ...offer, isPrivate: true });
    expect(world.engine.state.value.isPrivate).toBe(true);
    await missed();
    world.engine.actions.callAnother();
    await world.hear({ kind: 'errand', errand: offer });
    await missed();
    expect(world.kept).toEqual([]);
    world.engine.actions.paste('x');
    expect(world.requests.at(-1)).toMatchObject({ what: 'paste', ask: { isPrivate: true } });
  });

  it('is told from any other one, which keeps its calls', async () => {
    await world.begin(offer);
    expect(world.engine.state.value.isPrivate).toBe(false);
    await missed();
    expect(world.kept).toEqual(['call']);
  });
});

describe('a call whose certificate can not be kept', () => {
  it.each([true, false])('goes on, and says so (kept: %s)', async (kept) => {
    world.engine.close();
    world = createEngineWorld(STAEX.name, kept);
    await world.begin({ kind: 'dial' });
    world.engine.actions.dial(COPYBARA.name, { audio: false, video: false });
    await world.answer('read-nodes', { state: 'read', ...CALLER_READ.nodes, confirmedBy: ['A'] });
    await world.answer('open', RELAY);
    expect(world.engine.state.value.session.phase).toMatchObject({ step: 'describing' });
    const told = { kind: 'not-kept', what: 'certificate' };
    expect(world.engine.state.value.notice).toEqual(kept ? undefined : told);
  });
});

describe('a window whose background does not answer', () => {
  const notice = () => world.engine.state.value.notice;
  beforeEach(() => {
    world.engine.close();
    vi.useFakeTimers({ now: NOW });
    world = createEngineWorld(COPYBARA.name);
  });
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

  it('asks it again what it is for, and rings', async () => {
    await pass(0);
    world.breakPort();
    await pass(1000);
    await world.begin(offer);
    await world.answer('read-nodes', READ);
    expect(world.phase()).toBe('ringing');
    expect(notice()).toBeUndefined();
  });

  it('says so in the end, instead of asking whom to call', async () => {
    for (let times = 0; times < 3; times += 1) {
      expect(notice()).toBeUndefined();
      // oxlint-disable-next-line no-await-in-loop -- it breaks again and again
      await pass(0);
      world.breakPort();
      // oxlint-disable-next-line no-await-in-loop -- and is tried again
      await pass(1000);
    }
    expect(notice()).toEqual({ kind: 'background-gone' });
  });

  it('says so after a while, and takes an answer that comes late', async () => {
    await pass(10_000);
    expect(notice()).toEqual({ kind: 'background-gone' });
    await world.begin(offer);
    await world.answer('read-nodes', READ);
    expect(world.phase()).toBe('ringing');
    expect(notice()).toBeUndefined();
  });
});
