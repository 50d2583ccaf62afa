import { err, ok, type Result } from '../lib/result.ts';
import type { WalletPart } from './wallet-part.browser.ts';
import type { WriteFailure } from './write-failure.ts';

type Broken = Extract<WriteFailure, { kind: 'wallet-part-broken' }>;

/**
 * The heavy part of the page, which stands in its file as a text that no browser runs: compiling it takes ten times as long as
 * all that a person sees first. As a script of the page it is judged by the page's policy, which holds its hash. Where it does not run, the
 * next call tries it anew.
 */
export function loadWalletPart(): Result<WalletPart, Broken> {
  if (window.copybaraWalletPart === undefined) {
    const script = document.createElement('script');
    script.textContent = document.querySelector('#wallet-part')?.textContent ?? '';
    // A script that has its text runs in the moment that it is put in.
    document.body.append(script);
    script.remove();
  }
  const part = window.copybaraWalletPart;
  return part === undefined ? err({ kind: 'wallet-part-broken' }) : ok(part);
}
