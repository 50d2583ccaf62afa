import type { Notice } from '../call/call-state.ts';
import type { EndCause } from '../call/session-end.ts';
import type { MediaTrouble, Troubles } from '../call/session-media.ts';
import { assertNever } from '../result.ts';
import { failureText } from './failures.ts';
import { linkText, unopenedText } from './links.ts';
import type { PlainKey, Translator } from './translate.ts';

/** What happened and what to do next. Commands stand between backticks. */
export type TwoSentences = { readonly what: string; readonly next: string };

/** The words of pairs of sentences without a word from outside; a kind without both does not compile. */
type Plain<Room extends string> = {
  [K in PlainKey]: K extends `${Room}.${infer Kind}.what`
    ? `${Room}.${Kind}.next` extends PlainKey
      ? Kind
      : never
    : never;
}[PlainKey];

/** Why a call ended. */
export function endText(t: Translator, cause: EndCause): TwoSentences {
  const plain = (kind: Plain<'end'>): TwoSentences => ({
    what: t(`end.${kind}.what`),
    next: t(`end.${kind}.next`),
  });
  switch (cause.kind) {
    case 'refused': {
      const { refusal } = cause;
      if (refusal.kind !== 'not-for-us') return plain(refusal.kind);
      const { callee, ours } = refusal;
      return {
        what: t('end.not-for-us.what', { callee, ours }),
        next: t('end.not-for-us.next', { callee }),
      };
    }
    case 'unread': {
      const { what, next } = failureText(t, cause.failure);
      return { what: t(`end.unread.${cause.whose}.what`), next: `${what} ${next}` };
    }
    case 'relay-failed':
    case 'host-gone':
      return failureText(t, cause.failure);
    case 'hung-up':
    case 'cancelled':
    case 'declined':
    case 'window-closed':
    case 'peer-hung-up':
    case 'worker-gone':
    case 'browser-failed':
    case 'stuck':
    case 'not-answered':
    case 'missed':
    case 'answer-not-opened':
    case 'not-connected':
    case 'not-proven':
    case 'connection-lost':
    case 'taken-elsewhere':
    case 'other-call-goes-on':
      return plain(cause.kind);
    default:
      return assertNever(cause);
  }
}

/** Something that is told once and ends nothing. */
export function noticeText(t: Translator, notice: Notice): TwoSentences {
  const plain = (kind: Plain<'notice'>): TwoSentences => ({
    what: t(`notice.${kind}.what`),
    next: t(`notice.${kind}.next`),
  });
  switch (notice.kind) {
    case 'answer-refused':
      return plain(notice.refusal.kind);
    case 'link-refused':
      return linkText(t, notice.why);
    case 'screen-refused':
    case 'background-gone':
      return plain(notice.kind);
    case 'links-unopened':
      return unopenedText(t, notice.count);
    case 'not-kept':
      return plain(`not-kept-${notice.what}`);
    case 'device-gone':
      return {
        what: t(`notice.device-gone-${notice.what}.what`),
        next:
          notice.other === ''
            ? t('notice.device-gone.next')
            : t('notice.device-gone.next.named', { device: notice.other }),
      };
    case 'device-back':
      return {
        what: t(`notice.device-back-${notice.what}.what`),
        next: t('notice.device-back.next', { device: notice.label }),
      };
    default:
      return assertNever(notice);
  }
}

/** Why which device that was wanted is not on: once where both have the same trouble. */
export function troubleTexts(
  t: Translator,
  { microphone, camera }: Troubles,
): readonly TwoSentences[] {
  const told = (device: 'microphone' | 'camera' | 'both', trouble: MediaTrouble): TwoSentences => ({
    what: t(`trouble.${trouble}.what`, { device: t(`trouble.device.${device}`) }),
    next: t(`trouble.${trouble}.next`),
  });
  if (microphone !== undefined && microphone === camera) return [told('both', microphone)];
  return [
    ...(microphone === undefined ? [] : [told('microphone', microphone)]),
    ...(camera === undefined ? [] : [told('camera', camera)]),
  ];
}
