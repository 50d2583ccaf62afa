import { expect, test } from 'vitest';
import {
  contractRefusal,
  poolRefusal,
  runtimeRefusal,
  walletRefusal,
} from '../../../names-page/write-refusals.ts';

test.each([
  [1010, 'Invalid Transaction: Transaction is outdated', { kind: 'stale-nonce' }],
  [1014, 'Priority is too low: (1 vs 1)', { kind: 'stale-nonce' }],
  [1010, 'Invalid Transaction: Transaction has a bad signature', { kind: 'bad-signature' }],
  [
    1010,
    'Invalid Transaction: Inability to pay some fees (e.g. account balance too low)',
    { kind: 'too-little-balance' },
  ],
  [1013, 'Transaction Already Imported', 'known-already'],
  [1016, 'Immediately Dropped', { kind: 'refused', detail: 'Immediately Dropped' }],
])('the pool says %s %s', (code, message, failure) => {
  expect(poolRefusal(code, message)).toEqual(failure);
});

test.each([
  ['CallerIsNotController', { kind: 'not-controller' }],
  ['NameDoesntExist', { kind: 'name-gone' }],
  ['RecordsOverflow', { kind: 'records-overflow' }],
  ['LangError', { kind: 'contract-error', error: 'LangError' }],
])('the registry says %s', (error, failure) => {
  expect(contractRefusal(error)).toEqual(failure);
});

test.each([
  ['StorageDepositNotEnoughFunds', 'dry-run', { kind: 'too-little-for-deposit' }],
  ['StorageDepositNotEnoughFunds', 'block', { kind: 'too-little-for-deposit' }],
  ['StorageDepositLimitExhausted', 'dry-run', { kind: 'too-little-for-deposit' }],
  ['StorageDepositLimitExhausted', 'block', { kind: 'deposit-grew' }],
  ['OutOfGas', 'block', { kind: 'dispatch-error', error: 'OutOfGas' }],
] as const)('the runtime says %s in a %s', (error, where, failure) => {
  expect(runtimeRefusal(error, where)).toEqual(failure);
});

test.each([
  ['Cancelled', 'rejected'],
  ['User rejected the request', 'rejected'],
  ['Denied by user', 'rejected'],
  ['declined', 'rejected'],
  ['Could not establish connection. Receiving end does not exist.', 'wallet-gone'],
])('a wallet says %s', (message, kind) => {
  expect(walletRefusal(message).kind).toBe(kind);
});
