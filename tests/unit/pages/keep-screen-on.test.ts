import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import { keepScreenOn } from '../../../lib/pages/keep-screen-on.browser.ts';
import { settle } from '../../fakes/clock.ts';

let locks: { released: boolean; release: () => Promise<void> }[];
let page: EventTarget & { visibilityState: string };
const request = vi.fn<(kind: string) => Promise<object>>();
beforeEach(() => {
  locks = [];
  request.mockImplementation(async () => {
    const lock = {
      released: false,
      async release() {
        lock.released = true;
      },
    };
    locks.push(lock);
    return lock;
  });
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('navigator', { wakeLock: { request } });
  vi.stubGlobal('document', page);
});
const held = (): number => locks.filter(({ released }) => !released).length;

it('gives back all that it took, also when a call was over at once', async () => {
  const wanted = signal(false);
  keepScreenOn(wanted);
  wanted.value = true;
  page.dispatchEvent(new Event('visibilitychange'));
  wanted.value = false;
  wanted.value = true;
  await settle();
  expect(held()).toBe(1);
  wanted.value = false;
  await settle();
  expect(held()).toBe(0);
});

it('takes it again when the window is seen again, and asks anew after a refusal', async () => {
  const wanted = signal(true);
  request.mockRejectedValueOnce(new DOMException('low battery', 'NotAllowedError'));
  keepScreenOn(wanted);
  await settle();
  expect(held()).toBe(0);
  page.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(held()).toBe(1);
  await locks[0]?.release();
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(held()).toBe(0);
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  await settle();
  expect(held()).toBe(1);
});
