import { expect, test } from 'vitest';
import { readSubject } from '../../../names-page/look-up.ts';
import { ALICE } from './states.ts';

test.each([
  ['alice.azero', { kind: 'name', name: 'alice.azero' }],
  ['  ALICE.A0 ', { kind: 'name', name: 'alice.azero' }],
  ['alice', { kind: 'name', name: 'alice.azero' }],
  ['http://www.alice.azero:8080/x', { kind: 'name', name: 'alice.azero' }],
  [` ${ALICE}`, { kind: 'account', address: ALICE }],
])('%s is looked up', (text, subject) => {
  expect(readSubject(text, ['azero'])).toMatchObject({ ok: true, value: subject });
});

test('a label alone is a name of the network that is set', () => {
  expect(readSubject('alice', ['tzero'])).toMatchObject({ value: { name: 'alice.tzero' } });
  expect(readSubject('alice', ['azero', 'tzero'])).toMatchObject({
    value: { name: 'alice.azero' },
  });
});

test.each([
  ['', { kind: 'empty' }],
  ['alice.tzero', { kind: 'elsewhere', ending: 'tzero' }],
  ['example.com', { kind: 'not-ours' }],
  ['аlice.azero', { kind: 'other-script', character: 'а', script: 'Cyrl' }],
])('%s is not', (text, error) => {
  expect(readSubject(text, ['azero'])).toEqual({ ok: false, error });
});
