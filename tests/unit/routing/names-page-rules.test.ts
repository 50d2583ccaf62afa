import { describe, expect, it } from 'vitest';
import {
  namesPageGuard,
  namesPagePass,
  namesPageRedirect,
} from '../../../lib/routing/names-page-rules.ts';
import { dynamicRules, type Rule, sessionRules } from '../../../lib/routing/rules.ts';

const TOKEN = 'ab'.repeat(32);
const GOOD = `http://names.copybara.localhost:9379/?${TOKEN}`;

type Ask = {
  url: string;
  type?: 'main_frame' | 'sub_frame' | 'script';
  tab?: number;
  method?: string;
};

/** What the browser does with a request by these rules (declarativeNetRequest: the highest priority wins, an allow before all). */
function outcome(rules: readonly Rule[], ask: Ask): string {
  const { url, type = 'main_frame', tab = 5, method = 'get' } = ask;
  const { hostname } = new URL(url);
  const met = rules.filter(({ condition: c }) => {
    const [, anchored] = /^\|(.*)\|$/.exec(c.urlFilter ?? '') ?? [];
    const types: readonly string[] | undefined =
      c.resourceTypes ?? (c.excludedResourceTypes ? undefined : ['not main_frame']);
    return (
      (c.requestDomains?.some((d) => hostname === d || hostname.endsWith(`.${d}`)) ?? true) &&
      (c.urlFilter === undefined || anchored === url) &&
      (types === undefined ||
        types.includes(type) ||
        (types.includes('not main_frame') && type !== 'main_frame')) &&
      !c.excludedResourceTypes?.includes(type) &&
      (c.tabIds?.includes(tab) ?? true) &&
      (c.requestMethods?.includes(method) ?? true)
    );
  });
  const best = Math.max(0, ...met.map(({ priority }) => priority));
  return met.find(({ priority }) => priority === best)?.action.type ?? 'nothing';
}

const shut = namesPageGuard();
const explained = [...shut, namesPageRedirect()];
const opened = [...explained, namesPagePass(TOKEN, 5, 1)];

describe('the rules of the names page', () => {
  it.each([
    GOOD,
    'http://names.copybara.localhost:9379/',
    'http://names.copybara.localhost:80/',
    'https://names.copybara.localhost/',
    'http://a.names.copybara.localhost/',
  ])('let nothing through to %s by themselves', (url) => {
    for (const type of ['main_frame', 'sub_frame', 'script'] as const) {
      expect(outcome(shut, { url, type })).toBe('block');
    }
    expect(outcome(explained, { url })).toBe('redirect');
    expect(outcome(explained, { url, method: 'post' })).toBe('redirect');
    expect(outcome(explained, { url, type: 'sub_frame' })).toBe('block');
  });

  it('let one address through, in one tab, as a page of its own', () => {
    expect(outcome(opened, { url: GOOD })).toBe('allow');
    expect(outcome(opened, { url: GOOD, tab: 6 })).toBe('redirect');
    expect(outcome(opened, { url: GOOD, method: 'post' })).toBe('redirect');
    expect(outcome(opened, { url: GOOD, type: 'sub_frame' })).toBe('block');
    expect(outcome(opened, { url: GOOD, type: 'script' })).toBe('block');
    expect(outcome(opened, { url: `${GOOD}&more` })).toBe('redirect');
    expect(outcome(opened, { url: GOOD.replace('9379', '9380') })).toBe('redirect');
    expect(outcome(opened, { url: GOOD.replace('ab', 'ba') })).toBe('redirect');
    expect(outcome(opened, { url: 'http://names.copybara.localhost:9379/' })).toBe('redirect');
  });

  it('touch nothing else, and have ids that no other rule has', () => {
    expect(outcome(opened, { url: 'http://copybara.localhost:9379/' })).toBe('nothing');
    expect(outcome(opened, { url: 'http://localhost:9379/' })).toBe('nothing');
    const dynamic = [...dynamicRules('moz-extension://id/', 'firefox'), namesPageRedirect()];
    expect(new Set(dynamic.map(({ id }) => id)).size).toBe(dynamic.length);
    expect(sessionRules([]).map(({ id }) => id)).not.toContain(namesPagePass(TOKEN, 5, 1).id);
  });
});
