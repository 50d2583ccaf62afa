import browser from 'webextension-polyfill';
import type { CallShell } from '../call/call-state.ts';

const HELP = 'https://github.com/staex-io/copybara#troubleshooting';

/** What this browser can do for a call's views. */
export function callShell(): Omit<CallShell, 'pictureInPicture'> {
  return {
    async copy(text) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
    // Closing the sheet without a choice is no failure.
    share:
      'share' in navigator ? (text) => void navigator.share({ text }).catch(() => {}) : undefined,
    // In a tab of its own: a mail program that is a web page must not take the place of the call.
    mail: (text) => open(`mailto:?body=${encodeURIComponent(text)}`),
    openHelp: () => open(HELP),
    closeWindow: () => window.close(),
    canShareScreen: 'getDisplayMedia' in navigator.mediaDevices,
  };
}

function open(url: string): void {
  void browser.tabs.create({ url });
}
