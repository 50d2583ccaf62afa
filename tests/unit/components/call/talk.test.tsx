// @vitest-environment happy-dom
import type { ComponentChild } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { ChatPanel } from '../../../../components/call/ChatPanel.tsx';
import { movedEnd, SHOWN_MESSAGES, shownRange } from '../../../../components/call/chat-window.ts';
import { FilesPanel } from '../../../../components/call/FilesPanel.tsx';
import { type ChatActions, NEW_CHAT } from '../../../../lib/call/chat.ts';
import type { FilesActions } from '../../../../lib/call/files.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import {
  CHAT_ACTIONS,
  chatStates,
  conversation,
  FAILURES,
  FILES_ACTIONS,
  filesStates,
} from './talk-states.ts';

const chats = chatStates();
const files = filesStates();
const chat = (state: string) => chats[state] ?? expect.unreachable(state);
const panel = (state: string) => files[state] ?? expect.unreachable(state);
/** What stands around a panel. */
const page = (content: ComponentChild) => (
  <main>
    <h1>Call</h1>
    <section aria-label="Panel">{content}</section>
  </main>
);
const field = (root: HTMLElement): HTMLTextAreaElement =>
  root.querySelector('textarea') ?? expect.unreachable();

describe('the chat', () => {
  it.each(Object.entries(chats))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(page(<ChatPanel {...props} />));
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/undefined|\{\w+\}/);
    const log = root.querySelector('[role=log]');
    expect(log?.getAttribute('aria-live')).toBe('polite');
  });

  it('shows who wrote what, and how far it has come', () => {
    const root = mount(<ChatPanel {...chat('talking')} />);
    const messages = [...root.querySelectorAll('.message')];
    expect(messages.map((one) => one.querySelector('.message-who, .unseen')?.textContent)).toEqual([
      'You',
      'bob.azero',
      'bob.azero',
      'You',
      'bob.azero',
      'bob.azero',
      'You',
    ]);
    const marks = [...root.querySelectorAll('.mark')].map((mark) => mark.textContent);
    expect(marks).toEqual(['delivered', 'delivered', 'sent']);
  });

  it('has links that tell nobody where they come from, and no other', () => {
    const root = mount(<ChatPanel {...chat('talking')} />);
    const links = [...root.querySelectorAll('a')];
    expect(links.map((link) => link.href)).toEqual([
      'https://en.wikipedia.org/wiki/Capybara_(animal)',
      'http://alice.azero/garden',
    ]);
    for (const link of links) {
      expect([link.target, link.rel]).toEqual(['_blank', 'noopener noreferrer']);
    }
  });

  it('shows hostile texts as texts, and fetches nothing', () => {
    const root = mount(<ChatPanel {...chat('hostile')} />);
    expect(root.querySelectorAll('.message a, .message b, .message img')).toHaveLength(0);
    expect(root.querySelector('.message-text')?.textContent).toMatch(
      /^\ufffdevil\ufffd .{8,9}<b>x<\/b>/u,
    );
  });

  it('keeps ten thousand messages from the page, and goes through all of them', async () => {
    const root = mount(<ChatPanel {...chat('talking')} chat={conversation(10_000)} />);
    const shown = (): string[] =>
      [...root.querySelectorAll('.message-text')].map((one) => one.textContent ?? '');
    expect(shown()).toHaveLength(SHOWN_MESSAGES);
    expect(shown().at(-1)).toBe('message 9999');
    button(root, 'Earlier messages').click();
    await settled();
    expect([shown().length, shown().at(-1)]).toEqual([SHOWN_MESSAGES, 'message 9899']);
    button(root, 'To the newest').click();
    await settled();
    expect(shown().at(-1)).toBe('message 9999');
    let [count, end] = [0, undefined as number | undefined];
    for (; shownRange(10_000, end).from > 0; count += 1) end = movedEnd(10_000, end, 'earlier');
    expect([count, shownRange(10_000, end).from]).toEqual([98, 0]);
    for (; end !== undefined; count -= 1) end = movedEnd(10_000, end, 'later');
    expect(count).toBeLessThanOrEqual(1);
  });

  it('goes on showing the newest message in a smaller window, but leaves an older one where it is', async () => {
    let resized = (): void => expect.unreachable();
    class Sizes {
      constructor(tell: () => void) {
        resized = tell;
      }
      observe(): void {}
      disconnect(): void {}
    }
    vi.stubGlobal('ResizeObserver', Sizes);
    const root = mount(<ChatPanel {...chat('talking')} />);
    await settled();
    vi.unstubAllGlobals();
    const log = root.querySelector<HTMLElement>('[role=log]') ?? expect.unreachable();
    Object.defineProperty(log, 'scrollHeight', { value: 800 });
    resized();
    expect(log.scrollTop).toBe(800);
    log.scrollTop = 100;
    log.dispatchEvent(new Event('scroll'));
    resized();
    expect(log.scrollTop).toBe(100);
  });

  it('lets a message that is typed be sent by Enter, and only by it', async () => {
    const type = vi.fn<ChatActions['type']>();
    const send = vi.fn<ChatActions['send']>();
    const props = { ...chat('talking'), actions: { ...CHAT_ACTIONS, type, send } };
    const root = mount(<ChatPanel {...props} />);
    const press = (init: KeyboardEventInit): boolean =>
      field(root).dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      );
    press({ key: 'Enter', shiftKey: true });
    press({ key: 'Enter', isComposing: true });
    press({ key: 'a' });
    expect(send).not.toHaveBeenCalled();
    press({ key: 'Enter' });
    expect(send).toHaveBeenCalledTimes(1);
    field(root).value = 'other';
    field(root).dispatchEvent(new Event('input', { bubbles: true }));
    expect(type).toHaveBeenLastCalledWith('other');
    await settled();
    expect(document.activeElement).toBe(field(root));
  });

  it('does not send what is empty or too long, and says why', () => {
    const send = vi.fn<ChatActions['send']>();
    for (const state of ['empty', 'too-long']) {
      const root = mount(<ChatPanel {...{ ...chat(state), actions: { ...CHAT_ACTIONS, send } }} />);
      button(root, 'Send').click();
      const said = root.querySelector('[role=alert]')?.textContent;
      expect(said).toMatch(state === 'empty' ? /^$/ : /^50 characters too long/);
    }
    expect(send).not.toHaveBeenCalled();
  });

  it('offers a pasted picture as a file', () => {
    const onFiles = vi.fn<FilesActions['offer']>();
    const root = mount(<ChatPanel {...chat('talking')} onFiles={onFiles} />);
    const picture = new File(['x'], 'image.png', { type: 'image/png' });
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { files: [picture] } });
    field(root).dispatchEvent(paste);
    expect(onFiles).toHaveBeenCalledWith([picture]);
    expect(paste.defaultPrevented).toBe(true);
  });

  it('keeps the conversation, and what was not sent, at hand after the end', async () => {
    const copyAll = vi.fn<ChatActions['copyAll']>(() => Promise.resolve(false));
    const save = vi.fn<ChatActions['save']>();
    const props = { ...chat('ended'), actions: { ...CHAT_ACTIONS, copyAll, save } };
    const root = mount(<ChatPanel {...props} />);
    expect(field(root).value).toBe('never sent');
    expect(field(root).readOnly).toBe(true);
    expect(root.textContent).toContain('kept nowhere');
    button(root, 'Save as text').click();
    button(root, 'Copy all').click();
    await settled();
    expect(save).toHaveBeenCalledTimes(1);
    expect(root.querySelector('output')?.textContent).toContain('by hand');
    const silent = mount(<ChatPanel {...props} chat={{ ...NEW_CHAT, link: 'ended' }} />);
    expect(silent.querySelector('textarea')).toBeNull();
  });

  it('draws few of ten thousand messages, and none of them again for a letter that is typed', async () => {
    let reads = 0;
    const long = conversation(10_000);
    const entries = long.entries.map(
      (entry) =>
        new Proxy(entry, {
          get(target, key, receiver) {
            if (key === 'text') reads += 1;
            return Reflect.get(target, key, receiver);
          },
        }),
    );
    const root = mount(<ChatPanel {...{ ...chat('talking'), chat: { ...long, entries } }} />);
    await settled();
    const first = reads;
    expect(first).toBeGreaterThanOrEqual(SHOWN_MESSAGES);
    expect(first).toBeLessThanOrEqual(4 * SHOWN_MESSAGES);
    for (let at = 0; at < 50; at += 1) {
      const typed = { ...long, entries, draft: 'x'.repeat(at) };
      mount(<ChatPanel {...{ ...chat('talking'), chat: typed }} />, root);
    }
    await settled();
    expect(reads).toBe(first);
    expect(field(root).value).toHaveLength(49);
  });
});

describe('the files', () => {
  it.each(Object.entries(files))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(page(<FilesPanel {...props} />));
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/undefined|\{\w+\}|NaN/);
  });

  it('has a sentence for each failure', () => {
    const root = mount(<FilesPanel {...panel('failed')} />);
    const said = [...root.querySelectorAll('.file-failure')].map((one) => one.textContent ?? '');
    expect(said.length).toBe(FAILURES.length);
    for (const text of said) expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('shows the newest first, with progress, pace and time left', () => {
    const root = mount(<FilesPanel {...panel('going')} />);
    const names = [...root.querySelectorAll('.file-name')].map((one) => one.textContent);
    expect(names[0]).toBe('checking.bin');
    const bars = [...root.querySelectorAll('progress')].map(({ value }) => value);
    expect(bars).toContain(57);
    expect(root.textContent).toContain('8 MB of 52 MB · 4.2 MB a second · 11 sec left');
    expect(root.textContent).toContain('Paused by the other side.');
  });

  it('warns of programs, and tells how much room there is', () => {
    const root = mount(<FilesPanel {...panel('offers')} />);
    const risks = [...root.querySelectorAll('.file')].filter((one) =>
      one.textContent?.includes('can run a program'),
    );
    expect(risks.map((one) => one.querySelector('.file-name')?.textContent)).toEqual([
      'big.iso',
      'setup.exe',
    ]);
    expect(root.textContent).toContain('room for only 12 MB');
  });

  it('hands on what is pressed', () => {
    const actions = {
      ...FILES_ACTIONS,
      accept: vi.fn<FilesActions['accept']>(),
      decline: vi.fn<FilesActions['decline']>(),
      cancel: vi.fn<FilesActions['cancel']>(),
      pause: vi.fn<FilesActions['pause']>(),
      save: vi.fn<FilesActions['save']>(),
    };
    const offers = mount(<FilesPanel {...panel('offers')} actions={actions} />);
    button(offers, 'Accept: setup.exe').click();
    button(offers, 'Decline: capybara.mp4').click();
    expect([actions.accept.mock.lastCall, actions.decline.mock.lastCall]).toEqual([[2], [1]]);
    const going = mount(<FilesPanel {...panel('going')} actions={actions} />);
    button(going, 'Go on: paused.zip').click();
    button(going, 'Stop: notes.txt').click();
    expect(actions.pause.mock.lastCall).toMatchObject([{ name: 'paused.zip' }, false]);
    expect(actions.cancel.mock.lastCall).toMatchObject([{ name: 'notes.txt', direction: 'out' }]);
    const done = mount(<FilesPanel {...panel('done')} actions={actions} />);
    button(done, 'Save: capybara.mp4').click();
    expect(actions.save).toHaveBeenCalledWith(1);
  });

  it('takes what is dropped, and says that folders can’t be sent', async () => {
    const offer = vi.fn<FilesActions['offer']>();
    const root = mount(<FilesPanel {...panel('empty')} actions={{ ...FILES_ACTIONS, offer }} />);
    const picture = new File(['x'], 'image.png');
    const item = (file: File | null, isDirectory: boolean) => ({
      kind: 'file',
      webkitGetAsEntry: () => ({ isDirectory }),
      getAsFile: () => file,
    });
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { items: [item(picture, false), item(null, true)] } });
    root.querySelector('section')?.dispatchEvent(drop);
    await settled();
    expect(offer).toHaveBeenCalledWith([picture]);
    expect(drop.defaultPrevented).toBe(true);
    expect(root.querySelector('output')?.textContent).toContain('Folders can’t be sent');
  });
});
