import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Translator } from '../../lib/i18n/translate.ts';
import { CallIcon } from './CallIcon.tsx';

type Props = {
  readonly t: Translator;
  readonly id: string;
  readonly heading: string;
  /** Hidden, it keeps what was typed into it. */
  readonly shown: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
};

/** Something beside the picture on wide screens, and a sheet over its lower half on narrow ones. */
export function SidePanel({ t, id, heading, shown, onClose, children }: Props) {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!shown) return;
    // Who opens what can be written into wants to write.
    const field = top.current?.closest('section')?.querySelector('textarea');
    (field ?? top.current)?.focus();
  }, [shown]);
  return (
    <section class="side-panel" hidden={!shown} aria-labelledby={`${id}-heading`}>
      <header class="side-head">
        <h2 id={`${id}-heading`} ref={top} tabIndex={-1}>
          {heading}
        </h2>
        <button
          type="button"
          class="round-button"
          aria-label={t('call.panel.close')}
          title={t('call.panel.close')}
          onClick={onClose}
        >
          <CallIcon sign="close" />
        </button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keyboard */}
      <div class="side-body" tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
