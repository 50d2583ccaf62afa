import { useId } from 'preact/hooks';
import type { Wants } from '../../lib/call/session-media.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CallIcon } from './CallIcon.tsx';

/** How a person takes part, and the devices it takes. */
export const MODES = [
  { mode: 'video', sign: 'camera', wants: { audio: true, video: true } },
  { mode: 'voice', sign: 'microphone', wants: { audio: true, video: false } },
  { mode: 'listen', sign: 'headphones', wants: { audio: false, video: false } },
] as const;
/** One word of `MODES`. */
export type Mode = (typeof MODES)[number]['mode'];

/** The devices of a mode. */
export function wantsOf(mode: Mode): Wants {
  return MODES.find((one) => one.mode === mode)?.wants ?? { audio: false, video: false };
}

type Props = {
  readonly t: Translator;
  readonly mode: Mode;
  readonly onChoose: (mode: Mode) => void;
};

/** Camera and microphone, microphone only, or neither. */
export function ModeChoice({ t, mode, onChoose }: Props) {
  const group = useId();
  return (
    <fieldset class="modes">
      <legend class="field-label">{t('call.mode')}</legend>
      {MODES.map((one) => (
        <label key={one.mode} class="mode">
          <input
            type="radio"
            name={group}
            checked={one.mode === mode}
            onChange={() => onChoose(one.mode)}
          />
          <CallIcon sign={one.sign} />
          <span class="mode-name">{t(`call.mode.${one.mode}`)}</span>
          <span class="mode-text">{t(`call.mode.${one.mode}.text`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
