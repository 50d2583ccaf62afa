import { CapybaraMark } from '../CapybaraMark.tsx';
import { MyNameSection } from '../MyNameSection.tsx';
import { SilentBackground } from '../SilentBackground.tsx';
import { Fold } from './Fold.tsx';
import { LanguageSection } from './LanguageSection.tsx';
import { Managed } from './Managed.tsx';
import type { OptionsProps } from './options-props.ts';

/** The page of settings. Every change holds at once; there is no button that saves all. */
export function OptionsView(props: OptionsProps) {
  const { t, myName, locked, onSetMyName, onCopy } = props;
  return (
    <main class="options">
      <header class="options-head">
        <CapybaraMark />
        <h1>{t('options.title')}</h1>
      </header>
      {props.isSilent && <SilentBackground t={t} />}
      <section class="card options-card" aria-labelledby="options-name">
        <h2 id="options-name">{t('options.name')}</h2>
        <p class="soft">{t('options.name.text')}</p>
        <Managed t={t} is={locked.name}>
          <MyNameSection
            t={t}
            myName={myName}
            onSetMyName={onSetMyName}
            onOpenNames={props.onOpenNames}
            onCopy={onCopy}
          />
        </Managed>
      </section>
      <Managed t={t} is={locked.language}>
        <LanguageSection t={t} language={props.language} onChoose={props.onSetLanguage} />
      </Managed>
      <div class="card folds">
        {props.sections.map(({ section, content, locked: isLocked }) => (
          <Fold
            key={section}
            section={section}
            title={t(`options.${section}`)}
            hint={t(`options.${section}.hint`)}
            open={props.open.has(section)}
            onToggle={(open) => props.onToggle(section, open)}
          >
            <Managed t={t} is={isLocked}>
              {content}
            </Managed>
          </Fold>
        ))}
      </div>
      <footer class="options-foot soft">
        <p>{t('proves')}</p>
        <div class="options-line">
          <button type="button" class="button button-quiet" onClick={props.onOpenWelcome}>
            {t('options.welcome')}
          </button>
          <button type="button" class="button button-quiet" onClick={props.onOpenDiagnostics}>
            {t('options.diagnostics')}
          </button>
        </div>
      </footer>
    </main>
  );
}
