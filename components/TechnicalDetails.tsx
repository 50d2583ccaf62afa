import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { Failure, Proof, Step } from '../lib/protocol/ui.ts';

type Props = {
  readonly t: Translator;
  readonly failure: Failure;
  readonly step?: Step | undefined;
  /** When it failed, in ms since 1970. */
  readonly at?: number | undefined;
  readonly proof?: Proof | undefined;
};

/** For whoever repairs it: the words of the failure as they are, untranslated. */
export function TechnicalDetails({ t, failure, step, at, proof }: Props) {
  const rows: readonly (readonly [string, string])[] = [
    [t('gate.details.kind'), failure.kind],
    ...(step === undefined ? [] : [[t('gate.details.step'), step] as const]),
    ...Object.entries(failure.words ?? {}),
    ...(proof === undefined
      ? []
      : [
          [t('gate.details.node-id'), proof.nodeId] as const,
          [t('gate.details.operators'), proof.confirmedBy.join(', ')] as const,
        ]),
    ...(at === undefined ? [] : [[t('gate.details.at'), isoText(at)] as const]),
  ];
  return (
    <details class="details">
      <summary>{t('gate.details')}</summary>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd class="mono" dir="ltr">
              {cleanWord(value, 1_000)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function isoText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.valueOf()) ? '' : date.toISOString();
}
