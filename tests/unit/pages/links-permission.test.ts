import { beforeEach, describe, expect, it } from 'vitest';
import { linksPermission } from '../../../lib/pages/links-permission.ts';

const BASE = 'https://calls.example.org:8443/c';
const ORIGIN = 'https://calls.example.org:8443/*';

let granted: string[];
let asked: string[];
let answer: () => Promise<boolean>;
let base: string | undefined;
let looked: boolean[];

function make() {
  return linksPermission(
    {
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
}

beforeEach(() => {
  [granted, asked, looked] = [[], [], []];
  answer = async () => true;
  base = BASE;
});

describe('links of an own base', () => {
  it('are taken when the person allows it', async () => {
    await make().ask();
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
    await make().ask();
    expect(looked).toEqual([false]);
  });

  it('are looked after also where the browser does not even tell', async () => {
    const deaf = async (): Promise<boolean> => {
      throw new Error('no');
    };
    await linksPermission(
      { contains: deaf, request: deaf },
      () => base,
      (taken) => looked.push(taken),
    ).look();
    expect(looked).toEqual([false]);
  });

  it('need nobody’s word where there is none, and an old answer says nothing of a new base', async () => {
    base = undefined;
    await make().ask();
    expect(asked).toEqual([]);
    expect(looked).toEqual([true]);
    base = BASE;
    const looking = make().look();
    base = 'https://other.example/c';
    await looking;
    expect(looked).toEqual([true]);
  });
});
