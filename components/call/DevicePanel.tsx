import { useId } from 'preact/hooks';
import type { Device, Devices, Preferences } from '../../lib/call/call-state.ts';
import { cleanWord } from '../../lib/i18n/hostile-word.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import type { CallProps } from './call-props.ts';

const SWITCHES = [
  { text: 'noise', preference: 'noiseSuppression' },
  { text: 'echo', preference: 'echoCancellation' },
  { text: 'push', preference: 'pushToTalk' },
  { text: 'sounds', preference: 'sounds' },
] as const satisfies readonly { readonly text: string; readonly preference: keyof Preferences }[];

const KINDS = [
  { kind: 'microphone', all: 'microphones' },
  { kind: 'camera', all: 'cameras' },
  { kind: 'speaker', all: 'speakers' },
] as const;

/** Which devices are used, and what is done to the sound. */
export function DevicePanel({ t, state, actions }: CallProps) {
  const { devices, preferences } = state;
  return (
    <>
      {KINDS.map(({ kind, all }) => (
        <DeviceChoice
          key={kind}
          t={t}
          kind={kind}
          devices={devices[all]}
          chosen={devices.chosen[kind]}
          onChoose={(id) => actions.choose(kind, id)}
        />
      ))}
      <ul class="switches">
        {SWITCHES.map(({ text, preference }) => (
          <li key={preference}>
            <label class="switch-line">
              <input
                type="checkbox"
                checked={preferences[preference]}
                onChange={(event) =>
                  actions.setPreferences({
                    ...preferences,
                    [preference]: event.currentTarget.checked,
                  })
                }
              />
              <span>
                {t(`preference.${text}`)}
                <span class="soft small switch-text">{t(`preference.${text}.text`)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

type ChoiceProps = {
  readonly t: Translator;
  readonly kind: keyof Devices['chosen'];
  readonly devices: readonly Device[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

function DeviceChoice({ t, kind, devices, chosen, onChoose }: ChoiceProps) {
  const id = useId();
  const isFixed = kind === 'speaker' && devices.length === 0;
  return (
    <div class="device">
      <label for={id} class="field-label">
        {t(`call.devices.${kind}`)}
      </label>
      <select
        id={id}
        disabled={devices.length === 0}
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {isFixed || devices.length > 0 ? (
          <option value="">{t('call.devices.system')}</option>
        ) : (
          <option value="">{t('call.devices.none')}</option>
        )}
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {cleanWord(device.label, 60) || t('call.devices.unnamed', { count: index + 1 })}
          </option>
        ))}
      </select>
      {isFixed && <p class="soft small">{t('call.devices.speaker.fixed')}</p>}
    </div>
  );
}
