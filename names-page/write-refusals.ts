import type { WriteFailure } from './write-failure.ts';

/** What a node says of a transaction that it will not take: code and words of Substrate's pool. */
export function poolRefusal(code: number, message: string): WriteFailure | 'known-already' {
  // 1013: the pool has it already, which is what was wanted.
  if (code === 1013) return 'known-already';
  // 1014: another one of this account with the same nonce is waiting there.
  if (code === 1014 || /outdated|stale/i.test(message)) return { kind: 'stale-nonce' };
  if (/bad signature|bad proof/i.test(message)) return { kind: 'bad-signature' };
  if (/inability to pay|balance too low/i.test(message)) return { kind: 'too-little-balance' };
  return { kind: 'refused', detail: message };
}

/** What the registry says in a dry run, by the name of its error. */
export function contractRefusal(error: string): WriteFailure {
  switch (error) {
    case 'CallerIsNotController':
    case 'CallerIsNotOwner':
    case 'NotAuthorised':
      return { kind: 'not-controller' };
    case 'NameDoesntExist':
      return { kind: 'name-gone' };
    case 'RecordsOverflow':
      return { kind: 'records-overflow' };
    default:
      return { kind: 'contract-error', error };
  }
}

/**
 * What the runtime says, by the name of its error: numbers differ between runtimes. `where`: a dry run has no limit but what the
 * account can spend, a transaction the one that was shown.
 */
export function runtimeRefusal(error: string, where: 'dry-run' | 'block'): WriteFailure {
  switch (error) {
    case 'StorageDepositNotEnoughFunds':
      return { kind: 'too-little-for-deposit' };
    case 'StorageDepositLimitExhausted':
      return { kind: where === 'dry-run' ? 'too-little-for-deposit' : 'deposit-grew' };
    case 'InsufficientBalance':
    case 'FundsUnavailable':
      return { kind: 'too-little-balance' };
    default:
      return { kind: 'dispatch-error', error };
  }
}

/** What a wallet says when it does not sign; none of the words is a standard. */
export function walletRefusal(message: string): WriteFailure {
  return /cancel|reject|den(?:y|ied)|declin/i.test(message)
    ? { kind: 'rejected' }
    : { kind: 'wallet-gone', detail: message };
}
