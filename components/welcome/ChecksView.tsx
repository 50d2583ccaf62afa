import { useId, useState } from 'preact/hooks';
import { LOOP_STEPS, type LoopStep } from '../../lib/call/loop-steps.ts';
import { inputText } from '../../lib/i18n/inputs.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { Video } from '../call/Video.tsx';
import { FailureNotice } from '../FailureNotice.tsx';
import { Icon } from '../Icon.tsx';
import { Field } from '../options/Field.tsx';
import type { ChecksProps, DevicesTried, LoopTried, WayTried } from './checks-props.ts';

/** What a call needs, to be tried before one: devices, this computer, the way to somebody. */
export function ChecksView(props: ChecksProps) {
  const { t } = props;
  return (
    <>
      <DeviceCheck t={t} tried={props.devices} onTry={props.onTry} onStop={props.onStop} />
      <LoopCheck t={t} tried={props.loop} onCall={props.onLoop} onEnd={props.onLoopEnd} />
      <WayCheck t={t} tried={props.way} onLook={props.onLook} onEnd={props.onLookEnd} />
    </>
  );
}

type DeviceProps = {
  readonly t: Translator;
  readonly tried: DevicesTried;
  readonly onTry: () => void;
  readonly onStop: () => void;
};

function DeviceCheck({ t, tried, onTry, onStop }: DeviceProps) {
  const id = useId();
  const { audio, video } = tried;
  const isOn = audio || video;
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('checks.devices')}</h2>
      <p class="soft">{t('checks.devices.text')}</p>
      {isOn && (
        <div class="check-devices">
          {video ? (
            <Video
              class="check-picture"
              stream={tried.camera}
              label={t('checks.devices.picture')}
            />
          ) : (
            <p class="soft">{t('checks.devices.no-camera')}</p>
          )}
          {audio && tried.level === undefined && (
            <p class="soft">{t('checks.devices.unmeasured')}</p>
          )}
          {audio && tried.level !== undefined && (
            <div class="check-level">
              <label for={`${id}-level`}>{t('checks.devices.level')}</label>
              <meter id={`${id}-level`} min={0} max={1} value={tried.level} />
              <p class="soft">{t(tried.heard ? 'checks.devices.heard' : 'checks.devices.say')}</p>
            </div>
          )}
          {!audio && <p class="soft">{t('checks.devices.no-microphone')}</p>}
        </div>
      )}
      <p aria-live="polite" class={tried.trouble ? 'field-error' : 'soft'}>
        {tried.asking
          ? t('checks.devices.asking')
          : tried.trouble && t(`checks.devices.${tried.trouble}`)}
      </p>
      <div class="options-line">
        <button type="button" class="button" onClick={onTry}>
          {t(isOn || tried.trouble ? 'checks.devices.again' : 'checks.devices.ask')}
        </button>
        {isOn && (
          <button type="button" class="button" onClick={onStop}>
            {t('checks.devices.stop')}
          </button>
        )}
      </div>
    </section>
  );
}

type LoopProps = {
  readonly t: Translator;
  readonly tried: LoopTried;
  readonly onCall: () => void;
  readonly onEnd: () => void;
};

function LoopCheck({ t, tried, onCall, onEnd }: LoopProps) {
  const id = useId();
  const runs = tried.state !== 'idle';
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('checks.loop')}</h2>
      <p class="soft">{t('checks.loop.text')}</p>
      {runs && (
        <ol class="check-steps" aria-live="polite">
          {tried.steps.map((step) => (
            <Line key={step} t={t} tone={toneOf(tried, step)} text={t(STEP_TEXTS[step])} />
          ))}
        </ol>
      )}
      {runs && tried.picture && (
        <Video class="check-picture" stream={tried.picture} label={t('checks.loop.picture')} />
      )}
      <div aria-live="polite">
        {tried.state === 'fine' && <p class="works">{t('checks.loop.fine')}</p>}
        {tried.state === 'failed' && tried.failure && (
          <FailureNotice t={t} failure={tried.failure} />
        )}
        {tried.state === 'failed' && !tried.failure && tried.at !== 'host' && (
          <p class="field-error">{t(`checks.loop.${tried.at}.next`)}</p>
        )}
      </div>
      <div class="options-line">
        {tried.state === 'running' || tried.state === 'fine' ? (
          <button type="button" class="button" onClick={onEnd}>
            {t('checks.loop.end')}
          </button>
        ) : (
          <button type="button" class="button" onClick={onCall}>
            {t('checks.loop.begin')}
          </button>
        )}
      </div>
    </section>
  );
}

const STEP_TEXTS = {
  host: 'checks.loop.host',
  relay: 'checks.loop.relay',
  connection: 'checks.loop.connection',
  sound: 'checks.loop.sound',
  picture: 'checks.loop.picture.step',
} as const;

type Tone = 'done' | 'now' | 'failed' | 'later';

function toneOf(tried: Exclude<LoopTried, { state: 'idle' }>, step: LoopStep): Tone {
  if (tried.state === 'fine') return 'done';
  const [at, mine] = [LOOP_STEPS.indexOf(tried.at), LOOP_STEPS.indexOf(step)];
  if (mine !== at) return mine < at ? 'done' : 'later';
  return tried.state === 'failed' ? 'failed' : 'now';
}

type LineProps = { readonly t: Translator; readonly tone: Tone; readonly text: string };

function Line({ t, tone, text }: LineProps) {
  return (
    <li class={`check-step status-${tone}`}>
      <span class="status-sign">
        <Icon sign={tone} />
      </span>
      <span>
        {text}
        <span class="unseen">, {t(`step.state.${tone}`)}</span>
      </span>
    </li>
  );
}

type WayProps = {
  readonly t: Translator;
  readonly tried: WayTried;
  readonly onLook: ChecksProps['onLook'];
  readonly onEnd: () => void;
};

function WayCheck({ t, tried, onLook, onEnd }: WayProps) {
  const id = useId();
  const [text, setText] = useState('');
  const looks = tried.state === 'looking';
  return (
    <section class="card options-card" aria-labelledby={id}>
      <h2 id={id}>{t('checks.way')}</h2>
      <p class="soft">{t('checks.way.text')}</p>
      <form
        class="options-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (looks) onEnd();
          else onLook(text);
        }}
      >
        <Field
          label={t('checks.way.name')}
          value={text}
          error={tried.state === 'no-name' ? inputText(t, tried.error) : undefined}
          onInput={setText}
        />
        <button type="submit" class="button">
          {t(looks ? 'checks.way.end' : 'checks.way.begin')}
        </button>
      </form>
      {tried.state === 'failed' && <FailureNotice t={t} failure={tried.failure} />}
      {looks && (
        <>
          <ul class="check-steps" aria-live="polite">
            <Line
              t={t}
              tone={tried.heard ? 'done' : 'now'}
              text={t('checks.way.in', { name: tried.name })}
            />
            <Line t={t} tone={tried.answered ? 'done' : 'now'} text={t('checks.way.out')} />
          </ul>
          <p class={tried.answered ? 'works' : 'soft'} aria-live="polite">
            {wayText(t, tried.name, tried.heard, tried.answered)}
          </p>
        </>
      )}
    </section>
  );
}

function wayText(t: Translator, name: string, heard: boolean, answered: boolean): string {
  if (answered) return t('checks.way.both', { name });
  return heard ? t('checks.way.only-in', { name }) : t('checks.way.none', { name });
}
