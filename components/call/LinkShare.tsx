import { useId, useRef, useState } from 'preact/hooks';
import { clockText, durationText } from '../../lib/i18n/call-formats.ts';
import { CallIcon } from './CallIcon.tsx';
import type { CallProps } from './call-props.ts';
import { QrPicture } from './QrPicture.tsx';

type Props = Pick<CallProps, 't' | 'shell' | 'now'> & {
  readonly link: string;
  /** Ms since 1970. */
  readonly expiresAt: number;
};

/** The link that a person must carry, big and plain, and every way to carry it. */
export function LinkShare({ t, shell, now, link, expiresAt }: Props) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const [showsCode, setShowsCode] = useState(false);
  const box = useRef<HTMLParagraphElement>(null);
  const id = useId();
  const copy = async (): Promise<void> => {
    const done = await shell.copy(link);
    setCopied(done ? 'yes' : 'by-hand');
    const element = box.current;
    if (!done && element) element.ownerDocument.getSelection()?.selectAllChildren(element);
  };
  return (
    <section class="link-share" aria-labelledby={id}>
      <h2 id={id} class="unseen">
        {t('call.link')}
      </h2>
      <p class="link-text mono" dir="ltr" ref={box}>
        {link}
      </p>
      <div class="buttons">
        <button type="button" class="button button-main button-copy" onClick={() => void copy()}>
          <CallIcon sign={copied === 'yes' ? 'done' : 'copy'} />
          {t(copied === 'yes' ? 'call.link.copied' : 'call.link.copy')}
        </button>
        {shell.share && (
          <button type="button" class="button" onClick={() => shell.share?.(link)}>
            <CallIcon sign="share" />
            {t('call.link.share')}
          </button>
        )}
        <button type="button" class="button" onClick={() => shell.mail(link)}>
          <CallIcon sign="mail" />
          {t('call.link.mail')}
        </button>
        <button
          type="button"
          class="button"
          aria-expanded={showsCode}
          onClick={() => setShowsCode(!showsCode)}
        >
          <CallIcon sign="qr" />
          {t(showsCode ? 'call.link.qr.hide' : 'call.link.qr')}
        </button>
      </div>
      {showsCode && <QrPicture t={t} text={link} />}
      <output class={copied === 'by-hand' ? 'field-error' : 'unseen'}>
        {copied === 'yes' && t('call.link.copied')}
        {copied === 'by-hand' && t('call.link.by-hand')}
      </output>
      <p class="soft expiry">
        {now < expiresAt ? (
          <>
            {t('call.link.until', { time: clockText(t.language, expiresAt) })} ·{' '}
            <span class="ticking">
              {t('call.link.left', { time: durationText(expiresAt - now) })}
            </span>
          </>
        ) : (
          t('call.link.over')
        )}
      </p>
    </section>
  );
}
