import type { Survey } from '../lib/azero/every-endpoint.ts';
import type { AccountDetails } from '../lib/azero/name-details.ts';
import { NameLink, NameList } from './NameList.tsx';
import type { NamesProps } from './names-props.ts';
import { SurveyFindings } from './SurveyFindings.tsx';

type Props = {
  readonly props: NamesProps;
  readonly address: string;
  readonly survey: Survey<AccountDetails>;
};

/** The names of an account, and who says so. */
export function AccountCard({ props, address, survey }: Props) {
  const { t } = props;
  const { outcome } = survey;
  return (
    <section class="card options-card" aria-labelledby="found">
      <div class="found-head">
        <h2 id="found" tabIndex={-1}>
          <span class="eyebrow">{t('names.account')}</span>
          <bdi dir="ltr" class="mono account-address">
            {address}
          </bdi>
        </h2>
      </div>
      {outcome.kind === 'asking' && <output class="soft">{t('names.state.asking')}</output>}
      <SurveyFindings
        t={t}
        survey={survey}
        renderValue={(details) => <AccountNames props={props} details={details} />}
      />
    </section>
  );
}

type NamesOfProps = { readonly props: NamesProps; readonly details: AccountDetails };

function AccountNames({ props, details }: NamesOfProps) {
  const { t, ending, onOpen } = props;
  if (details.kind === 'contract-changed') return <p>{t('names.state.contract-changed.text')}</p>;
  const { primary, owned, controlled, resolving } = details;
  // Who owns a name mostly controls it too: only what is not said yet is listed.
  const only = controlled.filter((label) => !owned.includes(label));
  return (
    <dl class="names-facts">
      <div>
        <dt>{t('names.primary')}</dt>
        <dd>
          {primary === undefined ? (
            <span class="soft">{t('names.primary.none')}</span>
          ) : (
            <NameLink t={t} text={primary} onOpen={onOpen} />
          )}
        </dd>
      </div>
      <div>
        <dt>{t('names.owned')}</dt>
        <dd>
          <NameList t={t} labels={owned} ending={ending} onOpen={onOpen} />
        </dd>
      </div>
      {only.length > 0 && (
        <div>
          <dt>{t('names.controlled')}</dt>
          <dd>
            <NameList t={t} labels={only} ending={ending} onOpen={onOpen} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('names.resolving')}</dt>
        <dd>
          <NameList t={t} labels={resolving} ending={ending} onOpen={onOpen} />
        </dd>
      </div>
    </dl>
  );
}
