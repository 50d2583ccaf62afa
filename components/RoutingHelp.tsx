import type { Translator } from '../lib/i18n/translate.ts';
import type { RoutingFailure } from '../lib/protocol/ui.ts';
import { assertNever } from '../lib/result.ts';
import { CopyButton } from './CopyButton.tsx';
import { Prose } from './Prose.tsx';

type Props = {
  readonly t: Translator;
  readonly failure: RoutingFailure;
  readonly pacLine: string | undefined;
  readonly onCopy: (text: string) => void;
  readonly onTakeOver: () => void;
  readonly onCheckOtherTool: () => void;
  readonly onGrantPermission: (() => void) | undefined;
};

/** What a person can do from here when the browser would not send names through the overlay. */
export function RoutingHelp(props: Props) {
  const { t, failure, pacLine, onCopy, onTakeOver, onGrantPermission, onCheckOtherTool } = props;
  switch (failure) {
    case 'proxy-held-by-extension':
    case 'proxy-held-by-policy':
      return pacLine === undefined ? null : (
        <div class="pac">
          <span class="pac-label" id="pac-label">
            {t('popup.pac')}
          </span>
          <CopyButton t={t} label="copy.pac" text={pacLine} onCopy={onCopy} />
          <code class="mono" dir="ltr" aria-labelledby="pac-label">
            {pacLine}
          </code>
          <p class="soft">
            <Prose text={t('popup.pac.explain')} />
          </p>
          <button type="button" class="button" onClick={onCheckOtherTool}>
            {t('popup.pac.check')}
          </button>
        </div>
      );
    case 'proxy-not-reproducible':
      return (
        <>
          <p class="soft" id="take-over-explained">
            {t('popup.take-over.explain')}
          </p>
          <button
            type="button"
            class="button"
            aria-describedby="take-over-explained"
            onClick={onTakeOver}
          >
            {t('popup.take-over')}
          </button>
        </>
      );
    case 'permission-missing':
      return onGrantPermission === undefined ? null : (
        <button type="button" class="button" onClick={onGrantPermission}>
          {t('popup.grant')}
        </button>
      );
    case 'switched-off':
    case 'rules-refused':
    case 'browser-silent':
      return null;
    default:
      return assertNever(failure);
  }
}
