import { expect, test } from 'vitest';
import { createElsewhereCheck } from '../../../lib/background/elsewhere.ts';
import { createRoutingKeeper } from '../../../lib/background/routing-keeper.ts';
import { createUntilDone } from '../../../lib/background/until-done.ts';
import { parseName } from '../../../lib/names/name.ts';
import type { RoutingFailure } from '../../../lib/protocol/ui.ts';
import { createClock, settle } from '../../fakes/clock.ts';

function setUp() {
  const clock = createClock();
  const asked: string[] = [];
  const check = createElsewhereCheck({
    after: clock.after,
    random: () => Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 255),
    async request(name) {
      asked.push(name);
      throw new Error('refused');
    },
  });
  return { clock, asked, check };
}

test('the request that comes out at the host proves the way', async () => {
  const { asked, check } = setUp();
  const result = check.check();
  await settle();
  expect(asked).toEqual(['check-01020304050607ff.azero']);
  const name = parseName(asked[0] ?? '');
  if (name.ok) check.seen(name.value);
  expect(await result).toBe(true);
});

test('another name proves nothing, and silence is a no', async () => {
  const { clock, check } = setUp();
  const result = check.check();
  const other = parseName('alice.azero');
  if (other.ok) check.seen(other.value);
  await clock.advance(3_000);
  expect(await result).toBe(false);
});

test('a setting held elsewhere is in the way unless it leads to the port that is in use', async () => {
  let answer: RoutingFailure | undefined = 'proxy-held-by-extension';
  const heard: (RoutingFailure | 'unknown' | undefined)[] = [];
  const keeper = createRoutingKeeper(
    { apply: async () => answer, shut: async () => {}, release: async () => {} },
    createUntilDone(createClock().after, () => {}),
    (failure) => void heard.push(failure),
  );
  keeper.setGate(undefined);
  heard.length = 0;
  await keeper.setSocks({ port: 9379 });
  expect(await keeper.failure()).toBe('proxy-held-by-extension');
  keeper.setElsewhere(9379);
  expect(await keeper.failure()).toBeUndefined();
  await keeper.setSocks({ port: 9380 });
  expect(await keeper.failure()).toBe('proxy-held-by-extension');
  answer = 'proxy-not-reproducible';
  await keeper.setSocks({ port: 9379 });
  expect(await keeper.failure()).toBe('proxy-not-reproducible');
  expect(heard).toEqual([
    'proxy-held-by-extension',
    undefined,
    'proxy-held-by-extension',
    'proxy-not-reproducible',
  ]);
  answer = undefined;
  keeper.setGate('rules-refused');
  await keeper.setSocks({ port: 9379 });
  expect(await keeper.failure()).toBe('rules-refused');
  keeper.setGate(undefined);
  expect(await keeper.failure()).toBeUndefined();
  expect(heard.slice(4)).toEqual(['rules-refused', 'rules-refused', undefined]);
  await keeper.release();
  keeper.setGate('rules-refused');
  expect(await keeper.failure()).toBe('switched-off');
  expect(heard).toHaveLength(7);
});
