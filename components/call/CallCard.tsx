import type { ComponentChildren, RefObject } from 'preact';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CapybaraMark } from '../CapybaraMark.tsx';
import { Prose } from '../Prose.tsx';

type Props = {
  readonly t: Translator;
  readonly screen: string;
  readonly heading: string;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  /** Stands above the heading. */
  readonly above?: ComponentChildren;
  readonly notices: ComponentChildren;
  readonly children: ComponentChildren;
};

/** The frame of every screen but the call itself. The heading stays one element, so that focus survives a change. */
export function CallCard({ t, screen, heading, headingRef, above, notices, children }: Props) {
  return (
    <main class={`call-page call-${screen}`}>
      <header class="call-brand">
        <span class="wordmark">{t('brand')}</span>
        <CapybaraMark />
      </header>
      <article class="card call-card">
        <div class="call-head">
          {above}
          <h1 ref={headingRef} tabIndex={-1}>
            <Prose text={heading} />
          </h1>
        </div>
        {notices}
        {children}
      </article>
      <footer class="proves">{t('proves')}</footer>
    </main>
  );
}
