// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { CallView } from '../../../../components/call/CallView.tsx';
import { windowTitle } from '../../../../components/call/call-scene.ts';
import { SmallWindow } from '../../../../components/call/SmallWindow.tsx';
import { mayCallAgain } from '../../../../lib/call/session-end.ts';
import type { Wants } from '../../../../lib/call/session-media.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { END_CAUSES } from './kinds.ts';
import { BOB, NOW } from './people.ts';
import { ACTIONS, callStates } from './states.ts';

const states = callStates({
  theirs: new MediaStream(),
  own: new MediaStream(),
  screen: new MediaStream(),
});
function state(word: string) {
  const found = states[word];
  if (!found) throw new Error(`no state “${word}”`);
  return found;
}

describe('from phase to phase', () => {
  it('the focus is never lost, and never taken from what stays', async () => {
    const root = mount(<CallView {...state('dial-named')} />);
    await settled();
    expect(document.activeElement).toBe(root.querySelector('h1'));
    for (const word of ['dialling', 'waiting-caller', 'connecting', 'in-call', 'ended-hung-up']) {
      button(root, [...root.querySelectorAll('button')][0]?.textContent?.trim() ?? '').focus();
      mount(<CallView {...state(word)} />, root);
      await settled();
      expect(document.activeElement, word).toBe(root.querySelector('h1'));
      expect(document.activeElement?.textContent, word).not.toBe('');
    }
    const field = mount(<CallView {...state('waiting-caller')} />);
    await settled();
    const paste = field.querySelector('input');
    paste?.focus();
    mount(<CallView {...state('notice-4')} />, field);
    await settled();
    expect(document.activeElement).toBe(paste);
  });

  it('begins in the field that most people want, and goes to what can do no harm', async () => {
    const dial = mount(<CallView {...state('dial-first')} />);
    await settled();
    expect(document.activeElement).toBe(dial.querySelector('.call-form input'));
    const named = mount(<CallView {...state('dial-named')} />);
    await settled();
    button(named, 'Somebody else').click();
    await settled();
    expect(document.activeElement).toBe(named.querySelector('.call-form input'));
    const root = mount(<CallView {...state('ringing-new')} />);
    await settled();
    button(root, 'Block this name').click();
    await settled();
    expect(document.activeElement).toBe(button(root, 'Don’t block'));
    button(root, 'Don’t block').click();
    await settled();
    expect(document.activeElement).toBe(button(root, 'Block this name'));
  });

  it('the focus comes back from a button that took itself away, within a second', async () => {
    const root = mount(<CallView {...state('notice-4')} />);
    await settled();
    button(root, 'Understood').focus();
    mount(<CallView {...state('waiting-caller')} />, root);
    await settled();
    mount(<CallView {...state('waiting-caller')} now={NOW + 1_000} />, root);
    await settled();
    expect(document.activeElement).toBe(root.querySelector('h1'));
  });

  it('each is read out, with what is waited for', () => {
    const said = (word: string) =>
      mount(<CallView {...state(word)} />).querySelector('output[aria-live]')?.textContent;
    expect(said('ringing-new')).toBe('bob.azero is calling you');
    expect(said('proving')).toBe(
      'Connecting with bob.azero. Checking that this is the call of these two links',
    );
    expect(said('ended-peer-hung-up')).toContain('The other side ended the call.');
    expect(said('reconnecting')).toBe('The connection is cut');
  });

  it('the title of the window says which call it is', () => {
    const { t, state: ringing } = state('ringing-new');
    expect(windowTitle(t, ringing)).toBe('bob.azero is calling you · Copybara');
  });
});

describe('the end', () => {
  it.each(Object.entries(END_CAUSES))(
    'says why, what next, and whether to call again: %s',
    (word, cause) => {
      const root = mount(<CallView {...state(`ended-${word}`)} />);
      expect(root.querySelector('h1')?.textContent).toMatch(/^\p{Lu}.{10,}[.?]$/u);
      expect(root.querySelector('.next')?.textContent?.length).toBeGreaterThan(30);
      expect(root.querySelector('.button-call') !== null).toBe(mayCallAgain(cause));
    },
  );

  it('tells every end apart', () => {
    const headings = Object.keys(END_CAUSES)
      .filter((word) => !word.startsWith('relay-failed') && word !== 'host-gone')
      .map(
        (word) => mount(<CallView {...state(`ended-${word}`)} />).querySelector('h1')?.textContent,
      );
    expect(new Set(headings).size).toBe(headings.length);
  });

  it('asks for the own name where that was missing, and only there', async () => {
    const lacks = state('ended-no-own-name');
    const setOurs = vi.fn<(name: string) => void>();
    const props = {
      ...lacks,
      state: { ...lacks.state, ours: undefined },
      actions: { ...ACTIONS, setOurs },
    };
    const root = mount(<CallView {...props} />);
    const field = root.querySelector<HTMLInputElement>('.name-form input');
    if (!field) throw new Error('no field');
    field.value = 'bob.azero';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    button(root, 'Save').click();
    await settled();
    expect(setOurs).toHaveBeenCalledExactlyOnceWith(BOB);
    expect(mount(<CallView {...lacks} />).querySelector('.name-form')).toBeNull();
  });

  it('asks before another call throws received files away', async () => {
    const callAgain = vi.fn<() => void>();
    const callAnother = vi.fn<() => void>();
    const props = state('ended-peer-hung-up');
    const actions = { ...props.actions, callAgain, callAnother };
    const files = { content: 'Files', unseen: 0, onShow: () => {}, unsaved: 2 };
    const root = mount(<CallView {...props} actions={actions} files={files} />);
    for (const label of ['Call again', 'Call somebody else']) {
      button(root, label).click();
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      await settled();
      expect(root.querySelector('.ask-first')?.textContent).toContain('2 files that you received');
      expect(document.activeElement).toBe(button(root, 'Keep them'));
      button(root, 'Keep them').click();
      // oxlint-disable-next-line no-await-in-loop -- and its answer
      await settled();
    }
    expect(callAgain).not.toHaveBeenCalled();
    expect(callAnother).not.toHaveBeenCalled();
    button(root, 'Call again').click();
    await settled();
    button(root, 'Go on without them').click();
    expect(callAgain).toHaveBeenCalledOnce();
    mount(<CallView {...props} actions={actions} files={{ ...files, unsaved: 0 }} />, root);
    await settled();
    button(root, 'Call somebody else').click();
    expect(callAnother).toHaveBeenCalledOnce();
  });

  it('says how long it was, and keeps a note', async () => {
    const setNote = vi.fn<(name: string, note: string) => void>();
    const root = mount(<CallView {...state('in-call')} />);
    mount(<CallView {...state('ended-hung-up')} now={NOW + 3_000} />, root);
    mount(
      <CallView {...state('ended-hung-up')} actions={{ ...ACTIONS, setNote }} now={NOW + 60_000} />,
      root,
    );
    expect(root.querySelector('.lasted')?.textContent).toBe('You spoke for 3:10');
    const field = root.querySelector<HTMLInputElement>('.note-form input');
    if (!field) throw new Error('no note');
    field.value = 'Likes gardens ';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    button(root, 'Save').click();
    await settled();
    expect(setNote).toHaveBeenCalledExactlyOnceWith(BOB, 'Likes gardens');
    expect(root.querySelector('.note-form output')?.textContent).toBe('Saved');
    const never = mount(<CallView {...state('ended-not-answered')} />);
    expect(never.querySelector('.lasted, .note-form')).toBeNull();
  });
});

describe('the small window', () => {
  it.each(['in-call', 'in-call-voice', 'in-call-screen', 'in-call-held', 'reconnecting'])(
    'shows what matters most: %s',
    async (word) => {
      const hangUp = vi.fn<() => void>();
      const root = mount(
        <SmallWindow {...state(word)} actions={{ ...ACTIONS, hangUp }} onBack={() => {}} />,
      );
      expect(await broken()).toEqual([]);
      // The sound stays in the big window.
      for (const video of root.querySelectorAll('video')) expect(video.muted).toBe(true);
      const isSeen = word === 'in-call' || word === 'in-call-screen';
      expect(root.querySelector('video') !== null).toBe(isSeen);
      button(root, 'Hang up').click();
      expect(hangUp).toHaveBeenCalledOnce();
    },
  );

  it('has the keys of what is in it', async () => {
    const hush = vi.fn<(on: boolean) => void>();
    const setMedia = vi.fn<(wants: Wants) => void>();
    const onBack = vi.fn<() => void>();
    const actions = { ...ACTIONS, hush, setMedia };
    mount(<SmallWindow {...state('in-call')} actions={actions} onBack={onBack} />);
    await settled();
    for (const key of ['m', 'v', 'p', 's', 'c', 'Escape']) {
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    expect(hush).toHaveBeenCalledExactlyOnceWith(true);
    expect(setMedia).toHaveBeenCalledExactlyOnceWith({ audio: true, video: false });
    expect(onBack).toHaveBeenCalledOnce();
  });
});
