import type { ComponentChildren } from 'preact';
import type { OptionsSection } from './options-props.ts';

type Props = {
  readonly section: OptionsSection;
  readonly title: string;
  /** What is in it, in a few words. */
  readonly hint: string;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ComponentChildren;
};

/** A part of the settings behind its heading. The browser opens it by itself for a word that is looked for in the page. */
export function Fold({ section, title, hint, open, onToggle, children }: Props) {
  return (
    <details
      class="fold"
      id={section}
      open={open}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary>
        <h2>{title}</h2>
        <span class="soft">{hint}</span>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
