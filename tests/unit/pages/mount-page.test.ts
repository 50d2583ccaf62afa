// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';

const mocks = vi.hoisted(() => ({ getMessage: (key: string) => `the sentence ${key}` }));
vi.mock('../../../lib/webextension.browser.ts', () => ({
  default: { i18n: { getMessage: mocks.getMessage } },
}));

const { mountPage } = await import('../../../lib/pages/mount-page.browser.ts');

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
});

it('says so where a page can’t draw anything', async () => {
  mountPage(() => Promise.reject(new Error('no sentences for gate in de')));
  await vi.waitFor(() =>
    expect(document.querySelector('[role=alert]')?.textContent).toBe('the sentence unshown'),
  );
});

it('leaves a page alone that is drawn', async () => {
  const mounted = vi.fn<(root: Element) => Promise<void>>(async (root) => {
    root.textContent = 'all of it';
  });
  mountPage(mounted);
  await vi.waitFor(() => expect(mounted).toHaveResolved());
  expect(document.body.textContent).toBe('all of it');
});
