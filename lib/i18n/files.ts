import type { Transfer, TransferFailure } from '../call/files.ts';
import { secondsLeft, storedOf } from '../call/files-step.ts';
import { assertNever } from '../result.ts';
import { sizeText, spanText } from './call-formats.ts';
import type { Translator } from './translate.ts';

/** Why a transfer came to nothing, and what to do. */
function transferFailureText(t: Translator, { by, why }: TransferFailure): string {
  return t(`files.failed.${why}.${by}`);
}

/** How a transfer stands, in one line. `held`: the call is cut. */
export function transferText(t: Translator, transfer: Transfer, held: boolean): string {
  const { state, direction } = transfer;
  switch (state.name) {
    case 'queued':
      return t('files.state.queued');
    case 'offered':
      return t(`files.state.offered.${direction}`);
    case 'waiting':
      return t(state.preparing ? 'files.state.preparing' : 'files.state.waiting');
    case 'sending':
    case 'receiving': {
      if (state.name === 'receiving' && state.checking) return t('files.state.checking');
      const done = progress(t, transfer);
      if (state.pausedByUs) return `${done} · ${t('files.state.paused.us')}`;
      if (state.pausedByThem) return `${done} · ${t('files.state.paused.them')}`;
      return held ? `${done} · ${t('files.state.held')}` : [done, ...pace(t, transfer)].join(' · ');
    }
    case 'done':
      return t('files.state.done');
    case 'ready':
      return t(state.saved ? 'files.state.saved' : 'files.state.ready');
    case 'failed':
      return transferFailureText(t, state.failure);
    default:
      return assertNever(state);
  }
}

function progress(t: Translator, transfer: Transfer): string {
  const [done, all] = [storedOf(transfer), transfer.size];
  return t('files.progress', {
    done: sizeText(t.language, done),
    all: sizeText(t.language, all),
  });
}

function pace(t: Translator, transfer: Transfer): readonly string[] {
  const left = secondsLeft(transfer);
  const speed = transfer.pace.perSecond;
  if (left === undefined || speed === undefined) return [];
  return [
    t('files.pace', { speed: sizeText(t.language, speed) }),
    t('files.left', { time: spanText(t.language, left) }),
  ];
}
