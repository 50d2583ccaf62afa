import browser from '../webextension.browser.ts';

/** Mounts a page of ours at its root. Where nothing can be drawn, not even sentences loaded, the browser's own copy of one says so. */
export function mountPage(mount: (root: Element) => Promise<void>): void {
  const root = document.querySelector('#root');
  if (root === null) return;
  mount(root).catch((error: unknown) => {
    reportError(error);
    // What is drawn stays.
    if (root.firstChild !== null) return;
    root.role = 'alert';
    root.setAttribute('dir', 'auto');
    root.textContent = browser.i18n.getMessage('unshown');
  });
}
