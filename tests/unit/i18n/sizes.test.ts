import { expect, test } from 'vitest';
import { sizeText, spanText } from '../../../lib/i18n/call-formats.ts';

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [4_240, '4.2 kB'],
  [52_428_800, '52 MB'],
  [999_600, '1 MB'],
  [3.2e9, '3.2 GB'],
  [9e15, '9 PB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText('en', bytes)).toBe(text);
});

test.each([
  [0.2, '1 sec'],
  [89, '89 sec'],
  [90, '2 min'],
  [5399, '90 min'],
  [7200, '2 hr'],
])('%d seconds are %s', (seconds, text) => {
  expect(spanText('en', seconds)).toBe(text);
});
