import { expect, it } from 'vitest';
import { LANGUAGES } from '../../lib/i18n/languages.ts';
import { read } from './source.ts';

const page = read('site/c/index.html');

it('the page of call links is one file that asks for nothing and runs nothing', () => {
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(
    /<script|<iframe|<form|<object|@import|url\((?!#)|\son\w+=|javascript:/i,
  );
  const fetched = [...page.matchAll(/<(\w+)\b[^>]*?\s(?:src|href|srcset)="([^"]+)"/g)]
    .map(([, element = '', address = '']) => ({ element, address }))
    .filter(({ element }) => element !== 'a');
  expect(fetched).toEqual([{ element: 'link', address: 'data:,' }]);
});

it('the page of call links has no place that could be taken for a payload', () => {
  expect(page).not.toMatch(/\s(?:id|name)="[A-Z]/);
});

it('the page of call links suits small and dark screens, and says what it must', () => {
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).toContain('width=device-width');
  expect(page).toMatch(/never left your browser/);
  expect(page).toContain('https://github.com/staex-io/copybara#install-it');
  for (const language of LANGUAGES) expect(page).toContain(`lang="${language}"`);
});
