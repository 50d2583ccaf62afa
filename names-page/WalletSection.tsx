import { useId } from 'preact/hooks';
import { Prose } from '../components/Prose.tsx';
import { listText } from '../lib/i18n/formats.ts';
import { cleanWord } from '../lib/i18n/hostile-word.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import { assertNever } from '../lib/result.ts';
import { EndpointList } from './EndpointList.tsx';
import { NameList } from './NameList.tsx';
import type { NamesProps, WalletState } from './names-props.ts';

/** The person's wallets, accounts and names. */
export function WalletSection({ props }: { readonly props: NamesProps }) {
  const { t } = props;
  return (
    <section class="card options-card" aria-labelledby="wallet">
      <h2 id="wallet">{t('names.wallet')}</h2>
      <p class="soft">{t('names.wallet.text')}</p>
      <Wallet props={props} />
    </section>
  );
}

function Wallet({ props }: { readonly props: NamesProps }) {
  const { t, wallet, onConnect, onStopConnecting } = props;
  switch (wallet.state) {
    case 'none':
      return <Next what={t('names.wallet.none')} next={t('names.wallet.none.next')} />;
    case 'found':
      return (
        <ConnectButton
          label={t('names.wallet.connect', { wallets: walletNames(t, wallet.wallets) })}
          onConnect={onConnect}
        />
      );
    case 'asking':
      return (
        <div class="options-line">
          <output>
            {wallet.late
              ? t('names.wallet.late', { wallets: walletNames(t, wallet.wallets) })
              : t('names.wallet.asking')}
          </output>
          <button type="button" class="button button-small" onClick={onStopConnecting}>
            {t('names.wallet.stop')}
          </button>
        </div>
      );
    case 'refused':
    case 'broken':
      return (
        <>
          <div role="alert">
            <Next
              what={t(`names.wallet.${wallet.state}`)}
              next={t(`names.wallet.${wallet.state}.next`)}
            />
          </div>
          <ConnectButton label={t('names.wallet.again')} onConnect={onConnect} />
        </>
      );
    case 'ready':
      return <Accounts props={props} wallet={wallet} />;
    default:
      return assertNever(wallet);
  }
}

type ReadyProps = {
  readonly props: NamesProps;
  readonly wallet: Extract<WalletState, { state: 'ready' }>;
};

function Accounts({ props, wallet }: ReadyProps) {
  const { t, onChoose } = props;
  const { accounts, chosen } = wallet;
  const id = useId();
  return (
    <>
      <div class="field">
        <label for={id}>{t('names.wallet.account')}</label>
        <select
          id={id}
          value={chosen ?? ''}
          onChange={(event) => {
            if (event.currentTarget.value !== '') onChoose(event.currentTarget.value);
          }}
        >
          {chosen === undefined && <option value="">{t('names.wallet.choose')}</option>}
          {accounts.map(({ address, label, source }) => (
            <option key={`${source}/${address}`} value={address}>
              {`${cleanWord(label, 40)} – ${address.slice(0, 6)}…${address.slice(-6)} (${cleanWord(source, 30)})`}
            </option>
          ))}
        </select>
      </div>
      <OwnNames props={props} wallet={wallet} />
    </>
  );
}

function OwnNames({ props, wallet: { names, resolver } }: ReadyProps) {
  const { t, ending, onOpen } = props;
  if (names === undefined) return null;
  const { outcome } = names;
  const details =
    outcome.kind === 'agreed' || outcome.kind === 'too-few' ? outcome.value : undefined;
  if (details === undefined) {
    const { kind } = outcome;
    if (kind === 'silent') return <p>{t('names.state.silent.text')}</p>;
    if (kind === 'disagreed') {
      return (
        <>
          <p class="field-error">{t('names.state.disagreed.text')}</p>
          <EndpointList t={t} survey={names} />
        </>
      );
    }
    return <output class="soft">{t('names.state.asking')}</output>;
  }
  if (details.kind === 'contract-changed') return <p>{t('names.state.contract-changed.text')}</p>;
  const labels = [...new Set([...details.owned, ...details.controlled])];
  return (
    <>
      {labels.length === 0 ? (
        <Next what={t('names.wallet.nothing')} next={t('names.wallet.nothing.next')} />
      ) : (
        <NameList t={t} labels={labels} ending={ending} onOpen={onOpen} />
      )}
      {details.primary !== undefined && (
        <p class="soft">
          {t('names.primary')}: <bdi dir="ltr">{cleanWord(details.primary, 60)}</bdi>
          {resolver !== undefined && (
            <>
              {' – '}
              {resolver === details.primary
                ? t('names.resolver.agrees')
                : t('names.resolver.differs', { name: resolver ?? t('names.primary.none') })}
            </>
          )}
        </p>
      )}
    </>
  );
}

function ConnectButton({
  label,
  onConnect,
}: {
  readonly label: string;
  readonly onConnect: () => void;
}) {
  return (
    <div>
      <button type="button" class="button button-main" onClick={onConnect}>
        {label}
      </button>
    </div>
  );
}

function Next({ what, next }: { readonly what: string; readonly next: string }) {
  return (
    <div class="notice">
      <p>{what}</p>
      <p class="next">
        <Prose text={next} />
      </p>
    </div>
  );
}

function walletNames(t: Translator, wallets: readonly string[]): string {
  return listText(
    t.language,
    wallets.slice(0, 4).map((name) => cleanWord(name, 30)),
  );
}
