import { useId } from 'preact/hooks';
import type { Preferences } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { Switch } from './Switch.tsx';

const STARTS = ['video', 'voice', 'listen'] as const;
const SWITCHES = [
  { text: 'noise', preference: 'noiseSuppression' },
  { text: 'echo', preference: 'echoCancellation' },
  { text: 'push', preference: 'pushToTalk' },
  { text: 'sounds', preference: 'sounds' },
] as const;

type Props = {
  readonly t: Translator;
  readonly preferences: Preferences;
  readonly onSet: (preferences: Preferences) => void;
};

/** What every call begins with, and what is done to its sound. */
export function PreferencesSection({ t, preferences, onSet }: Props) {
  const id = useId();
  return (
    <>
      <p class="soft">{t('options.preferences.text')}</p>
      <fieldset class="choices">
        <legend>{t('options.preferences.start')}</legend>
        {STARTS.map((start) => (
          <div key={start} class="choice">
            <input
              id={`${id}-${start}`}
              type="radio"
              name={`${id}-start`}
              checked={preferences.startAs === start}
              aria-describedby={`${id}-${start}-text`}
              onChange={() => onSet({ ...preferences, startAs: start })}
            />
            <div>
              <label class="choice-name" for={`${id}-${start}`}>
                {t(`call.mode.${start}`)}
              </label>
              <p class="soft" id={`${id}-${start}-text`}>
                {t(`call.mode.${start}.text`)}
              </p>
            </div>
          </div>
        ))}
      </fieldset>
      <div class="choices">
        {SWITCHES.map(({ text, preference }) => (
          <Switch
            key={preference}
            label={t(`preference.${text}`)}
            text={t(`preference.${text}.text`)}
            on={preferences[preference]}
            onSet={(on) => onSet({ ...preferences, [preference]: on })}
          />
        ))}
      </div>
    </>
  );
}
