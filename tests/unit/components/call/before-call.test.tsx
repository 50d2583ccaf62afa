// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { CallView } from '../../../../components/call/CallView.tsx';
import type { CallProps } from '../../../../components/call/call-props.ts';
import { windowTitle } from '../../../../components/call/call-scene.ts';
import type { CallActions } from '../../../../lib/call/call-state.ts';
import { button, mount, settled } from '../mount.tsx';
import { ALICE } from '../states.ts';
import { BOB, NOW } from './people.ts';
import { ACTIONS, callStates } from './states.ts';

const nobody = { id: 'none' };
const states = callStates({ theirs: nobody, own: nobody, screen: nobody });

function state(word: string): CallProps {
  const found = states[word];
  if (!found) throw new Error(`no state “${word}”`);
  return found;
}

/** The state with these actions watched. */
function watched(word: string, ...names: readonly (keyof CallActions)[]) {
  const spies = Object.fromEntries(names.map((name) => [name, vi.fn<() => void>()]));
  return { props: { ...state(word), actions: { ...ACTIONS, ...spies } }, spies };
}

function input(root: HTMLElement, label: string): HTMLInputElement {
  const id = [...root.querySelectorAll('label')]
    .find((one) => one.textContent === label)
    ?.getAttribute('for');
  const found = root.querySelector<HTMLInputElement>(`#${CSS.escape(id ?? '')}`);
  if (!found) throw new Error(`no field “${label}”`);
  return found;
}

async function type(field: HTMLInputElement, text: string): Promise<void> {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  field.form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

describe('before a call', () => {
  it('asks for a name where there is none, and says why a text is none', async () => {
    const { props, spies } = watched('dial-first', 'dial');
    const root = mount(<CallView {...props} />);
    await type(input(root, 'Name'), 'example.com');
    expect(spies['dial']).not.toHaveBeenCalled();
    expect(root.querySelector('.call-form [role=alert]')?.textContent).toContain('.azero');
    await type(input(root, 'Name'), 'Bob.azero');
    expect(spies['dial']).toHaveBeenCalledExactlyOnceWith(BOB, { audio: true, video: true });
  });

  it('calls as the person chose to take part, also the people of before', async () => {
    const { props, spies } = watched('dial-named', 'dial');
    const root = mount(<CallView {...props} />);
    const listen = root.querySelectorAll<HTMLInputElement>('input[type=radio]')[2];
    listen?.click();
    await settled();
    button(root, 'Call').click();
    expect(spies['dial']).toHaveBeenLastCalledWith(BOB, { audio: false, video: false });
    button(root, 'Call carol.azero').click();
    expect(spies['dial']).toHaveBeenLastCalledWith('carol.azero', { audio: false, video: false });
    expect(root.textContent).not.toContain('Call mallory.azero');
  });

  it('wants the own name first, keeps it, and lets nobody be called before', async () => {
    const { props, spies } = watched('dial-no-own-name', 'dial', 'setOurs');
    const root = mount(<CallView {...props} />);
    expect(root.textContent).toContain('First, your own name');
    expect(root.querySelector('.button-call')).toBeNull();
    await type(input(root, 'My name'), 'alice.azero');
    expect(spies['setOurs']).toHaveBeenCalledExactlyOnceWith(ALICE);
  });

  it('takes a link that is pasted, and hands nothing over for an empty field', async () => {
    const { props, spies } = watched('dial-first', 'paste');
    const root = mount(<CallView {...props} />);
    await type(input(root, 'The link'), '   ');
    expect(spies['paste']).not.toHaveBeenCalled();
    await type(input(root, 'The link'), 'https://copybara.staex.io/c#abc');
    expect(spies['paste']).toHaveBeenCalledExactlyOnceWith('https://copybara.staex.io/c#abc');
  });

  it('deletes everything only after it has asked', async () => {
    const { props, spies } = watched('dial-nobody', 'forgetAll', 'exportAll', 'forgetCall');
    const root = mount(<CallView {...props} />);
    button(root, 'Export').click();
    expect(spies['exportAll']).toHaveBeenCalledOnce();
    button(root, 'Remove this call with bob.azero').click();
    expect(spies['forgetCall']).toHaveBeenCalledExactlyOnceWith('1');
    button(root, 'Delete all').click();
    await settled();
    expect(spies['forgetAll']).not.toHaveBeenCalled();
    button(root, 'Keep it').click();
    await settled();
    button(root, 'Delete all').click();
    await settled();
    button(root, 'Delete everything').click();
    expect(spies['forgetAll']).toHaveBeenCalledOnce();
  });

  it('decides about one operator', () => {
    for (const word of ['dialling-asking', 'checking-asking']) {
      const { props, spies } = watched(word, 'acceptOperator', 'hangUp');
      const root = mount(<CallView {...props} />);
      expect(root.textContent).toContain('Dwellir');
      button(root, 'Go on with this call').click();
      expect(spies['acceptOperator']).toHaveBeenCalledOnce();
      button(root, 'Cancel the call').click();
      expect(spies['hangUp']).toHaveBeenCalledOnce();
    }
  });
});

describe('a link that waits to be carried', () => {
  it('is copied, and it is said whether that worked', async () => {
    const copy = vi.fn<(text: string) => Promise<boolean>>();
    const props = { ...state('waiting-caller') };
    const root = mount(<CallView {...props} shell={{ ...props.shell, copy }} />);
    copy.mockResolvedValueOnce(false);
    button(root, 'Copy link').click();
    await settled();
    expect(copy).toHaveBeenCalledWith(props.state.link);
    expect(root.querySelector('.link-share output')?.textContent).toContain('by hand');
    expect(document.getSelection()?.toString()).toContain('copybara.staex.io');
    copy.mockResolvedValueOnce(true);
    button(root, 'Copy link').click();
    await settled();
    expect(root.querySelector('.link-share output')?.textContent).toBe('Copied');
  });

  it('is shared where the browser can, and mailed', () => {
    const share = vi.fn<(text: string) => void>();
    const mail = vi.fn<(text: string) => void>();
    const props = state('waiting-callee');
    const root = mount(<CallView {...props} shell={{ ...props.shell, share, mail }} />);
    button(root, 'Share').click();
    button(root, 'Mail').click();
    expect(share).toHaveBeenCalledExactlyOnceWith(props.state.link);
    expect(mail).toHaveBeenCalledExactlyOnceWith(props.state.link);
    const without = mount(<CallView {...props} shell={{ ...props.shell, share: undefined }} />);
    expect(() => button(without, 'Share')).toThrow();
  });

  it('is drawn as a QR code when that is wanted, all of it in sight', async () => {
    const show = vi.spyOn(Element.prototype, 'scrollIntoView');
    const root = mount(<CallView {...state('waiting-caller')} />);
    expect(root.querySelector('.qr')).toBeNull();
    button(root, 'QR code').click();
    await vi.waitFor(() => expect(root.querySelector('.qr path')).not.toBeNull());
    expect(show.mock.contexts).toEqual([root.querySelector('.qr')]);
    show.mockRestore();
    expect(button(root, 'Hide the QR code').getAttribute('aria-expanded')).toBe('true');
  });

  it('counts down, and says when it is over', () => {
    const at = (now: number) =>
      mount(<CallView {...state('waiting-caller')} now={now} />).querySelector('.expiry')
        ?.textContent;
    expect(at(NOW)).toContain('52:08 left');
    expect(at(NOW + 60_000)).toContain('51:08 left');
    expect(at(NOW + 3_600_000)).toContain('expired');
  });
});

describe('a call that rings', () => {
  it.each([
    ['Answer with video', { audio: true, video: true }],
    ['Voice only', { audio: true, video: false }],
    ['Just listen', { audio: false, video: false }],
  ])('is answered: %s', (label, wants) => {
    const { props, spies } = watched('ringing-same', 'answer');
    button(mount(<CallView {...props} />), label).click();
    expect(spies['answer']).toHaveBeenCalledExactlyOnceWith(wants);
  });

  it('is declined, and blocked only after it was asked', async () => {
    const { props, spies } = watched('ringing-new', 'decline', 'block');
    const root = mount(<CallView {...props} />);
    button(root, 'Decline').click();
    expect(spies['decline']).toHaveBeenCalledOnce();
    button(root, 'Block this name').click();
    await settled();
    expect(spies['block']).not.toHaveBeenCalled();
    // The link may be another person's: blocking would hit the real one.
    const asked = root.querySelector('.ask-first')?.textContent;
    expect(asked).toContain('It isn’t proven that bob.azero wrote this link');
    expect(asked).toContain('keeps out all links in the name of bob.azero, real ones too');
    expect(asked).toContain('declining is enough');
    button(root, 'Decline and block').click();
    expect(spies['block']).toHaveBeenCalledExactlyOnceWith(BOB, true);
  });

  it('says where it came out of a private window, and tells the browser’s history no name', () => {
    const props = state('ringing-new');
    const told = (isPrivate: boolean): string =>
      mount(<CallView {...props} state={{ ...props.state, isPrivate }} />).textContent ?? '';
    expect(told(false)).not.toContain('private window');
    expect(told(true)).toContain('keeps nothing of it');
    expect(windowTitle(props.t, props.state)).toContain('bob.azero');
    expect(windowTitle(props.t, { ...props.state, isPrivate: true })).toBe('Copybara');
  });

  it('says what is proven, what is not, and how the certificate compares', () => {
    const text = (word: string) => mount(<CallView {...state(word)} />).textContent ?? '';
    for (const word of ['ringing-new', 'ringing-same', 'ringing-changed']) {
      expect(text(word)).toContain('connects only to the node that bob.azero names on chain');
      expect(text(word)).toContain('Azero Foundation and Dwellir');
      expect(text(word)).toContain('Not proven: who sits before it.');
    }
    expect(text('ringing-new')).toContain('first call');
    // A link says so, and nothing has proven it yet.
    for (const word of ['ringing-same', 'waiting-callee', 'connecting', 'proving']) {
      expect(text(word)).not.toContain('Same browser certificate');
    }
    expect(text('ringing-changed')).toContain('Another browser certificate than last time');
  });
});

describe('steps', () => {
  it('say what is being waited for', () => {
    const now = (word: string) =>
      mount(<CallView {...state(word)} />).querySelector('[aria-current=step]')?.textContent;
    expect(now('dialling')).toContain('Asking your Staex node');
    expect(now('checking')).toContain('Reading both names');
    expect(now('answering')).toContain('Asking your Staex node');
    expect(now('connecting')).toContain('Connecting the two browsers');
    expect(now('connecting-rough')).toContain('other node');
    expect(now('proving')).toContain('call of these two links');
  });
});
