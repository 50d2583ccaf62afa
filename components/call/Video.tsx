import { useEffect, useRef, useState } from 'preact/hooks';
import type { MediaStreamLike } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = {
  readonly t: Translator;
  readonly stream: MediaStreamLike | undefined;
  readonly label: string;
  readonly class: string;
  /** Our own sound is never played here. */
  readonly muted?: boolean;
  /** The speaker that was chosen; empty: the system's own. */
  readonly speaker?: string;
};

/** Plays a stream. Where the browser keeps it silent until something is pressed, it says so with a button. */
export function Video({ t, stream, label, muted = false, speaker = '', ...rest }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [blocked, setBlocked] = useState(false);
  const [isUpright, setUpright] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const source = stream instanceof MediaStream ? stream : null;
    if (element.srcObject !== source) element.srcObject = source;
    if (source) {
      element.play().then(
        () => setBlocked(false),
        // An exchanged source ends the old `play` too, and that is no trouble.
        (reason: unknown) => {
          const name = reason instanceof DOMException ? reason.name : '';
          if (name === 'NotAllowedError') setBlocked(true);
        },
      );
    }
  }, [stream]);
  useEffect(() => {
    const element = video.current;
    // The chosen speaker may be gone; then the system's own stays.
    if (element && 'setSinkId' in element && !muted) element.setSinkId(speaker).catch(() => {});
  }, [speaker, muted]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- it is live: nobody has written captions */}
      <video
        ref={video}
        class={isUpright ? `${rest.class} video-upright` : rest.class}
        onResize={({ currentTarget }) =>
          setUpright(currentTarget.videoHeight > currentTarget.videoWidth)
        }
        aria-label={label}
        autoplay
        playsInline
        muted={muted}
      />
      {blocked && (
        <button
          type="button"
          class="button button-main sound-blocked"
          onClick={() => {
            void video.current?.play().then(() => setBlocked(false));
          }}
        >
          {t('call.sound-blocked')}
        </button>
      )}
    </>
  );
}
