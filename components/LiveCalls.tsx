import { isolateWord } from '../lib/i18n/hostile-word.ts';
import { unopenedText } from '../lib/i18n/links.ts';
import type { Translator } from '../lib/i18n/translate.ts';
import type { BlockedCall, CallWord, LiveCall } from '../lib/protocol/calls.ts';
import { Icon } from './Icon.tsx';

type Props = {
  readonly t: Translator;
  readonly calls: readonly Pick<LiveCall, 'callId' | 'theirs' | 'word'>[];
  /** Calls of this session that were not let through, the newest first. */
  readonly blocked: readonly BlockedCall[];
  /** How many opened links got no window. */
  readonly unopened: number;
  /** Shows the window of a call. */
  readonly onShow: (callId: string) => void;
  /** The person knows of the links that got no window. */
  readonly onKnown: () => void;
};

const SIGNS: Readonly<Record<CallWord, 'now' | 'asking' | 'done'>> = {
  dialling: 'now',
  waiting: 'now',
  ringing: 'asking',
  connecting: 'now',
  proving: 'now',
  'in-call': 'done',
  reconnecting: 'asking',
};

/** The calls that live, each with the way back to its window, and what was kept out. */
export function LiveCalls({ t, calls, blocked, unopened, onShow, onKnown }: Props) {
  const [last] = blocked;
  return (
    <section class="part" aria-labelledby="live-calls">
      <h2 id="live-calls">{t('popup.calls')}</h2>
      {calls.length > 0 && (
        <ul class="live-calls">
          {calls.map(({ callId, theirs, word }) => (
            <li key={callId} class={`live-call status-${SIGNS[word]}`}>
              <span class="status-sign">
                <Icon sign={SIGNS[word]} />
              </span>
              <span class="live-call-text">{t(`live.${word}`, { name: theirs })}</span>
              <button
                type="button"
                class="button button-small button-main"
                onClick={() => onShow(callId)}
              >
                {t('popup.calls.show')}
                <span class="unseen"> {isolateWord(theirs, t.direction)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {unopened > 0 && <Unopened t={t} count={unopened} onKnown={onKnown} />}
      {last && (
        <p class="soft">{t('popup.calls.blocked', { count: blocked.length, name: last.name })}</p>
      )}
    </section>
  );
}

type UnopenedProps = Pick<Props, 't' | 'onKnown'> & { readonly count: number };

function Unopened({ t, count, onKnown }: UnopenedProps) {
  const { what, next } = unopenedText(t, count);
  return (
    <div class="status status-asking">
      <span class="status-sign">
        <Icon sign="asking" />
      </span>
      <div class="status-body">
        <p class="status-name">{what}</p>
        <p>{next}</p>
        <button type="button" class="button" onClick={onKnown}>
          {t('call.notice.close')}
        </button>
      </div>
    </div>
  );
}
