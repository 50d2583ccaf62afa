import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  forgetIdentities,
  identityOf,
  replaceIdentity,
} from '../../../lib/call/certificate.browser.ts';

const DAY = 24 * 60 * 60_000;
const NAME = 'alice.azero';

class FakeCertificate {
  readonly expires: number;
  constructor(expires: number) {
    this.expires = expires;
  }
}

/** What is wrong with the storage, if anything. */
type Trouble = 'none' | 'throws' | 'refused' | 'silent' | 'full' | 'read-fails';

let stored: Map<string, unknown>;
let trouble: Trouble;
let made: number;
let closed: number;

/** A request of IndexedDB that ends in a later turn, as all of them do. */
function request(result: unknown, end: 'success' | 'error' | undefined): object {
  const target = Object.assign(new EventTarget(), { result, error: new Error('refused') });
  if (end !== undefined) queueMicrotask(() => target.dispatchEvent(new Event(end)));
  return target;
}

function transaction(mode: string): object {
  const isFull = trouble === 'full' && mode === 'readwrite';
  const target = Object.assign(new EventTarget(), { error: new Error('QuotaExceededError') });
  const finish = (): void => {
    setTimeout(() => target.dispatchEvent(new Event(isFull ? 'abort' : 'complete')));
  };
  const done = (task: () => unknown): object => {
    finish();
    return request(isFull ? undefined : task(), trouble === 'read-fails' ? 'error' : 'success');
  };
  return Object.assign(target, {
    objectStore: () => ({
      get: (key: string) => done(() => stored.get(key)),
      put: (value: unknown, key: string) => done(() => stored.set(key, value)),
      clear: () => done(() => stored.clear()),
    }),
  });
}

beforeEach(() => {
  [stored, trouble, made, closed] = [new Map(), 'none', 0, 0];
  vi.stubGlobal('RTCCertificate', FakeCertificate);
  vi.stubGlobal('RTCPeerConnection', {
    async generateCertificate({ expires }: { expires: number }) {
      made += 1;
      return new FakeCertificate(Date.now() + expires);
    },
  });
  vi.stubGlobal('indexedDB', {
    open() {
      if (trouble === 'throws') throw new Error('SecurityError');
      const database = {
        transaction: (_store: string, mode: string) => transaction(mode),
        close: () => {
          closed += 1;
        },
      };
      const end = trouble === 'silent' ? undefined : trouble === 'refused' ? 'error' : 'success';
      return request(database, end);
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the own certificate', () => {
  it('is made once and found again', async () => {
    const first = await identityOf(NAME);
    expect(first.kept).toBe(true);
    expect(await identityOf(NAME)).toEqual(first);
    expect(made).toBe(1);
    expect((await identityOf('bob.azero')).certificate).not.toBe(first.certificate);
  });

  it.each([
    [31, 0],
    [29, 1],
    [-1, 1],
  ])('that ends in %i days is renewed %i times', async (days, times) => {
    const old = new FakeCertificate(Date.now() + days * DAY);
    stored.set(NAME, old);
    const { certificate, kept } = await identityOf(NAME);
    expect(kept).toBe(true);
    expect(made).toBe(times);
    expect(stored.get(NAME)).toBe(certificate);
    if (times > 0) expect(certificate.expires).toBeGreaterThan(Date.now() + 300 * DAY);
  });

  it('takes the place of whatever else lies there', async () => {
    stored.set(NAME, { expires: Date.now() + 100 * DAY });
    const { certificate } = await identityOf(NAME);
    expect(certificate).toBeInstanceOf(FakeCertificate);
    expect(stored.get(NAME)).toBe(certificate);
  });

  it.each<Trouble>(['throws', 'refused', 'read-fails'])(
    'is a fresh one for this call where the storage %s, and what lies there stays',
    async (what) => {
      const old = new FakeCertificate(Date.now() + 100 * DAY);
      stored.set(NAME, old);
      trouble = what;
      expect(await identityOf(NAME)).toMatchObject({ kept: false });
      trouble = 'none';
      expect(await identityOf(NAME)).toEqual({ certificate: old, kept: true });
    },
  );

  it('is a fresh one that is not kept where the storage is full', async () => {
    trouble = 'full';
    expect(await identityOf(NAME)).toMatchObject({ kept: false });
    expect(await replaceIdentity(NAME)).toMatchObject({ kept: false });
    await expect(forgetIdentities()).rejects.toThrow('Quota');
  });

  it('keeps no call waiting where the storage never answers', async () => {
    vi.useFakeTimers();
    trouble = 'silent';
    const asked = identityOf(NAME);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await asked).toMatchObject({ kept: false });
    expect(made).toBe(1);
  });

  it('leaves no database open', async () => {
    await identityOf(NAME);
    trouble = 'full';
    await replaceIdentity(NAME);
    expect(closed).toBe(3);
  });
});
