import type { ComponentChildren } from 'preact';
import { CallIcon, type CallSign } from './CallIcon.tsx';

type Props = {
  readonly sign: CallSign;
  /** The name with its state: "Microphone: on". */
  readonly label: string;
  /** One word under the sign, where there is room. */
  readonly short: string;
  /** What a press does, and its key. */
  readonly hint: string;
  /** Undefined: no toggle. */
  readonly pressed?: boolean | undefined;
  /** Undefined: it opens nothing. */
  readonly expanded?: boolean | undefined;
  readonly tone?: 'plain' | 'off' | 'on' | 'bad';
  readonly class?: string;
  readonly children?: ComponentChildren;
  /** `byKey`: without a pointer, as by Enter or a screen reader. */
  readonly onClick: (byKey: boolean) => void;
  readonly onHold?: ((held: boolean) => void) | undefined;
};

/** One button of a call: a sign, its word, and a name that says how it stands. */
export function ControlButton(props: Props) {
  const { sign, label, short, hint, pressed, expanded, tone = 'plain', onClick, onHold } = props;
  return (
    <button
      type="button"
      class={`control control-${tone} ${props.class ?? ''}`}
      aria-label={label}
      title={hint}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={(event) => onClick(event.detail === 0)}
      onPointerDown={
        onHold &&
        ((event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          onHold(true);
        })
      }
      onLostPointerCapture={onHold && (() => onHold(false))}
      onKeyDown={
        onHold &&
        ((event) => {
          if (event.key === ' ' && !event.repeat) onHold(true);
        })
      }
      onKeyUp={
        onHold &&
        ((event) => {
          if (event.key !== ' ') return;
          // Otherwise the press that was held becomes a click.
          event.preventDefault();
          onHold(false);
        })
      }
    >
      <span class="control-sign">
        <CallIcon sign={sign} />
      </span>
      <span class="control-short" aria-hidden="true">
        {short}
      </span>
      {props.children}
    </button>
  );
}
