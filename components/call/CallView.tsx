import { useRef } from 'preact/hooks';
import type { CallActions } from '../../lib/call/call-state.ts';
import type { Wants } from '../../lib/call/session-media.ts';
import type { Phase } from '../../lib/call/session-state.ts';
import { Avatar } from './Avatar.tsx';
import { announcement, useTheirNews } from './announcement.ts';
import { CallCard } from './CallCard.tsx';
import type { CallProps } from './call-props.ts';
import { headingOf, screenOf, theirName } from './call-scene.ts';
import { DialScreen } from './DialScreen.tsx';
import { EndedScreen } from './EndedScreen.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { Notices } from './Notices.tsx';
import { RingingScreen } from './RingingScreen.tsx';
import { Stage } from './Stage.tsx';
import { OperatorScreen, StepsScreen } from './StepsScreen.tsx';
import { WaitingScreen } from './WaitingScreen.tsx';

/** The whole window of a call, from whom to call to why it ended. */
export function CallView(given: CallProps) {
  const { t, state, now } = given;
  const { phase } = state.session;
  const actions = useRetryable(given.actions);
  const props = { ...given, actions: actions.all };
  const screen = screenOf(phase);
  const heading = useRef<HTMLHeadingElement>(null);
  const lasted = useLasted(phase, now);
  const news = useTheirNews(t, state);

  useKeptFocus(heading, screen);

  return (
    <>
      {screen === 'stage' ? (
        <Stage {...props} headingRef={heading} onRetryMedia={actions.retry} />
      ) : (
        <CallCard
          t={t}
          screen={screen}
          heading={headingOf(t, phase, state.dialling)}
          headingRef={heading}
          above={<Above phase={phase} />}
          notices={
            <>
              {state.isPrivate && <p class="soft">{t('call.private')}</p>}
              <Notices {...props} onRetryMedia={actions.retry} />
            </>
          }
        >
          {screen === 'dial' && <DialScreen {...props} />}
          {screen === 'steps' && <StepsScreen {...props} />}
          {screen === 'operator' && <OperatorScreen {...props} />}
          {screen === 'waiting' && <WaitingScreen {...props} />}
          {screen === 'ringing' && <RingingScreen {...props} />}
          {screen === 'ended' && <EndedScreen {...props} lasted={lasted} />}
        </CallCard>
      )}
      <output class="unseen" aria-live="polite">
        {announcement(t, phase, state.dialling)}
      </output>
      <output class="unseen" aria-live="polite">
        {news}
      </output>
    </>
  );
}

function Above({ phase }: { readonly phase: Phase }) {
  const name = theirName(phase);
  if (name === undefined) return null;
  return <Avatar name={name} ringing={phase.name === 'ringing'} />;
}

/** The actions, and one that asks for the same devices once more. */
function useRetryable(actions: CallActions): {
  readonly all: CallActions;
  readonly retry: () => void;
} {
  const wanted = useRef<Wants>({ audio: true, video: false });
  const wants = (next: Wants): Wants => {
    if (next.audio || next.video) wanted.current = next;
    return next;
  };
  return {
    all: {
      ...actions,
      dial: (theirs, next) => actions.dial(theirs, wants(next)),
      answer: (next) => actions.answer(wants(next)),
      setMedia: (next) => actions.setMedia(wants(next)),
    },
    retry: () => actions.setMedia(wanted.current),
  };
}

/** How long the two heard each other, in ms, once the call is over. */
function useLasted(phase: Phase, now: number): number | undefined {
  const talk = useRef<{ readonly since: number; until: number | undefined } | undefined>(undefined);
  switch (phase.name) {
    case 'in-call':
    case 'reconnecting':
      talk.current = { since: phase.since, until: undefined };
      return undefined;
    case 'ended':
      if (talk.current) talk.current.until ??= now;
      break;
    default:
      talk.current = undefined;
  }
  const { current } = talk;
  return current?.until === undefined ? undefined : current.until - current.since;
}
