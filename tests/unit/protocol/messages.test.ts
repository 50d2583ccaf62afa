import { beforeEach, describe, expect, test, vi } from 'vitest';

type Receive = (message: unknown, sender: object, respond: (outcome: unknown) => void) => true;

let receive: Receive | undefined;
let taken: unknown[];

beforeEach(async () => {
  taken = [];
  vi.stubGlobal('browser', {
    runtime: {
      id: 'ours',
      onMessage: { addListener: (listener: Receive) => (receive = listener) },
    },
  });
  vi.resetModules();
  const { onMessage } = await import('../../../lib/protocol/messages.browser.ts');
  onMessage('showNamesPage', ({ data }) => void taken.push(data));
});

const say = (message: unknown, sender: object): Promise<unknown> =>
  new Promise((resolve) => receive?.(message, sender, resolve));

describe('commands', () => {
  const command = { command: 'showNamesPage', data: 1 };

  test.each(['chrome-extension://ours/popup.html', 'moz-extension://uuid/popup.html'])(
    'are taken from our page %s',
    async (url) => {
      await say(command, { id: 'ours', url });
      expect(taken).toEqual([1]);
    },
  );

  test.each([
    ['our content script', { id: 'ours', url: 'http://names.copybara.localhost:9379/' }],
    ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/page.html' }],
    ['a web page', { url: 'https://copybara.staex.io/' }],
    ['nobody in particular', { id: 'ours' }],
  ])('are not taken from %s', async (_, sender) => {
    expect(await say(command, sender)).toEqual({ error: 'no command' });
    expect(taken).toEqual([]);
  });
});
