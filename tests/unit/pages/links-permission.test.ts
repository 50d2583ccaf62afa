import { beforeEach, describe, expect, it } from 'vitest';
import { linksPermission } from '../../../lib/pages/links-permission.ts';
import { settle } from '../../fakes/clock.ts';

const BASE = 'https://calls.example.org:8443/c';
const ORIGIN = 'https://calls.example.org:8443/*';

let granted: string[];
let asked: string[];
let answer: () => Promise<boolean>;
let base: string | undefined;
let looked: boolean[];

/** What the browser tells when the person changes something in its own settings. */
let changed: (() => void)[];
const events = { addListener: (listener: () => void) => changed.push(listener) };

async function make() {
  const made = linksPermission(
    {
      onAdded: events,
      onRemoved: events,
      contains: async ({ origins }) => origins.every((origin) => granted.includes(origin)),
      async request({ origins }) {
        asked.push(...origins);
        const yes = await answer();
        if (yes) granted.push(...origins);
        return yes;
      },
    },
    () => base,
    (taken) => looked.push(taken),
  );
  await settle();
  looked = [];
  return made;
}

beforeEach(() => {
  [granted, asked, looked, changed] = [[], [], [], []];
  answer = async () => true;
  base = BASE;
});

describe('links of an own base', () => {
  it('are taken when the person allows it', async () => {
    await (await make()).ask();
    expect(asked).toEqual([ORIGIN]);
    expect(looked).toEqual([true]);
  });

  it.each([
    ['refused', async () => false],
    [
      'asked in vain',
      async () => {
        throw new Error('no gesture');
      },
    ],
  ])('are not taken where the browser is %s', async (_, said) => {
    answer = said;
    await (await make()).ask();
    expect(looked).toEqual([false]);
  });

  it('are looked after also where the browser does not even tell', async () => {
    const deaf = async (): Promise<boolean> => {
      throw new Error('no');
    };
    linksPermission(
      { contains: deaf, request: deaf, onAdded: events, onRemoved: events },
      () => base,
      (taken) => looked.push(taken),
    );
    await settle();
    expect(looked).toEqual([false]);
  });

  it('are looked after when the person changes her mind in the browser’s settings', async () => {
    await make();
    granted.push(ORIGIN);
    for (const listener of changed) listener();
    await settle();
    expect(looked).toEqual([true, true]);
  });

  it('need nobody’s word where there is none, and an old answer says nothing of a new base', async () => {
    base = undefined;
    await (await make()).ask();
    expect(asked).toEqual([]);
    expect(looked).toEqual([true]);
    base = BASE;
    const looking = (await make()).look();
    base = 'https://other.example/c';
    await looking;
    expect(looked).toEqual([]);
  });
});
