import { useRef, useState } from 'preact/hooks';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { type Corner, cornerAt, cornerByKey } from './self-corner.ts';
import { Video } from './Video.tsx';

type Props = Pick<CallProps, 't' | 'state'>;
type Point = { readonly x: number; readonly y: number };

/** Our own picture over theirs, mirrored as in a mirror; it is dragged, or sent to a corner by the arrow keys. */
export function SelfView({ t, state }: Props) {
  const [corner, setCorner] = useState<Corner>('bottom-end');
  const [from, setFrom] = useState<Point | undefined>(undefined);
  const [by, setBy] = useState<Point>({ x: 0, y: 0 });
  const tile = useRef<HTMLButtonElement>(null);
  const { camera } = state.ownStreams;
  const shown = state.session.media.video && camera !== undefined;
  // What is seen on it comes first, for those who say what they see.
  const label = [
    ...(shown ? [] : [t('call.self.off')]),
    ...(state.own.screen ? [t('call.self.screen')] : []),
    t('call.self', { corner: t(`call.self.${corner}`) }),
  ].join('. ');
  const rest = (): void => {
    setFrom(undefined);
    setBy({ x: 0, y: 0 });
  };
  return (
    <button
      ref={tile}
      type="button"
      class={`self self-${corner}${from ? ' self-dragged' : ''}${shown ? '' : ' self-empty'}`}
      style={{ transform: from ? `translate(${by.x}px, ${by.y}px)` : '' }}
      aria-label={label}
      onKeyDown={(event) => {
        const next = cornerByKey(corner, event.key, t.direction);
        if (next === undefined) return;
        event.preventDefault();
        setCorner(next);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setFrom({ x: event.clientX, y: event.clientY });
      }}
      onPointerMove={(event) => {
        if (from) setBy({ x: event.clientX - from.x, y: event.clientY - from.y });
      }}
      onPointerUp={() => {
        const own = tile.current?.getBoundingClientRect();
        const room = tile.current?.parentElement?.getBoundingClientRect();
        if (from && own && room && Math.hypot(by.x, by.y) > 8) {
          const x = (own.left + own.width / 2 - room.left) / room.width;
          const y = (own.top + own.height / 2 - room.top) / room.height;
          setCorner(cornerAt(x, y, t.direction));
        }
        rest();
      }}
      onPointerCancel={rest}
    >
      {shown ? (
        <Video class="self-video" stream={camera} label={t('call.preview')} />
      ) : (
        <span class="self-off">
          <CallIcon sign="camera-off" />
          {t('call.self.off')}
        </span>
      )}
      {state.own.screen && (
        <span class="self-screen">
          <CallIcon sign="screen" />
          {t('call.self.screen')}
        </span>
      )}
    </button>
  );
}
