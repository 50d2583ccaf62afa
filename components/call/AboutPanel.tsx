import { fingerprintPairs } from '../../lib/call/fingerprint.ts';
import type { QualityNumbers } from '../../lib/call/quality.ts';
import type { Call } from '../../lib/call/session-state.ts';
import {
  clockText,
  durationText,
  millisecondsText,
  percentText,
  rateText,
} from '../../lib/i18n/call-formats.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { CallProps } from './call-props.ts';
import { ProofNote } from './ProofNote.tsx';

type Props = CallProps & { readonly call: Call; readonly since: number };

/** What is proven of the other side, and how good the connection is, in numbers. */
export function AboutPanel({ t, state, now, call, since }: Props) {
  const { quality } = state;
  const theirs = (call.role === 'caller' ? call.answer : call.offer).fingerprint;
  const before = call.peer.remembered;
  return (
    <>
      <ProofNote t={t} peer={call.peer} acquaintance={call.acquaintance} side={call.role} proven />
      <dl class="facts">
        <div>
          <dt>{t('call.proof.certificate')}</dt>
          <dd class="mono fingerprint">{fingerprintPairs(theirs)}</dd>
        </div>
        {before !== undefined && before !== theirs && (
          <div>
            <dt>{t('call.proof.certificate.before')}</dt>
            <dd class="mono fingerprint">{fingerprintPairs(before)}</dd>
          </div>
        )}
      </dl>
      <h3 class="field-label">
        {t('call.quality')}: {t(`call.quality.${quality?.word ?? 'unknown'}`)}
      </h3>
      <dl class="facts numbers">
        {quality && <Numbers t={t} numbers={quality.numbers} />}
        <div>
          <dt>{t('call.since')}</dt>
          <dd>{clockText(t.language, since)}</dd>
        </div>
        <div>
          <dt>{t('call.duration')}</dt>
          <dd>{durationText(now - since)}</dd>
        </div>
      </dl>
    </>
  );
}

function Numbers({ t, numbers }: { readonly t: Translator; readonly numbers: QualityNumbers }) {
  const { roundTrip, lostPercent, jitter, received, sent } = numbers;
  const { language } = t;
  const rows = [
    ['round-trip', roundTrip === undefined ? '–' : millisecondsText(language, roundTrip)],
    ['lost', lostPercent === undefined ? '–' : percentText(language, lostPercent)],
    ['jitter', jitter === undefined ? '–' : millisecondsText(language, jitter)],
    ['received', rateText(language, received)],
    ['sent', rateText(language, sent)],
  ] as const;
  return (
    <>
      {rows.map(([kind, text]) => (
        <div key={kind}>
          <dt>{t(`call.quality.${kind}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </>
  );
}
