import { Prose } from '../components/Prose.tsx';
import type { Survey } from '../lib/azero/every-endpoint.ts';
import type { NameDetails } from '../lib/azero/name-details.ts';
import { dayText } from '../lib/i18n/formats.ts';
import type { AzeroName } from '../lib/names/name.ts';
import { assertNever } from '../lib/result.ts';
import { AccountLine } from './AccountLine.tsx';
import type { NamesProps } from './names-props.ts';
import { RecordEditor } from './RecordEditor.tsx';
import { RecordList } from './RecordList.tsx';
import { SurveyFindings } from './SurveyFindings.tsx';

type Props = {
  readonly props: NamesProps;
  readonly name: AzeroName;
  readonly survey: Survey<NameDetails>;
};

/** Everything about one name, and who says so. */
export function NameCard({ props, name, survey }: Props) {
  const { t } = props;
  const state = stateOf(survey);
  return (
    <section class="card options-card" aria-labelledby="found">
      <div class="found-head">
        <h2 id="found" tabIndex={-1}>
          <bdi dir="ltr">{name}</bdi>
        </h2>
        <output class={`names-tag names-tag-${state}`}>{t(`names.state.${state}`)}</output>
      </div>
      <SurveyFindings
        t={t}
        survey={survey}
        renderValue={(details, disputed) => (
          <Details props={props} details={details} editable={!disputed} />
        )}
      />
    </section>
  );
}

type DetailsProps = {
  readonly props: NamesProps;
  readonly details: NameDetails;
  /** Only what nobody contradicts can be edited. */
  readonly editable: boolean;
};

function Details({ props, details, editable }: DetailsProps) {
  const { t, node, draft } = props;
  switch (details.kind) {
    case 'registered':
      return (
        <>
          <dl class="names-facts">
            <AccountLine props={props} label={t('names.owner')} address={details.owner} />
            {details.controller !== details.owner && (
              <AccountLine
                props={props}
                label={t('names.controller')}
                address={details.controller}
              />
            )}
            <AccountLine props={props} label={t('names.resolved')} address={details.resolved} />
            <div>
              <dt>{t('names.period')}</dt>
              <dd>
                {t('names.period.text', {
                  from: dayText(t.language, details.from),
                  until: dayText(t.language, details.until),
                })}
              </dd>
            </div>
          </dl>
          {editable && draft !== undefined ? (
            <RecordEditor props={props} draft={draft} sizeLimit={details.sizeLimit} />
          ) : (
            <RecordList t={t} records={details.records} node={node} />
          )}
        </>
      );
    case 'not-registered':
      return (
        <p>
          <Prose text={t(`names.state.${details.status}.text`)} />
        </p>
      );
    case 'expired':
      return <p>{t('names.state.expired.text', { day: dayText(t.language, details.since) })}</p>;
    case 'contract-changed':
      return <p>{t('names.state.contract-changed.text')}</p>;
    default:
      return assertNever(details);
  }
}

type State =
  | 'asking'
  | 'silent'
  | 'disagreed'
  | 'registered'
  | 'expired'
  | 'free'
  | 'reserved'
  | 'refused'
  | 'contract-changed';

function stateOf({ outcome }: Survey<NameDetails>): State {
  switch (outcome.kind) {
    case 'agreed':
    case 'too-few':
      return outcome.value.kind === 'not-registered' ? outcome.value.status : outcome.value.kind;
    case 'asking':
    case 'silent':
    case 'disagreed':
      return outcome.kind;
    default:
      return assertNever(outcome);
  }
}
