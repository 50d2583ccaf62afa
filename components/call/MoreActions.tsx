import { CallIcon, type CallSign } from './CallIcon.tsx';
import type { CallProps, Panel } from './call-props.ts';
import { toggleScreen } from './MediaButtons.tsx';

type Props = CallProps & {
  readonly isFull: boolean;
  readonly onFullScreen: () => void;
  readonly whole: boolean;
  readonly onWhole: (whole: boolean) => void;
  readonly onShow: (panel: Panel) => void;
};

/** What is not in the bar: always the window's own things, and on narrow screens what found no room there. */
export function MoreActions(props: Props) {
  const { t, state, shell, files, isFull, onFullScreen, whole, onWhole, onShow } = props;
  const pip = shell.pictureInPicture;
  const { screen } = state.own;
  return (
    <div class="more-actions">
      {shell.canShareScreen && (
        <MoreButton
          class="more-narrow"
          sign={screen ? 'screen-off' : 'screen'}
          label={t(`call.screen.${screen ? 'on' : 'off'}`)}
          text={t('call.screen.short')}
          hint={t(`call.screen.hint.${screen ? 'on' : 'off'}`)}
          pressed={screen}
          onClick={() => toggleScreen(props)}
        />
      )}
      {files && (
        <MoreButton
          class="more-narrow"
          sign="files"
          label={
            files.unseen > 0 ? t('call.files.unseen', { count: files.unseen }) : t('call.files')
          }
          text={t('call.files')}
          hint={t('call.files.hint')}
          onClick={() => onShow('files')}
        />
      )}
      <MoreButton
        sign={isFull ? 'shrink' : 'expand'}
        label={t(`call.fullscreen.${isFull ? 'on' : 'off'}`)}
        text={t('call.fullscreen.short')}
        hint={t('call.fullscreen.hint')}
        pressed={isFull}
        onClick={onFullScreen}
      />
      <MoreButton
        sign="whole"
        label={t(`call.whole.${whole ? 'on' : 'off'}`)}
        text={t('call.whole.short')}
        hint={t('call.whole.hint')}
        pressed={whole}
        onClick={() => onWhole(!whole)}
      />
      {pip && (
        <MoreButton
          sign="small-window"
          label={t(`call.pip.${pip.open ? 'on' : 'off'}`)}
          text={t('call.pip.short')}
          hint={t('call.pip.hint')}
          pressed={pip.open}
          onClick={pip.toggle}
        />
      )}
      <MoreButton
        sign="keyboard"
        label={t('call.keys')}
        text={t('call.keys')}
        hint={t('call.keys.hint')}
        onClick={() => onShow('keys')}
      />
    </div>
  );
}

type ButtonProps = {
  readonly sign: CallSign;
  readonly label: string;
  readonly text: string;
  readonly hint: string;
  readonly pressed?: boolean;
  readonly class?: string;
  readonly onClick: () => void;
};

function MoreButton({ sign, label, text, hint, pressed, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      class={`more-button ${rest.class ?? ''}`}
      aria-label={label}
      title={hint}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <CallIcon sign={sign} />
      <span aria-hidden="true">{text}</span>
    </button>
  );
}
