// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const mocks = vi.hoisted(() => ({ getMessage: (key: string) => `the sentence ${key}` }));
vi.mock('../../../lib/webextension.browser.ts', () => ({
  default: { i18n: { getMessage: mocks.getMessage } },
}));

const { mountPage } = await import('../../../lib/pages/mount-page.browser.ts');

const reported = vi.fn<(error: unknown) => void>();

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  vi.stubGlobal('reportError', reported);
});
afterEach(() => {
  vi.unstubAllGlobals();
  reported.mockClear();
});

it('says so where a page can’t draw anything', async () => {
  mountPage(() => Promise.reject(new Error('no sentences for gate in de')));
  await vi.waitFor(() => expect(reported).toHaveBeenCalledOnce());
  expect(document.querySelector('[role=alert]')?.textContent).toBe('the sentence unshown');
});

it('leaves what is drawn when something fails afterwards', async () => {
  mountPage(async (root) => {
    root.textContent = 'all of it';
    throw new Error('no answer');
  });
  await vi.waitFor(() => expect(reported).toHaveBeenCalledOnce());
  expect(document.body.textContent).toBe('all of it');
  expect(document.querySelector('[role=alert]')).toBeNull();
});
