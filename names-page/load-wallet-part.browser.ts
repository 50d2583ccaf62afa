import type { WalletPart } from './wallet-part.browser.ts';

/**
 * The heavy part of the page, which stands in its file as a text that no browser runs: compiling it takes ten times as long as
 * all that a person sees first. As a script of the page it is judged by the page's policy, which holds its hash.
 */
export function loadWalletPart(): WalletPart {
  if (window.copybaraWalletPart === undefined) {
    const script = document.createElement('script');
    script.textContent = document.querySelector('#wallet-part')?.textContent ?? '';
    // A script that has its text runs in the moment that it is put in.
    document.body.append(script);
    script.remove();
  }
  const part = window.copybaraWalletPart;
  if (part === undefined) throw new Error('the part with the wallet does not run');
  return part;
}
