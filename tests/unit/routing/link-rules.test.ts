import { describe, expect, test } from 'vitest';
import { DEFAULT_LINK_BASE } from '../../../lib/call/link-text.ts';
import { linkOf, linkRule } from '../../../lib/routing/link-rules.ts';
import { VECTORS } from '../call/vectors.ts';

const payload = VECTORS.calls[0]?.offer.payload ?? '';
const LINK = `${DEFAULT_LINK_BASE}#${payload}`;

const TAKEN = [
  ['a link', LINK],
  ['a link without the s', LINK.replace('https:', 'http:')],
  ['a link with something after it', `${LINK}=`],
  ['a link that was cut short', LINK.slice(0, DEFAULT_LINK_BASE.length + 30)],
] as const;

const LEFT = [
  ['the page without a payload', DEFAULT_LINK_BASE],
  ['an empty fragment', `${DEFAULT_LINK_BASE}#`],
  ['a place on the page', `${DEFAULT_LINK_BASE}#how-to-get-it`],
  ['a short place on the page', `${DEFAULT_LINK_BASE}#Help`],
  ['a query', `${DEFAULT_LINK_BASE}?x=1#${payload}`],
  ['another path', `${DEFAULT_LINK_BASE}/d#${payload}`],
  ['a longer path', `${DEFAULT_LINK_BASE}all#${payload}`],
  ['another host', `https://copybara.staex.io.evil.example/c#${payload}`],
  ['a host that only looks alike', `https://copybaraxstaex.io/c#${payload}`],
  ['a host before an at sign', `https://x@copybara.staex.io/c#${payload}`],
  ['another port', `https://copybara.staex.io:8443/c#${payload}`],
  ['an address within another', `https://example.com/?${LINK}`],
] as const;

describe.each(['chromium', 'firefox'] as const)('the rule of %s', (which) => {
  const rule = linkRule(DEFAULT_LINK_BASE, 1, which);
  const expression = new RegExp(rule.condition.regexFilter ?? '');

  test.each(TAKEN)('takes %s, and so does the background', (_, url) => {
    expect(expression.test(url)).toBe(true);
    expect(linkOf(url, DEFAULT_LINK_BASE)?.startsWith(`${DEFAULT_LINK_BASE}#`)).toBe(true);
  });

  test.each(LEFT)('leaves %s alone, and so does the background', (_, url) => {
    expect(expression.test(url)).toBe(false);
    expect(linkOf(url, DEFAULT_LINK_BASE)).toBeUndefined();
  });

  test('is for navigations that read, and lets nothing leave', () => {
    expect(rule.condition).toMatchObject({
      resourceTypes: ['main_frame'],
      requestMethods: ['get'],
    });
    expect(['block', 'redirect']).toContain(rule.action.type);
  });

  test('means a base of one’s own exactly as it is written', () => {
    const own = 'https://me.example:8443/a+b(c)/$';
    const expressionOf = new RegExp(linkRule(own, 1, which).condition.regexFilter ?? '');
    expect(expressionOf.test(`${own}#${payload}`)).toBe(true);
    expect(expressionOf.test(`https://meXexample:8443/a+b(c)/$#${payload}`)).toBe(false);
    expect(linkOf(`${own}#${payload}`, own)).toBe(`${own}#${payload}`);
  });
});
