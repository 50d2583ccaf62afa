import { describe, expect, it } from 'vitest';
import { targetOfSearch } from '../../lib/names/from-input.ts';
import { parseName } from '../../lib/names/name.ts';
import { dynamicRules, sessionRules, staticRules } from '../../lib/routing/rules.ts';
import { SEARCH_ENGINE_HOSTS } from '../../lib/routing/search-engines.ts';

const parsed = parseName('alice.azero');
const name = parsed.ok ? parsed.value : expect.unreachable();
const rules = dynamicRules('chrome-extension://id/', 'chromium');
const search = rules.find(({ condition }) => condition.requestDomains?.includes('duckduckgo.com'));
const written = search?.condition.regexFilter ?? '';
// Browsers use RE2; what it has in common with the expressions of this language is enough here.
const expression = new RegExp(written, search?.condition.isUrlFilterCaseSensitive ? '' : 'i');

const CAUGHT = [
  [
    'Google',
    'https://www.google.com/search?q=alice.azero&sourceid=chrome&ie=UTF-8',
    'http://alice.azero/',
  ],
  [
    'Google in Germany',
    'https://www.google.de/search?client=firefox-b-d&q=alice.azero',
    'http://alice.azero/',
  ],
  ['Bing', 'https://www.bing.com/search?pc=MOZI&form=MOZLBR&q=alice.azero', 'http://alice.azero/'],
  ['DuckDuckGo', 'https://duckduckgo.com/?t=ffab&q=alice.azero', 'http://alice.azero/'],
  ['Yahoo', 'https://search.yahoo.com/search?fr=x&p=alice.azero', 'http://alice.azero/'],
  ['Yandex', 'https://yandex.com/search/?text=alice.azero&lr=10', 'http://alice.azero/'],
  ['Baidu', 'https://www.baidu.com/s?ie=utf-8&wd=alice.azero', 'http://alice.azero/'],
  ['Startpage', 'https://www.startpage.com/do/search?query=alice.azero', 'http://alice.azero/'],
  ['Kagi', 'https://kagi.com/search?q=alice.azero', 'http://alice.azero/'],
  ['Brave', 'https://search.brave.com/search?q=alice.azero&source=desktop', 'http://alice.azero/'],
  ['Ecosia', 'https://www.ecosia.org/search?q=alice.azero', 'http://alice.azero/'],
  ['an alias', 'https://duckduckgo.com/?q=alice.a0', 'http://alice.a0/'],
  ['the testnet', 'https://duckduckgo.com/?q=alice.tzero', 'http://alice.tzero/'],
  ['capitals and a dot', 'https://duckduckgo.com/?q=ALICE.azero.', 'http://alice.azero/'],
  ['a site within', 'https://duckduckgo.com/?q=www.alice.azero', 'http://www.alice.azero/'],
  ['a path', 'https://duckduckgo.com/?q=alice.azero%2Fpath', 'http://alice.azero/path'],
  ['a port', 'https://duckduckgo.com/?q=alice.azero%3A8080%2Fa', 'http://alice.azero:8080/a'],
  [
    'a whole address',
    'https://duckduckgo.com/?q=https%3A%2F%2Falice.azero%2F',
    'https://alice.azero/',
  ],
] as const;

const LEFT_ALONE = [
  ['words', 'https://duckduckgo.com/?q=what+is+alice.azero'],
  ['words after it', 'https://duckduckgo.com/?q=alice.azero+price'],
  ['words after it, encoded', 'https://duckduckgo.com/?q=alice.azero%20price'],
  ['another ending', 'https://duckduckgo.com/?q=alice.azerox'],
  ['an ending before another', 'https://duckduckgo.com/?q=alice.azero.com'],
  ['the ending alone', 'https://duckduckgo.com/?q=azero'],
  ['something with an at sign', 'https://duckduckgo.com/?q=me%40alice.azero'],
  ['no query', 'https://duckduckgo.com/alice.azero'],
  ['another parameter', 'https://duckduckgo.com/?oq=alice.azero'],
] as const;

describe('the rule that turns a search into a visit', () => {
  it('is there, and is an expression that RE2 knows', () => {
    expect(search?.action).toEqual({
      type: 'redirect',
      redirect: { regexSubstitution: 'chrome-extension://id/gate.html#\\0' },
    });
    expect(written.length).toBeGreaterThan(50);
    expect(written).not.toMatch(/\(\?[=!<]|\\[1-9]|\*\+|\+\+/);
  });

  it.each(CAUGHT)('catches %s', (_, url, target) => {
    expect(expression.test(url)).toBe(true);
    const { hostname } = new URL(url);
    expect(
      SEARCH_ENGINE_HOSTS.some((host) => hostname === host || hostname.endsWith(`.${host}`)),
    ).toBe(true);
    expect(targetOfSearch(url)).toMatchObject({ ok: true, value: { url: target } });
  });

  it.each(LEFT_ALONE)('leaves %s alone', (_, url) => {
    expect(expression.test(url)).toBe(false);
  });
});

describe('the rule that keeps pages of names out of this machine and its networks', () => {
  const local = rules.find(({ condition }) => condition.regexFilter?.includes('localhost'));
  const filter = new RegExp(local?.condition.regexFilter ?? '(?!)', 'i');

  it.each([
    'http://localhost/',
    'https://localhost:8443/x',
    'http://localhost./',
    'ws://app.localhost:3000/',
    'http://127.0.0.1/',
    'http://127.1.2.3:9379/',
    'http://0.0.0.0:8080/',
    'http://10.0.0.1/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'http://192.168.1.1/cgi?x',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://100.127.9.9/',
    'http://[::1]/',
    'http://[fd00::1]:80/',
  ])('blocks %s', (url) => {
    expect(new URL(url).href).toMatch(filter);
  });

  it.each([
    'https://0.gravatar.com/avatar/x',
    'https://10.example.org/',
    'https://127.example.org/',
    'https://192.168.example.org/',
    'https://localhost.example.org/',
    'https://notlocalhost/',
    'https://100.128.0.1/',
    'https://172.32.0.1/',
    'https://192.169.0.1/',
    'https://1.1.1.1/',
    'https://example.org/?back=http://localhost/',
    'https://example.org/http://10.0.0.1/',
  ])('leaves %s alone', (url) => {
    expect(new URL(url).href).not.toMatch(filter);
  });
});

describe('all rules', () => {
  it('have ids and priorities that do not collide', () => {
    for (const set of [staticRules(), rules, dynamicRules('moz-extension://id/', 'firefox')]) {
      expect(new Set(set.map(({ id }) => id)).size).toBe(set.length);
      for (const { id, priority } of set) expect(Math.min(id, priority)).toBeGreaterThan(0);
      for (const { condition } of set) {
        expect(() => new RegExp(condition.regexFilter ?? '')).not.toThrow();
      }
    }
  });

  it('keep pages out of this machine also when their name is open', () => {
    const opened = Math.max(...sessionRules([name]).map(({ priority }) => priority));
    for (const which of ['chromium', 'firefox'] as const) {
      const header = dynamicRules('x://id/', which).find(
        ({ action }) => action.type === 'modifyHeaders',
      );
      expect(header?.priority).toBeGreaterThan(opened);
    }
  });

  it('shut every way in: reading and sending navigations, and everything else', () => {
    const kinds = staticRules().map(({ condition, action }) => [
      condition.resourceTypes ?? ['not', ...(condition.excludedResourceTypes ?? [])],
      condition.requestMethods ?? condition.excludedRequestMethods,
      action.type,
    ]);
    expect(kinds).toEqual([
      [['not', 'main_frame'], undefined, 'block'],
      [['main_frame'], ['get', 'head'], 'redirect'],
      [['main_frame'], ['get', 'head'], 'redirect'],
    ]);
  });
});
