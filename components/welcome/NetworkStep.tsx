import { useId, useState } from 'preact/hooks';
import { inputText } from '../../lib/i18n/inputs.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { FailureNotice } from '../FailureNotice.tsx';
import { Field } from '../options/Field.tsx';
import { Command } from './Command.tsx';
import type { TunnelsFound, WelcomeProps } from './welcome-props.ts';

type Props = {
  readonly t: Translator;
  /** Whether this node and this person's name are known. */
  readonly ready: boolean;
  readonly onTunnels: WelcomeProps['onTunnels'];
};

/** What the network must let pass for calls, as the commands that two people run. */
export function NetworkStep({ t, ready, onTunnels }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [found, setFound] = useState<TunnelsFound | undefined>(undefined);
  const [asking, setAsking] = useState(false);
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('welcome.network')}</h2>
      <p class="soft">{t('welcome.network.text')}</p>
      {ready && (
        <form
          class="options-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (asking) return;
            setAsking(true);
            void onTunnels(text).then((answer) => {
              setFound(answer);
              setAsking(false);
            });
          }}
        >
          <Field
            label={t('welcome.network.friend')}
            value={text}
            error={found?.kind === 'no-name' ? inputText(t, found.error) : undefined}
            onInput={(next) => {
              setText(next);
              setFound(undefined);
            }}
          />
          <button type="submit" class="button" aria-disabled={asking}>
            {t(asking ? 'welcome.checking' : 'welcome.network.show')}
          </button>
        </form>
      )}
      <div class="welcome-body" aria-live="polite">
        {found?.kind === 'failed' && <FailureNotice t={t} failure={found.failure} />}
        {found?.kind === 'found' && (
          <>
            <h3>{t('welcome.network.yours')}</h3>
            <Command text={found.yours} />
            <h3>{t('welcome.network.theirs', { name: found.name })}</h3>
            <Command text={found.theirs} />
            <p class="soft">{t('welcome.network.source')}</p>
          </>
        )}
      </div>
    </section>
  );
}
