import { ControlButton } from './ControlButton.tsx';
import type { CallProps } from './call-props.ts';

type Props = Pick<CallProps, 't' | 'state' | 'actions'>;

/** Whether the microphone is on and heard. */
function isHeard({ session, hushed }: CallProps['state']): boolean {
  return session.media.audio && !hushed;
}

/** Mutes and unmutes; a microphone that is off is asked for. */
export function toggleMicrophone({ state, actions }: Props): void {
  const { audio, video } = state.session.media;
  if (!audio) actions.setMedia({ audio: true, video });
  else actions.hush(!state.hushed);
}

/** Turns the camera on or off. */
export function toggleCamera({ state, actions }: Props): void {
  const { audio, video } = state.session.media;
  actions.setMedia({ audio, video: !video });
}

/** Begins or ends the sharing of the screen. */
export function toggleScreen({ state, actions }: Props): void {
  if (state.own.screen) actions.stopScreen();
  else actions.shareScreen();
}

/** The microphone: mute, or hold to talk. */
export function MicrophoneButton(props: Props) {
  const { t, state, actions } = props;
  const { media } = state.session;
  const heard = isHeard(state);
  const push = state.preferences.pushToTalk && media.audio;
  const word = push ? (heard ? 'talking' : 'push') : heard ? 'on' : media.audio ? 'muted' : 'off';
  return (
    <ControlButton
      sign={heard ? 'microphone' : 'microphone-off'}
      label={t(`call.microphone.${word}`)}
      short={t(push ? 'call.microphone.short.push' : 'call.microphone.short')}
      hint={t(`call.microphone.hint.${push ? 'push' : heard ? 'on' : 'off'}`)}
      pressed={heard}
      tone={heard ? (push ? 'on' : 'plain') : 'off'}
      // A screen reader can't hold a button: its press turns it on, and the next one off.
      onClick={(byKey) => {
        if (!push || byKey) toggleMicrophone(props);
      }}
      onHold={push ? (held) => actions.hush(!held) : undefined}
    />
  );
}

/** The camera, on or off. */
export function CameraButton(props: Props) {
  const { t, state } = props;
  const on = state.session.media.video;
  return (
    <ControlButton
      sign={on ? 'camera' : 'camera-off'}
      label={t(`call.camera.${on ? 'on' : 'off'}`)}
      short={t('call.camera.short')}
      hint={t(`call.camera.hint.${on ? 'on' : 'off'}`)}
      pressed={on}
      tone={on ? 'plain' : 'off'}
      onClick={() => toggleCamera(props)}
    />
  );
}

/** The sharing of the screen, on or off. */
export function ScreenButton(props: Props) {
  const { t, state } = props;
  const on = state.own.screen;
  return (
    <ControlButton
      class="control-wide"
      sign={on ? 'screen-off' : 'screen'}
      label={t(`call.screen.${on ? 'on' : 'off'}`)}
      short={t('call.screen.short')}
      hint={t(`call.screen.hint.${on ? 'on' : 'off'}`)}
      pressed={on}
      tone={on ? 'on' : 'plain'}
      onClick={() => toggleScreen(props)}
    />
  );
}
