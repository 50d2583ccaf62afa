import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type Props = {
  readonly label: string;
  readonly text?: string;
  readonly on: boolean;
  readonly onSet: (on: boolean) => void;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
};

/** Something that is on or off, and what that means. */
export function Switch({ label, text, on, onSet, children }: Props) {
  const id = useId();
  return (
    <div class="choice">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={text === undefined ? undefined : `${id}-text`}
        onChange={(event) => onSet(event.currentTarget.checked)}
      />
      <div class="choice-body">
        <label class="choice-name" for={id}>
          {label}
        </label>
        {text !== undefined && (
          <p class="soft" id={`${id}-text`}>
            {text}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
