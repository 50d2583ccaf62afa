/** Runs beside the page: brings the wallet into it, and carries what it says to the background. */
import { FROM_CONTENT, FROM_PAGE } from './messages.ts';

type Runtime = {
  readonly getURL: (path: string) => string;
  readonly sendMessage: (message: unknown) => Promise<unknown>;
};

// oxlint-disable-next-line no-unsafe-type-assertion -- the browser's own API, of which this much is used
const { runtime } = (Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome')) as {
  readonly runtime: Runtime;
};

const script = document.createElement('script');
script.src = runtime.getURL('page.js');
script.addEventListener('load', () => script.remove());
(document.head ?? document.documentElement).append(script);

window.addEventListener('message', ({ source, data }: MessageEvent) => {
  if (source !== window || data?.from !== FROM_PAGE) return;
  const { id, request } = data;
  void runtime.sendMessage({ origin: location.origin, request }).then((reply) => {
    window.postMessage({ from: FROM_CONTENT, id, reply }, location.origin);
  });
});
