import type { Translator } from '../lib/i18n/translate.ts';
import { amountText } from './amount-text.ts';
import type { Unit } from './names-props.ts';
import type { WriteFailure } from './write-failure.ts';

/** What happened, in one sentence, and the one thing to do next. */
export function writeFailureText(
  t: Translator,
  failure: WriteFailure,
  unit: Unit,
): { readonly what: string; readonly next: string } {
  return { what: whatText(t, failure, unit), next: t(`names.failure.${failure.kind}.next`) };
}

function whatText(t: Translator, failure: WriteFailure, unit: Unit): string {
  switch (failure.kind) {
    case 'wallet-gone':
    case 'refused':
      return t(`names.failure.${failure.kind}`, { detail: failure.detail });
    case 'contract-error':
    case 'dispatch-error':
      return t(`names.failure.${failure.kind}`, { error: failure.error });
    case 'too-little-balance':
    case 'too-little-for-deposit': {
      const { need, have } = failure;
      const what = t(`names.failure.${failure.kind}`);
      if (need === undefined || have === undefined) return what;
      const amounts = {
        need: amountText(t.language, need, unit),
        have: amountText(t.language, have, unit),
      };
      return `${what} ${t('names.failure.too-little-balance.amounts', amounts)}`;
    }
    default:
      return t(`names.failure.${failure.kind}`);
  }
}
