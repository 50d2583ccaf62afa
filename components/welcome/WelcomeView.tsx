import { listText } from '../../lib/i18n/formats.ts';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import { CapybaraMark } from '../CapybaraMark.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { KeyText } from '../KeyText.tsx';
import { MyNameSection } from '../MyNameSection.tsx';
import { Prose } from '../Prose.tsx';
import { SilentBackground } from '../SilentBackground.tsx';
import { Command } from './Command.tsx';
import { NetworkStep } from './NetworkStep.tsx';
import { WelcomeStep } from './WelcomeStep.tsx';
import type { WelcomeProps } from './welcome-props.ts';

/** How the step of the host stands by its state. */
const TONES = { connected: 'done', connecting: 'now', down: 'failed', silent: 'later' } as const;

/** From "just installed" to "names open and calls arrive", each step with its state as it is now. */
export function WelcomeView(props: WelcomeProps) {
  const { t, status, isSilent, myName, leaks, onCopy } = props;
  const { host, node } = status;
  const done = [host.state === 'connected', node.state === 'up', myName.state === 'matches'];
  const count = done.filter(Boolean).length;
  return (
    <main class="options welcome">
      <header class="options-head">
        <CapybaraMark />
        <div>
          <h1>{t('welcome.title')}</h1>
          <output class="soft">
            {count === done.length
              ? t('welcome.ready')
              : t('welcome.progress', { count, all: done.length })}
          </output>
        </div>
      </header>
      <p class="welcome-text">{t(count === done.length ? 'welcome.ready.text' : 'welcome.text')}</p>

      {isSilent && <SilentBackground t={t} />}
      <WelcomeStep
        t={t}
        heading={t('welcome.host')}
        text={t('welcome.host.text')}
        tone={TONES[isSilent && host.state === 'connecting' ? 'silent' : host.state]}
      >
        {host.state === 'connected' && <p>{t('welcome.host.done', { version: host.version })}</p>}
        {host.state === 'down' && (
          <>
            <FailureNotice t={t} failure={{ kind: host.failure }} />
            {host.failure === 'host-not-installed' && (
              <>
                <p>{t('welcome.host.command')}</p>
                <Command text="npm run build && node .output/native-host/copybara-host.mjs install" />
              </>
            )}
            <p class="soft">{t('welcome.host.noticed')}</p>
          </>
        )}
      </WelcomeStep>

      <WelcomeStep
        t={t}
        heading={t('welcome.node')}
        text={t('welcome.node.text')}
        tone={node.state === 'up' ? 'done' : node.state === 'down' ? 'failed' : 'later'}
      >
        {node.state === 'up' && (
          <p>
            {t('welcome.node.done')}{' '}
            <KeyText t={t} label="copy.node-id" text={node.nodeId} onCopy={onCopy} />
          </p>
        )}
        {node.state === 'down' && (
          <>
            <FailureNotice t={t} failure={{ kind: node.cause }} />
            {node.detail && (
              <p class="said mono" dir="ltr">
                {cleanWord(node.detail, 300)}
              </p>
            )}
          </>
        )}
      </WelcomeStep>

      <WelcomeStep
        t={t}
        heading={t('welcome.name')}
        text={t('welcome.name.text')}
        tone={myName.state === 'matches' ? 'done' : myName.state === 'unset' ? 'later' : 'asking'}
      >
        <MyNameSection
          t={t}
          myName={myName}
          onSetMyName={props.onSetMyName}
          onOpenNames={props.onOpenNames}
          onCopy={onCopy}
        />
        {node.state === 'up' && (myName.state === 'checking' || myName.state === 'failed') && (
          <p class="soft">
            <Prose text={t('welcome.name.record')} />{' '}
            <KeyText t={t} label="copy.node-id" text={node.nodeId} onCopy={onCopy} />
          </p>
        )}
      </WelcomeStep>

      <NetworkStep
        t={t}
        ready={node.state === 'up' && myName.state === 'matches'}
        onTunnels={props.onTunnels}
      />

      {props.checks}

      <section class="card options-card" aria-labelledby="sees">
        <h2 id="sees">{t('welcome.sees')}</h2>
        <ul class="plain-list">
          <li>
            {t('welcome.sees.endpoints', { operators: listText(t.language, props.operators) })}
          </li>
          <li>{t('welcome.sees.node')}</li>
          <li>{t('welcome.sees.nobody')}</li>
        </ul>
        {leaks.length > 0 && (
          <>
            <h3>{t('popup.leaks')}</h3>
            <ul class="plain-list">
              {leaks.map((leak) => (
                <li key={leak}>
                  <Prose text={t(`popup.leaks.${leak}`)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>

      <footer class="options-foot soft">
        <p>{t('proves')}</p>
        <button type="button" class="button" onClick={props.onOpenSettings}>
          {t('welcome.settings')}
        </button>
      </footer>
    </main>
  );
}
