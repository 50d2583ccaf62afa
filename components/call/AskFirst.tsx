import { useEffect, useRef, useState } from 'preact/hooks';
import { CallIcon, type CallSign } from './CallIcon.tsx';

type Props = {
  readonly label: string;
  readonly sign?: CallSign;
  readonly class: string;
  /** What will happen, whole. */
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
};

/** A button for what can't be undone at once: it asks in its own place, and the focus goes to the harmless answer. */
export function AskFirst({ label, sign, question, yes, no, onYes, ...rest }: Props) {
  const [asks, setAsks] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const harmless = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  useEffect(() => {
    if (asks) harmless.current?.focus();
    else if (asked.current) opener.current?.focus();
    asked.current = asks;
  }, [asks]);
  if (!asks) {
    return (
      <button ref={opener} type="button" class={rest.class} onClick={() => setAsks(true)}>
        {sign && <CallIcon sign={sign} />}
        {label}
      </button>
    );
  }
  return (
    <div class="call-part ask-first" role="alert">
      <p>{question}</p>
      <div class="buttons">
        <button
          type="button"
          class="button button-small button-bad"
          onClick={() => {
            setAsks(false);
            onYes();
          }}
        >
          {yes}
        </button>
        <button
          ref={harmless}
          type="button"
          class="button button-small"
          onClick={() => setAsks(false)}
        >
          {no}
        </button>
      </div>
    </div>
  );
}
