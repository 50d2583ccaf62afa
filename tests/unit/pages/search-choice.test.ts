import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineOn, matchesOf, offAfter } from '../../../lib/pages/search-choice.ts';
import { dynamicRules } from '../../../lib/routing/rules.ts';
import { SEARCH_ENGINES } from '../../../lib/routing/search-engine-names.ts';
import {
  SEARCH_ENGINE_HOSTS,
  SEARCH_ENGINE_MATCHES,
  searchHosts,
} from '../../../lib/routing/search-engines.ts';

const names = fc.subarray(SEARCH_ENGINES.map(({ name }) => name));

describe('the engines', () => {
  it('hold each host once, and no other', () => {
    const matches = SEARCH_ENGINES.flatMap(matchesOf);
    expect(matches.toSorted()).toEqual(SEARCH_ENGINE_MATCHES.toSorted());
  });

  it('are on until they are switched off, each by itself', () => {
    fc.assert(
      fc.property(names, names, (off, on) => {
        const left = offAfter(offAfter([], off, false), on, true);
        for (const engine of SEARCH_ENGINES) {
          const { name } = engine;
          expect(isEngineOn(engine, left)).toBe(!off.includes(name) || on.includes(name));
        }
      }),
    );
    expect(offAfter(['unknown'], ['Google'], false)).toEqual(['unknown', 'google']);
    expect(offAfter(['unknown', 'google'], ['Google'], true)).toEqual(['unknown']);
  });

  it('that are off are in no rule; without any engine there is no rule for them', () => {
    const domains = (off: readonly string[]): readonly string[] | undefined =>
      dynamicRules('chrome-extension://x/', 'chromium', off).find(({ id }) => id === 3)?.condition
        .requestDomains;
    expect(domains([])).toEqual(SEARCH_ENGINE_HOSTS);
    fc.assert(
      fc.property(names, (off) => {
        const labels = offAfter([], off, false);
        const left = SEARCH_ENGINES.filter(({ name }) => !off.includes(name));
        const hosts = searchHosts(labels);
        expect(left.flatMap(matchesOf)).toHaveLength(hosts.length);
        expect(domains(labels)).toEqual(hosts.length > 0 ? hosts : undefined);
      }),
    );
  });
});
