import { expect, it } from 'vitest';
import { DEFAULT_LINK_BASE } from '../../../lib/call/link-text.ts';
import { linkBaseFrom } from '../../../lib/pages/link-base.ts';

it.each([
  ['', DEFAULT_LINK_BASE],
  ['  ', DEFAULT_LINK_BASE],
  [' https://call.example/c ', 'https://call.example/c'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('links may lead to “%s”', (text, base) => {
  expect(linkBaseFrom(text)).toEqual({ ok: true, value: base });
});

it.each([
  'call.example',
  'ftp://call.example',
  'https://call.example/c#',
  'https://call.example/c?x',
  'https://a@call.example/',
  `https://call.example/${'c'.repeat(400)}`,
  'javascript:alert(1)',
])('links may not lead to “%s”', (text) => {
  expect(linkBaseFrom(text)).toEqual({ ok: false, error: { kind: 'bad-link-base' } });
});
