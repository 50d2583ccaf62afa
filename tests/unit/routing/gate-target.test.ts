import { expect, test } from 'vitest';
import { targetOfGate } from '../../../lib/routing/gate-target.ts';

test.each([
  ['#http://alice.azero/x?y#z', 'http://alice.azero/x?y#z'],
  ['#https://www.google.com/search?q=alice.azero', 'http://alice.azero/'],
  ['#https://www.google.com/search?q=weather', undefined],
  ['#http://example.com/', undefined],
  ['#', undefined],
  ['', undefined],
])('the gate at %s waits for %s', (hash, url) => {
  expect(targetOfGate(hash)?.url).toBe(url);
});
