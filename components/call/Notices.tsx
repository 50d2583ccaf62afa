import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Notice } from '../../lib/call/call-state.ts';
import type { Media } from '../../lib/call/session-media.ts';
import type { Phase } from '../../lib/call/session-state.ts';
import { noticeText, troubleTexts } from '../../lib/i18n/calls.ts';
import { Prose } from '../Prose.tsx';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';

type Props = CallProps & { readonly onRetryMedia: () => void };

/** What is to be told beside the call: a notice, the browser's question, a device that does not work. */
export function Notices({ t, state, actions, onRetryMedia }: Props) {
  const { notice, session } = state;
  const told = notice && !isPast(notice, session.media) && noticeText(t, notice);
  return (
    <div class="call-notices">
      <div role="alert">
        {told && (
          <div class="call-notice call-notice-warn">
            <CallIcon sign="warning" />
            <div>
              <p class="call-notice-what">
                <Prose text={told.what} />
              </p>
              <p>
                <Prose text={told.next} />
              </p>
            </div>
            <button type="button" class="button button-small" onClick={actions.dismissNotice}>
              {t('call.notice.close')}
            </button>
          </div>
        )}
      </div>
      <CertificateNotice t={t} phase={session.phase} />
      <MediaNotice t={t} media={session.media} onRetry={onRetryMedia} />
    </div>
  );
}

/** Whether a device that was said to be used has gone since, which is told below. */
function isPast(notice: Notice, { troubles }: Media): boolean {
  const isOfDevice = notice.kind === 'device-gone' || notice.kind === 'device-back';
  return isOfDevice && notice.what !== 'speaker' && troubles[notice.what] !== undefined;
}

/** A caller sees the other certificate only when the call is there already, and is not to look for it herself. */
function CertificateNotice({ t, phase }: Pick<CallProps, 't'> & { readonly phase: Phase }) {
  const [seen, setSeen] = useState(false);
  const isOn = phase.name === 'in-call' || phase.name === 'reconnecting';
  const call = isOn && phase.call.acquaintance === 'changed' ? phase.call : undefined;
  return (
    <div role="alert">
      {call && !seen && (
        <div class="call-notice call-notice-warn">
          <CallIcon sign="warning" />
          <p>{t('call.proof.changed', { name: call.peer.name })}</p>
          <button type="button" class="button button-small" onClick={() => setSeen(true)}>
            {t('call.notice.close')}
          </button>
        </div>
      )}
    </div>
  );
}

type MediaProps = Pick<CallProps, 't'> & {
  readonly media: Media;
  readonly onRetry: () => void;
};

function MediaNotice({ t, media, onRetry }: MediaProps) {
  const [seen, setSeen] = useState('');
  // The same trouble once more is told once more.
  if (media.asking && seen !== '') setSeen('');
  const { microphone, camera } = media.troubles;
  const now = `${microphone} ${camera}`;
  const troubles = now === seen ? [] : troubleTexts(t, media.troubles);
  return (
    <div aria-live="polite">
      {media.asking && (
        <div class="call-notice call-notice-ask">
          <CallIcon sign="microphone" />
          <div>
            <p class="call-notice-what">{t('trouble.asking')}</p>
            <p>{t('trouble.asking.next')}</p>
          </div>
        </div>
      )}
      {!media.asking && troubles.length > 0 && (
        <div class="call-notice call-notice-warn">
          <CallIcon sign={microphone === undefined ? 'camera-off' : 'microphone-off'} />
          <div>
            {troubles.map(({ what, next }) => (
              <Fragment key={what}>
                <p class="call-notice-what">{what}</p>
                <p>{next}</p>
              </Fragment>
            ))}
          </div>
          <span class="buttons">
            <button type="button" class="button button-small" onClick={onRetry}>
              {t('trouble.retry')}
            </button>
            <button
              type="button"
              class="button button-small button-quiet"
              onClick={() => setSeen(now)}
            >
              {t('call.notice.close')}
            </button>
          </span>
        </div>
      )}
    </div>
  );
}
