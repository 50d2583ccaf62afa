/** Everything that a page can do to make its browser ask another host for something, without going there. */
import type { Page } from 'puppeteer';

/**
 * Lets a page try each way to `base` (`http://host:port/`) and waits until each has failed or worked; gives the ways that
 * worked as far as a page can tell. Frames, forms, beacons and hints (preconnect, prefetch, …) tell nothing.
 */
export async function reachFor(page: Page, base: string): Promise<string[]> {
  return page.evaluate(async (to) => {
    const ws = to.replace(/^http/, 'ws');
    // Some ways never tell that they were blocked.
    const patience = 2500;
    const add = (tag: string, attributes: Record<string, string>): HTMLElement => {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      document.body.append(element);
      return element;
    };
    const loaded = (tag: string, attributes: Record<string, string>): Promise<boolean> =>
      new Promise((resolve) => {
        const element = add(tag, attributes);
        element.addEventListener('load', () => resolve(true));
        element.addEventListener('loadeddata', () => resolve(true));
        element.addEventListener('error', () => resolve(false));
      });
    const opened = (target: EventTarget): Promise<boolean> =>
      new Promise((resolve) => {
        target.addEventListener('open', () => resolve(true));
        target.addEventListener('message', (event) =>
          resolve(!('data' in event) || event.data === 'yes'),
        );
        target.addEventListener('error', () => resolve(false));
      });
    // A frame tells of its load whatever it shows: only the site's log knows.
    const framed = (attributes: Record<string, string>): Promise<boolean> =>
      loaded('iframe', attributes).then(() => false);
    const inWorker = (code: string): Promise<boolean> =>
      opened(new Worker(URL.createObjectURL(new Blob([code]))));
    const ways: Record<string, () => Promise<boolean>> = {
      image: () => loaded('img', { src: `${to}pixel.png?img` }),
      script: () => loaded('script', { src: `${to}script.js?script` }),
      module: () => loaded('script', { type: 'module', src: `${to}script.js?cors&module` }),
      style: () => loaded('link', { rel: 'stylesheet', href: `${to}style` }),
      icon: async () => {
        add('link', { rel: 'icon', href: `${to}icon` });
        return false;
      },
      object: () => loaded('object', { data: `${to}object` }),
      video: () => loaded('video', { src: `${to}video`, preload: 'auto' }),
      frame: () => framed({ src: `${to}frame` }),
      sandboxedFrame: () => framed({ src: `${to}sandboxed`, sandbox: 'allow-scripts' }),
      innerFrame: () => framed({ srcdoc: `<img src="${to}pixel.png?inner">` }),
      postToFrame: async () => {
        add('iframe', { name: 'target' });
        const form = add('form', { method: 'post', action: `${to}echo`, target: 'target' });
        if (form instanceof HTMLFormElement) form.submit();
        return false;
      },
      fetch: () => fetch(`${to}fetch`, { mode: 'no-cors' }).then(() => true),
      corsFetch: () => fetch(`${to}echo?cors`, { method: 'POST', body: 'x' }).then(() => true),
      beacon: async () => {
        navigator.sendBeacon(`${to}beacon`, 'x');
        return false;
      },
      events: () => opened(new EventSource(`${to}events?cors`)),
      socket: () => opened(new WebSocket(`${ws}socket`)),
      worker: () =>
        inWorker(
          `fetch('${to}worker', {mode: 'no-cors'}).then(() => postMessage('yes'), () => postMessage('no'))`,
        ),
      imported: () => inWorker(`importScripts('${to}script.js?worker'); postMessage('yes')`),
      ping: async () => {
        add('a', { href: '#ping', ping: `${to}ping` }).click();
        return false;
      },
      hints: async () => {
        for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'prerender']) {
          add('link', { rel, href: `${to}${rel}`, as: 'image' });
        }
        const rules = { prefetch: [{ urls: [`${to}speculated`] }] };
        add('script', { type: 'speculationrules' }).textContent = JSON.stringify(rules);
        return false;
      },
    };
    const tried = Object.entries(ways).map(async ([name, way]) => {
      const late = new Promise<boolean>((resolve) => setTimeout(resolve, patience, false));
      // A constructor that throws is a way that failed.
      const start = (async (): Promise<boolean> => way())().catch(() => false);
      const worked = await Promise.race([start, late]);
      return worked ? [name] : [];
    });
    return (await Promise.all(tried)).flat();
  }, base);
}
