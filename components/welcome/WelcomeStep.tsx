import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { Icon } from '../Icon.tsx';

type Props = {
  readonly t: Translator;
  readonly heading: string;
  readonly text: string;
  readonly tone: 'done' | 'now' | 'failed' | 'asking' | 'later';
  readonly children: ComponentChildren;
};

/** One step of the first page: what it is for, and how it stands. */
export function WelcomeStep({ t, heading, text, tone, children }: Props) {
  const id = useId();
  return (
    <section class={`card options-card status-${tone}`} aria-labelledby={id}>
      <div class="welcome-head">
        <span class="status-sign">
          <Icon sign={tone} />
        </span>
        <h2 id={id}>
          {heading}
          <span class="unseen">, {t(`step.state.${tone}`)}</span>
        </h2>
      </div>
      <p class="soft">{text}</p>
      <div class="welcome-body" aria-live="polite">
        {children}
      </div>
    </section>
  );
}
