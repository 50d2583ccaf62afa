import { useEffect, useRef } from 'preact/hooks';
import { CapybaraMark } from '../components/CapybaraMark.tsx';
import { AccountCard } from './AccountCard.tsx';
import { LookForm } from './LookForm.tsx';
import { NameCard } from './NameCard.tsx';
import type { NamesProps } from './names-props.ts';
import { WalletSection } from './WalletSection.tsx';
import { WriteSection } from './WriteSection.tsx';

/** The page before the extension has answered: the same page, with what does not need it. */
type OpeningProps = Pick<NamesProps, 't'>;

/** The page where names are looked up and written. What is typed while it opens stays, and is looked up then. */
export function NamesView(props: OpeningProps | NamesProps) {
  const { t } = props;
  const open = 'network' in props ? props : undefined;
  return (
    <main class="options names" data-state={stateOf(open)}>
      <header class="options-head">
        <CapybaraMark />
        <div>
          <h1>{t('names.title')}</h1>
          {open ? (
            <p class="soft">{headerText(open)}</p>
          ) : (
            <output class="soft">{t('names.greeting')}</output>
          )}
        </div>
      </header>
      <p class="welcome-text">{t('names.text')}</p>
      {open?.lost && (
        <section class="card options-card lost" role="alert">
          <h2>{t('names.closed.lost')}</h2>
          <p>{t('names.lost')}</p>
        </section>
      )}
      <LookForm t={t} onLook={open?.onLook} />
      {open && <OpenPage {...open} />}
    </main>
  );
}

function stateOf(open: NamesProps | undefined): 'opening' | 'lost' | 'ready' {
  if (open === undefined) return 'opening';
  return open.lost ? 'lost' : 'ready';
}

function headerText({ t, network, ownName }: NamesProps): string {
  const shown = t(`names.network.${network}`);
  return ownName === undefined ? shown : t('names.header', { network: shown, name: ownName });
}

/** What was found, what is written, and the wallet. */
function OpenPage(props: NamesProps) {
  const { found, write } = props;
  const shown = found.kind === 'name' ? found.name : found.kind === 'account' ? found.address : '';
  const known = useRef(shown);
  useEffect(() => {
    // Also after a click on a name in a list, which may be far away from the card.
    if (known.current !== shown) document.getElementById('found')?.focus();
    known.current = shown;
  }, [shown]);
  return (
    <>
      {write.stage !== 'idle' && <WriteSection props={props} />}
      {found.kind === 'name' && (
        <NameCard key={found.name} props={props} name={found.name} survey={found.survey} />
      )}
      {found.kind === 'account' && (
        <AccountCard
          key={found.address}
          props={props}
          address={found.address}
          survey={found.survey}
        />
      )}
      <WalletSection props={props} />
    </>
  );
}
