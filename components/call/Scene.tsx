import { Avatar } from './Avatar.tsx';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { theirName } from './call-scene.ts';
import { Sound } from './Sound.tsx';
import { Video } from './Video.tsx';

type Props = CallProps & {
  /** What the connection still has before it is given up, in ms; undefined: it is not cut. */
  readonly cutFor: number | undefined;
  /** All of their picture, with bars beside it, instead of as much as fills the window. */
  readonly whole: boolean;
};

/** How long a cut connection is tried again, in ms; for the count-down only. */
const MENDING = 60_000;

/** What is seen of the other side. Without a connection: no picture at all, since it would be an old one. */
export function Scene({ t, state, cutFor, whole }: Props) {
  const name = theirName(state.session.phase);
  if (name === undefined) return null;
  const { their, theirStreams, devices } = state;
  const isCut = cutFor !== undefined;
  const shares = !isCut && !their.held && their.screen && theirStreams.screen !== undefined;
  const seen = !isCut && !their.held && their.video && theirStreams.camera !== undefined;
  const { speaker } = devices.chosen;
  return (
    <div class={`scene${shares ? ' scene-screen' : ''}${whole ? ' scene-whole' : ''}`}>
      {shares && (
        <Video
          class="screen-video"
          stream={theirStreams.screen}
          label={t('call.their.screen-alt', { name })}
        />
      )}
      {shares && <Sound t={t} stream={theirStreams.screen} speaker={speaker} />}
      {!isCut && <Sound t={t} stream={theirStreams.camera} speaker={speaker} />}
      <div class={`their${seen ? '' : ' their-unseen'}`}>
        {!isCut && (
          <Video
            class="their-video"
            stream={theirStreams.camera}
            label={t('call.their.picture-alt', { name })}
          />
        )}
        {!seen && (
          <div class="their-avatar">
            <Avatar name={name} />
            {isCut ? (
              <div class="cut">
                <p class="cut-heading">
                  <CallIcon sign="cut" />
                  {t('call.reconnecting.heading')}
                </p>
                <p>{t('call.reconnecting.text', { name })}</p>
                <p class="ticking">
                  {t('call.reconnecting.left', { time: seconds(t.language, MENDING - cutFor) })}
                </p>
              </div>
            ) : (
              <div>
                <p class="their-name">
                  <bdi dir="ltr">{name}</bdi>
                </p>
                <p>{their.held ? t('call.their.cut.text', { name }) : t('call.their.no-camera')}</p>
              </div>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function seconds(language: string, ms: number): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
  }).format(Math.max(0, Math.ceil(ms / 1000)));
}
