import { describe, expect, it } from 'vitest';
import { judgePageRequest, type PageRequest } from '../../../../native-host/names-page/request.ts';

const TOKEN = 'a1'.repeat(32);
const GOOD: PageRequest = {
  method: 'GET',
  target: `/?${TOKEN}`,
  host: 'names.copybara.localhost:9379',
  destination: 'document',
};
const judge = (change: Partial<PageRequest>) => judgePageRequest({ ...GOOD, ...change }, 9379);
const refused = (refusal: string) => ({ kind: 'refused', refusal });

describe('a request for the names page', () => {
  it('is for its one address, which becomes a page of its own', () => {
    expect(judge({})).toEqual({ kind: 'page', token: TOKEN });
  });

  it.each([
    undefined,
    '',
    '127.0.0.1:9379',
    'localhost:9379',
    'names.copybara.localhost',
    'names.copybara.localhost:9380',
    'names.copybara.localhost.:9379',
    'NAMES.copybara.localhost:9379',
    'evil.example:9379',
    'names.copybara.localhost:9379, evil.example',
  ])('is refused under the host %s: DNS rebinding', (host) => {
    expect(judge({ host })).toEqual(refused('wrong-host'));
  });

  it.each([undefined, 'POST', 'HEAD', 'OPTIONS', 'PUT', 'get'])('is refused as %s', (method) => {
    expect(judge({ method })).toEqual(refused('wrong-method'));
  });

  it.each([
    undefined,
    '',
    'empty',
    'iframe',
    'frame',
    'embed',
    'object',
    'image',
    'script',
    'worker',
  ])('is refused for the destination %s', (destination) => {
    expect(judge({ destination })).toEqual(refused('wrong-destination'));
  });

  it.each([
    undefined,
    '/',
    '/?',
    `/?${TOKEN.slice(1)}`,
    `/?${TOKEN}0`,
    `/?${TOKEN.toUpperCase()}`,
    `/?${TOKEN}&a`,
    `/x?${TOKEN}`,
    `//names.copybara.localhost:9379/?${TOKEN}`,
    `http://names.copybara.localhost:9379/?${TOKEN}`,
    `/?${TOKEN}\n`,
  ])('is refused for the target %s', (target) => {
    expect(judge({ target })).toEqual(refused('unknown-path'));
  });
});
