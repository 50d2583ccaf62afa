/** Where the gate is, and what its address says beside its target. */

/** The page that navigations are sent to, below the extension's own address. */
export const GATE_PATH = '/gate.html';

/** The gate's address; `extensionUrl` is `runtime.getURL('/')`, whose host, unlike that of the gate's own path, is the fixed id. */
export function gateUrl(extensionUrl: string): string {
  return extensionUrl.replace(/\/$/, '') + GATE_PATH;
}

/** Marks a gate address whose navigation carried a form that was not sent. */
export const FORM_MARK = '?form';

/** Marks a gate address that stands for a page whose connection broke although the name was open. */
export const BROKE_MARK = '?broke';
