import { ControlButton } from './ControlButton.tsx';
import type { CallProps, Panel } from './call-props.ts';
import { CameraButton, MicrophoneButton, ScreenButton } from './MediaButtons.tsx';

type Props = CallProps & {
  readonly panel: Panel | undefined;
  readonly onToggle: (panel: Panel) => void;
};

/** What is at hand during a call. On narrow screens some of it moves into "More". */
export function CallBar(props: Props) {
  const { t, actions, shell, chat, files, panel, onToggle } = props;
  return (
    <fieldset class="call-bar" aria-label={t('call.controls')}>
      <MicrophoneButton {...props} />
      <CameraButton {...props} />
      {shell.canShareScreen && <ScreenButton {...props} />}
      {chat && (
        <ControlButton
          sign="chat"
          label={chat.unseen > 0 ? t('call.chat.unseen', { count: chat.unseen }) : t('call.chat')}
          short={t('call.chat')}
          hint={t('call.chat.hint')}
          expanded={panel === 'chat'}
          onClick={() => onToggle('chat')}
        >
          <Badge count={chat.unseen} />
        </ControlButton>
      )}
      {files && (
        <ControlButton
          class="control-wide"
          sign="files"
          label={
            files.unseen > 0 ? t('call.files.unseen', { count: files.unseen }) : t('call.files')
          }
          short={t('call.files')}
          hint={t('call.files.hint')}
          expanded={panel === 'files'}
          onClick={() => onToggle('files')}
        >
          <Badge count={files.unseen} />
        </ControlButton>
      )}
      <ControlButton
        sign="more"
        label={t('call.more')}
        short={t('call.more')}
        hint={t('call.more.hint')}
        expanded={panel === 'more'}
        onClick={() => onToggle('more')}
      />
      <ControlButton
        class="control-end"
        sign="hang-up"
        label={t('call.hang-up')}
        short={t('call.hang-up')}
        hint={t('call.hang-up')}
        tone="bad"
        onClick={actions.hangUp}
      />
    </fieldset>
  );
}

/** A small number on a button; its name says it too, so that it is drawn and not read. */
function Badge({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return <span class="badge" aria-hidden="true" data-count={count > 99 ? '99+' : count} />;
}
