import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_WINDOW } from '../../../lib/call/files-events.ts';
import { content, file, settleFiles, twoSides } from './files-world.ts';

describe('whatever happens on the way', () => {
  const action = fc.oneof(
    {
      weight: 14,
      arbitrary: fc.record({
        do: fc.constant('go' as const),
        rounds: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('work' as const),
        who: fc.nat(1),
        count: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('talk' as const),
        who: fc.nat(1),
        count: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('data' as const),
        who: fc.nat(1),
        count: fc.integer({ min: 1, max: 30 }),
      }),
    },
    fc.record({
      do: fc.constant('offer' as const),
      who: fc.nat(1),
      size: fc.oneof(fc.nat(3), fc.nat(400_000)),
      fails: fc.oneof(
        { weight: 5, arbitrary: fc.constant(undefined) },
        fc.constantFrom('unreadable' as const, 'changed' as const),
      ),
    }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('accept' as const),
        who: fc.nat(1),
        id: fc.integer({ min: 1, max: 6 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('decline' as const, 'cancel-in' as const, 'cancel-out' as const),
        who: fc.nat(1),
        id: fc.integer({ min: 1, max: 4 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('pause' as const),
        who: fc.nat(1),
        id: fc.integer({ min: 1, max: 4 }),
        on: fc.boolean(),
        direction: fc.constantFrom('in' as const, 'out' as const),
      }),
    },
    fc.record({ do: fc.constantFrom('cut' as const, 'mend' as const), who: fc.nat(1) }),
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('replace' as const), between: fc.nat(3) }),
    },
  );

  const big = {
    size: fc.integer({ min: 300_000, max: 1_000_000 }),
    fails: fc.constant(undefined),
  };
  const beginning = fc.array(
    fc.record({ do: fc.constant('offer' as const), who: fc.nat(1), ...big }),
    { minLength: 1, maxLength: 3 },
  );
  const seen = { done: 0, failed: 0, again: 0 };

  it('a file is whole and right at the end, or has failed with a cause that both know', () => {
    fc.assert(
      fc.property(
        beginning,
        fc.array(action, { minLength: 20, maxLength: 100 }),
        (offers, later) => {
          const sides = twoSides();
          const sizes: [number[], number[]] = [[], []];
          const actions = [...offers, { do: 'begin' as const }, ...later];
          for (const one of actions) {
            const who = 'who' in one ? one.who : 0;
            const [me, other] = who === 0 ? sides : [sides[1], sides[0]];
            switch (one.do) {
              case 'begin':
                settleFiles(...sides);
                for (const side of sides) {
                  for (const { id } of side.files.transfers) side.does({ kind: 'accept', id });
                }
                break;
              case 'go':
                for (let round = 0; round < one.rounds; round += 1) {
                  for (const [from, to] of [sides, [sides[1], sides[0]]] as const) {
                    for (const task of from.tasks.splice(0, 3)) task.run();
                    for (const words of from.talk.splice(0)) to.hears(words);
                    for (const message of from.data.splice(0, 10)) to.receives(message);
                  }
                }
                break;
              case 'work':
                for (const task of me.tasks.splice(0, one.count)) task.run();
                break;
              case 'talk':
                for (const words of me.talk.splice(0, one.count)) other.hears(words);
                break;
              case 'data':
                for (const message of me.data.splice(0, one.count)) other.receives(message);
                break;
              case 'offer':
                sizes[who === 0 ? 0 : 1].push(one.size);
                me.offers({
                  ...file(one.size, 'a.bin', me.files.lastOwn),
                  ...(one.fails ? { fails: one.fails } : {}),
                });
                break;
              case 'accept':
              case 'decline':
                me.does({ kind: one.do, id: one.id });
                break;
              case 'cancel-in':
              case 'cancel-out':
                me.does({
                  kind: 'cancel',
                  of: { direction: one.do === 'cancel-in' ? 'in' : 'out', id: one.id },
                });
                break;
              case 'pause':
                me.does({
                  kind: 'pause',
                  of: { direction: one.direction, id: one.id },
                  on: one.on,
                });
                break;
              case 'cut':
              case 'mend':
                me.does({ kind: 'link', link: one.do === 'cut' ? 'held' : 'open' });
                break;
              case 'replace': {
                // All content that was on its way is lost; either side may notice first, and words cross.
                const [first, second] = one.between % 2 === 0 ? sides : [sides[1], sides[0]];
                first.does({ kind: 'link', link: 'none' });
                if (one.between > 1) {
                  first.open();
                  for (const words of first.talk.splice(0)) second.hears(words);
                  for (const words of second.talk.splice(0)) first.hears(words);
                }
                second.does({ kind: 'link', link: 'none' });
                for (const side of sides) side.data = [];
                for (const side of sides) side.open();
              }
            }
            for (const side of sides) expect(side.most).toBeLessThanOrEqual(6 * FILE_WINDOW);
          }
          // Then everybody lets everything go on.
          for (const side of sides) side.does({ kind: 'link', link: 'open' });
          for (let round = 0; round < 12; round += 1) {
            settleFiles(...sides);
            for (const side of sides) {
              for (const { direction, id } of side.files.transfers) {
                side.does({ kind: 'pause', of: { direction, id }, on: false });
                if (direction === 'in') side.does({ kind: 'accept', id });
              }
            }
          }
          for (const [index, side] of sides.entries()) {
            seen.again += side.resumed;
            const other = sides[index === 0 ? 1 : 0];
            expect([side.files.refused, side.files.lastRefusal, side.tasks.length]).toEqual([
              0,
              undefined,
              0,
            ]);
            for (let id = 1; id <= side.files.lastOwn; id += 1) {
              const [here, there] = [
                side.out(id).state,
                other.files.transfers.find((one) => one.direction === 'in' && one.id === id)?.state,
              ];
              if (here.name === 'sending') throw new Error(`${id} never ends`);
              seen[here.name === 'done' ? 'done' : 'failed'] += 1;
              if (here.name === 'done') {
                expect(there?.name).toBe('ready');
                expect(
                  Buffer.from(other.content(id)).equals(
                    content(sizes[index === 0 ? 0 : 1][id - 1] ?? -1, id - 1),
                  ),
                ).toBe(true);
              } else {
                expect(here.name).toBe('failed');
                if (there !== undefined) expect(there.name).toBe('failed');
                expect(other.places.has(id)).toBe(false);
              }
            }
            expect(side.sources.size).toBe(0);
          }
        },
      ),
      { numRuns: 40 },
    );
    // It looked at what it is about; how often is chance: some 5 to 30 times.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  }, 30_000);
});
