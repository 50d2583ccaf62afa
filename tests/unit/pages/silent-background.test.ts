// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enFailures } from '../../../lib/i18n/en-failures.ts';
import { PAGE_SENTENCES, type Page } from '../../../lib/i18n/page-sentences.ts';

const SILENT = enFailures['failure.background-silent.what'];
const NEXT = enFailures['failure.background-silent.next'];

/** What the background does with what it is asked. */
let sendMessage: () => Promise<unknown>;

const area = {
  get: async () => ({}),
  set: async () => {},
  remove: async () => {},
  onChanged: { addListener: () => {}, removeListener: () => {} },
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  document.body.innerHTML = '<div id="root"></div>';
  sessionStorage.clear();
  location.hash = '#http://alice.azero/';
  vi.stubGlobal('browser', {
    i18n: { getUILanguage: () => 'en', getMessage: (key: string) => key },
    runtime: {
      id: 'ours',
      sendMessage: () => sendMessage(),
      getURL: (path: string) => `chrome-extension://ours${path}`,
      getManifest: () => ({ version: '0.1.0' }),
      connectNative: () => {
        throw new Error('no host');
      },
    },
    storage: { local: area, session: area, managed: area },
    tabs: { query: async () => [] },
    permissions: { contains: async () => true },
    extension: { isAllowedIncognitoAccess: async () => true, inIncognitoContext: false },
    privacy: {},
  });
  vi.stubGlobal('fetch', async (path: string) => {
    const page = /\/sentences\/(\w+)\.en\.json/.exec(path)?.[1] as Page;
    return { json: async () => PAGE_SENTENCES[page][0].messages };
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PAGES: Readonly<Record<string, () => Promise<(root: Element) => Promise<void>>>> = {
  popup: async () => (await import('../../../lib/pages/popup-page.browser.tsx')).mountPopup,
  welcome: async () => (await import('../../../lib/pages/welcome-page.browser.tsx')).mountWelcome,
  options: async () => (await import('../../../lib/pages/options-page.browser.tsx')).mountOptions,
  diagnostics: async () =>
    (await import('../../../lib/pages/diagnostics-page.browser.tsx')).mountDiagnostics,
  names: async () =>
    (await import('../../../lib/pages/names-opening.browser.tsx')).mountNamesOpening,
  gate: async () => (await import('../../../lib/pages/gate-page.browser.tsx')).mountGate,
};

describe.each(Object.entries(PAGES))('%s', (name, load) => {
  async function shown(ms: number): Promise<string> {
    const mount = await load();
    const root = document.querySelector('#root') ?? document.body;
    void mount(root);
    await vi.advanceTimersByTimeAsync(ms);
    return root.textContent ?? '';
  }

  it('says after a bounded time that the background does not answer, and what to do', async () => {
    sendMessage = () => new Promise(() => {});
    const limit = name === 'gate' ? 30_000 : 15_000;
    const text = await shown(limit - 100);
    expect(text).not.toBe('');
    expect(text).not.toContain(SILENT);
    await vi.advanceTimersByTimeAsync(200);
    const later = document.body.textContent;
    expect(later).toContain(SILENT);
    expect(later).toContain(NEXT);
  });

  it('says so soon where it can’t be reached', async () => {
    sendMessage = () => Promise.reject(new Error('Receiving end does not exist.'));
    expect(await shown(6_000)).toContain(SILENT);
  });
});
