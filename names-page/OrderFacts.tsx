import { cleanWord } from '../lib/i18n/hostile-word.ts';
import { amountText } from './amount-text.ts';
import type { NamesProps } from './names-props.ts';
import { SafeText } from './SafeText.tsx';
import type { WriteState } from './write-state.ts';

type Props = {
  readonly props: NamesProps;
  readonly write: Extract<WriteState, { stage: 'review' }>;
};

/** What will be signed, by whom, and what it costs. */
export function OrderFacts({ props, write: { order, cost } }: Props) {
  const { t, unit } = props;
  const amount = (value: bigint): string => amountText(t.language, value, unit);
  const refund = cost.deposit < 0n;
  return (
    <dl class="names-facts">
      {order.changes.map(([key, value]) => (
        <div key={key}>
          <dt>
            {t(value === null ? 'names.write.delete' : 'names.write.set', {
              key: cleanWord(key, 60),
            })}
          </dt>
          <dd>{value !== null && <SafeText t={t} text={value} />}</dd>
        </div>
      ))}
      <div>
        <dt>{t('names.write.account')}</dt>
        <dd>
          <bdi dir="ltr" class="mono">
            {order.account}
          </bdi>
        </dd>
      </div>
      <div>
        <dt>{t('names.write.fee')}</dt>
        <dd>{amount(cost.fee)}</dd>
      </div>
      {cost.deposit !== 0n && (
        <div>
          <dt>{t(refund ? 'names.write.refund' : 'names.write.deposit')}</dt>
          <dd>{amount(cost.deposit)}</dd>
        </div>
      )}
      {cost.deposit > 0n && (
        <div class="names-total">
          <dt>{t('names.write.total')}</dt>
          <dd>
            <strong>{amount(cost.fee + cost.deposit)}</strong>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('names.write.free')}</dt>
        <dd>{amount(cost.free)}</dd>
      </div>
    </dl>
  );
}
