import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { CameraButton, MicrophoneButton } from './MediaButtons.tsx';
import { Video } from './Video.tsx';

/** How one will be seen, while one waits, with microphone and camera to turn on and off. */
export function Preview(props: CallProps) {
  const { t, state } = props;
  const { media } = state.session;
  const { camera } = state.ownStreams;
  return (
    <section class="preview" aria-labelledby="preview-heading">
      <h2 id="preview-heading" class="unseen">
        {t('call.preview')}
      </h2>
      {media.video && camera ? (
        <Video class="preview-video" stream={camera} label={t('call.preview')} />
      ) : (
        <p class="preview-none">
          <CallIcon sign="camera-off" />
          {t(media.asking ? 'call.preview.asking' : 'call.preview.none')}
        </p>
      )}
      <div class="preview-buttons">
        <MicrophoneButton {...props} />
        <CameraButton {...props} />
      </div>
    </section>
  );
}
