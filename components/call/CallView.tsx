import type { CallActions, CallShell, CallState } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  readonly state: CallState;
  readonly actions: CallActions;
  readonly shell: CallShell;
  readonly now: number;
};

/** The window of a call. */
export function CallView({ t, state }: Props) {
  return <p>{`${t('brand')}: ${state.session.phase.name}`}</p>;
}
