import { useEffect, useRef, useState } from 'preact/hooks';
import type { QrCode } from '../../lib/call/qr-code.ts';
import type { Translator } from '../../lib/i18n/translate.ts';

type Props = { readonly t: Translator; readonly text: string };

/** The quiet zone that a reader needs around a code, in squares (ISO/IEC 18004 section 6.3.8). */
const QUIET = 4;

/** A text as a QR code; the program that draws it is fetched when it is wanted. Always dark on light, as readers want it. */
export function QrPicture({ t, text }: Props) {
  const [code, setCode] = useState<QrCode | 'failed' | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    import('../../lib/call/qr-code.ts').then(
      ({ qrCode }) => wanted && setCode(qrCode(text)),
      () => wanted && setCode('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  const picture = useRef<SVGSVGElement>(null);
  useEffect(() => {
    // A phone reads no half of it.
    picture.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  if (code === 'failed') return <p class="soft">{t('call.link.qr.failed')}</p>;
  const size = (code?.size ?? 41) + 2 * QUIET;
  return (
    <svg
      ref={picture}
      class="qr"
      viewBox={`${-QUIET} ${-QUIET} ${size} ${size}`}
      role="img"
      aria-label={t('call.link.qr.alt')}
      shape-rendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={size} height={size} fill="#fff" />
      {code && <path d={code.path} fill="#000" />}
    </svg>
  );
}
