import { useRef } from 'preact/hooks';
import { durationText } from '../../lib/i18n/call-formats.ts';
import { Avatar } from './Avatar.tsx';
import { ControlButton } from './ControlButton.tsx';
import { useCallKeys } from './call-keys.ts';
import type { CallProps } from './call-props.ts';
import { theirName } from './call-scene.ts';
import { CameraButton, MicrophoneButton, toggleCamera, toggleMicrophone } from './MediaButtons.tsx';
import { Video } from './Video.tsx';

type Props = Pick<CallProps, 't' | 'state' | 'actions' | 'now'> & {
  /** Brings the call back into its big window. */
  readonly onBack: () => void;
};

const nothing = (): void => {};
/** What keys do there and not here. */
const IN_BIG_WINDOW = {
  screen: nothing,
  chat: nothing,
  files: nothing,
  fullScreen: nothing,
  whole: nothing,
  list: nothing,
  close: () => false,
};

/** The call in a small window over all others: their picture and what is needed most. The sound stays in the big window. */
export function SmallWindow(props: Props) {
  const { t, state, actions, now, onBack } = props;
  const root = useRef<HTMLElement>(null);
  useCallKeys(root, {
    ...IN_BIG_WINDOW,
    microphone: () => toggleMicrophone(props),
    camera: () => toggleCamera(props),
    smallWindow: onBack,
    mayTalk: () => state.session.media.audio && state.hushed,
    talk: (held) => actions.hush(!held),
  });
  const { phase } = state.session;
  const name = theirName(phase);
  const talks = phase.name === 'in-call' || phase.name === 'reconnecting';
  if (name === undefined || !talks) return null;
  const { their, theirStreams } = state;
  const isCut = phase.name === 'reconnecting' || their.held;
  const screen = their.screen ? theirStreams.screen : undefined;
  const picture = screen ?? (their.video ? theirStreams.camera : undefined);
  return (
    <main class="small-window" ref={root}>
      <h1 class="unseen">{t('call.title.with', { name })}</h1>
      {picture && !isCut ? (
        <Video
          class={screen ? 'small-video small-screen' : 'small-video'}
          stream={picture}
          label={t(screen ? 'call.their.screen-alt' : 'call.their.picture-alt', { name })}
        />
      ) : (
        <div class="small-unseen">
          <Avatar name={name} />
          <p>{isCut ? t('call.reconnecting.heading') : <bdi dir="ltr">{name}</bdi>}</p>
        </div>
      )}
      <p class="small-time ticking">{durationText(now - phase.since)}</p>
      <fieldset class="small-bar" aria-label={t('call.controls')}>
        <MicrophoneButton {...props} />
        <CameraButton {...props} />
        <ControlButton
          sign="hang-up"
          label={t('call.hang-up')}
          short={t('call.hang-up')}
          hint={t('call.hang-up')}
          tone="bad"
          onClick={actions.hangUp}
        />
      </fieldset>
    </main>
  );
}
