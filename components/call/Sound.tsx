import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MediaStreamLike } from '../../lib/call/call-state.ts';
import type { Translator } from '../../lib/i18n/translate.ts';
import { usePlayed } from './use-played.ts';

type Props = {
  readonly t: Translator;
  readonly stream: MediaStreamLike | undefined;
  /** The speaker that was chosen; empty: the system's own. */
  readonly speaker: string;
};

/**
 * Lets a stream be heard, apart from its picture: Chromium plays nothing of a stream whose picture has not begun. Where the
 * browser keeps it silent until something is pressed, it says so with a button.
 */
export function Sound({ t, stream, speaker }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const sound = useMemo(
    () => (stream instanceof MediaStream ? new MediaStream(stream.getAudioTracks()) : undefined),
    [stream],
  );
  const blocked = usePlayed(audio, sound);
  useEffect(() => {
    const element = audio.current;
    // One that is refused leaves the system's own.
    if (element && 'setSinkId' in element) element.setSinkId(speaker).catch(() => {});
  }, [speaker]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- it is live: nobody has written captions */}
      <audio ref={audio} />
      {blocked && (
        <button type="button" class="button button-main sound-blocked">
          {t('call.sound-blocked')}
        </button>
      )}
    </>
  );
}
