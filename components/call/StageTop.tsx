import { durationText } from '../../lib/i18n/call-formats.ts';
import type { AzeroName } from '../../lib/names/name.ts';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';

type Props = Pick<CallProps, 't' | 'state' | 'now'> & {
  readonly name: AzeroName;
  readonly since: number;
  readonly aboutOpen: boolean;
  readonly onAbout: () => void;
};

/** Who it is, for how long, how good the connection is, and what they send. */
export function StageTop({ t, state, now, name, since, aboutOpen, onAbout }: Props) {
  const { their, quality } = state;
  const word = quality?.word ?? 'unknown';
  const isCut = state.session.phase.name === 'reconnecting';
  const level = t(`call.quality.${word}`);
  return (
    <header class="stage-top">
      <button
        type="button"
        class="stage-chip stage-who"
        aria-expanded={aboutOpen}
        aria-label={t('call.about.open', { name })}
        onClick={onAbout}
      >
        <CallIcon sign="shield" />
        <bdi dir="ltr">{name}</bdi>
      </button>
      <span class="stage-chip ticking">
        <span class="unseen">{t('call.duration')}: </span>
        {durationText(now - since)}
      </span>
      {!isCut && (
        <button
          type="button"
          class={`stage-chip quality quality-${word}`}
          aria-expanded={aboutOpen}
          aria-label={t('call.quality.open', { word: level })}
          onClick={onAbout}
        >
          <svg viewBox="0 0 20 16" class="bars" aria-hidden="true" focusable="false">
            <path d="M2.5 15v-4" />
            <path d="M9.5 15V7" />
            <path d="M16.5 15V2" />
          </svg>
          {level}
        </button>
      )}
      {!isCut && !their.audio && !their.held && (
        <span class="stage-chip">
          <CallIcon sign="microphone-off" />
          {t('call.their.muted')}
          <span class="unseen">: {t('call.their.muted.text', { name })}</span>
        </span>
      )}
      {their.held && (
        <span class="stage-chip">
          <CallIcon sign="cut" />
          {t('call.their.cut')}
        </span>
      )}
    </header>
  );
}
