import { useEffect, useRef } from 'preact/hooks';
import { CapybaraMark } from '../components/CapybaraMark.tsx';
import { AccountCard } from './AccountCard.tsx';
import { LookForm } from './LookForm.tsx';
import { NameCard } from './NameCard.tsx';
import type { NamesProps } from './names-props.ts';
import { WalletSection } from './WalletSection.tsx';
import { WriteSection } from './WriteSection.tsx';

/** The page where names are looked up and written. */
export function NamesView(props: NamesProps) {
  const { t, network, ownName, found, write, lost, onLook } = props;
  const shown = found.kind === 'name' ? found.name : found.kind === 'account' ? found.address : '';
  const known = useRef(shown);
  useEffect(() => {
    // Also after a click on a name in a list, which may be far away from the card.
    if (known.current !== shown) document.getElementById('found')?.focus();
    known.current = shown;
  }, [shown]);
  return (
    <main class="options names" data-state={lost ? 'lost' : 'ready'}>
      <header class="options-head">
        <CapybaraMark />
        <div>
          <h1>{t('names.title')}</h1>
          <p class="soft">
            {ownName === undefined
              ? t(`names.network.${network}`)
              : t('names.header', { network: t(`names.network.${network}`), name: ownName })}
          </p>
        </div>
      </header>
      <p class="welcome-text">{t('names.text')}</p>
      {lost && (
        <section class="card options-card lost" role="alert">
          <h2>{t('names.closed.lost')}</h2>
          <p>{t('names.lost')}</p>
        </section>
      )}
      <LookForm t={t} onLook={onLook} />
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
    </main>
  );
}
