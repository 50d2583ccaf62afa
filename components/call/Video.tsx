import { useMemo, useRef, useState } from 'preact/hooks';
import type { MediaStreamLike } from '../../lib/call/call-state.ts';
import { usePlayed } from './use-played.ts';

type Props = {
  readonly stream: MediaStreamLike | undefined;
  readonly label: string;
  readonly class: string;
};

/** Shows the picture of a stream; its sound is another matter (Sound.tsx). */
export function Video({ stream, label, ...rest }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const [isUpright, setUpright] = useState(false);
  const picture = useMemo(
    () => (stream instanceof MediaStream ? new MediaStream(stream.getVideoTracks()) : undefined),
    [stream],
  );
  usePlayed(video, picture);
  return (
    <video
      ref={video}
      class={isUpright ? `${rest.class} video-upright` : rest.class}
      onResize={({ currentTarget }) =>
        setUpright(currentTarget.videoHeight > currentTarget.videoWidth)
      }
      aria-label={label}
      playsInline
      muted
    />
  );
}
