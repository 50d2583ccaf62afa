// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallView } from '../../../../components/call/CallView.tsx';
import type { CallProps } from '../../../../components/call/call-props.ts';
import type { CallActions } from '../../../../lib/call/call-state.ts';
import { button, mount, settled } from '../mount.tsx';
import { NOW } from './people.ts';
import { ACTIONS, callStates } from './states.ts';

const states = callStates({
  theirs: new MediaStream(),
  own: new MediaStream(),
  screen: new MediaStream(),
});

function state(word: string): CallProps {
  const found = states[word];
  if (!found) throw new Error(`no state “${word}”`);
  return found;
}

/** The state with all actions watched. */
function watched(word: string) {
  const actions = {
    setMedia: vi.fn<CallActions['setMedia']>(),
    hush: vi.fn<CallActions['hush']>(),
    shareScreen: vi.fn<CallActions['shareScreen']>(),
    stopScreen: vi.fn<CallActions['stopScreen']>(),
    hangUp: vi.fn<CallActions['hangUp']>(),
    setPreferences: vi.fn<CallActions['setPreferences']>(),
    choose: vi.fn<CallActions['choose']>(),
    dismissNotice: vi.fn<CallActions['dismissNotice']>(),
  };
  return { actions, props: { ...state(word), actions: { ...ACTIONS, ...actions } } };
}

function press(kind: 'keydown' | 'keyup', key: string, target: EventTarget = document.body): void {
  target.dispatchEvent(new KeyboardEvent(kind, { key, bubbles: true, cancelable: true }));
}

function shownPanels(root: HTMLElement): readonly (string | null | undefined)[] {
  return [...root.querySelectorAll('.side-panel:not([hidden]) h2')].map((one) => one.textContent);
}

afterEach(() => {
  // Listeners of the last call go with its view.
  mount(<p>over</p>);
});

describe('the controls', () => {
  it('say how things stand, and change them', () => {
    const { props, actions } = watched('in-call');
    const root = mount(<CallView {...props} />);
    expect(button(root, 'Microphone: on').getAttribute('aria-pressed')).toBe('true');
    button(root, 'Microphone: on').click();
    expect(actions.hush).toHaveBeenLastCalledWith(true);
    button(root, 'Camera: on').click();
    expect(actions.setMedia).toHaveBeenLastCalledWith({ audio: true, video: false });
    button(root, 'Share screen: off').click();
    expect(actions.shareScreen).toHaveBeenCalledOnce();
    button(root, 'Hang up').click();
    expect(actions.hangUp).toHaveBeenCalledOnce();
  });

  it('unmute, ask for a microphone that is off, and stop the screen', () => {
    const muted = watched('in-call-muted');
    button(mount(<CallView {...muted.props} />), 'Microphone: muted').click();
    expect(muted.actions.hush).toHaveBeenCalledExactlyOnceWith(false);
    const off = watched('trouble-denied');
    button(mount(<CallView {...off.props} />), 'Microphone: off').click();
    expect(off.actions.setMedia).toHaveBeenCalledExactlyOnceWith({ audio: true, video: false });
    const sharing = watched('in-call-sharing');
    button(mount(<CallView {...sharing.props} />), 'Share screen: on').click();
    expect(sharing.actions.stopScreen).toHaveBeenCalledOnce();
  });

  it('offer no screen where the browser shares none', () => {
    const props = state('in-call');
    const root = mount(<CallView {...props} shell={{ ...props.shell, canShareScreen: false }} />);
    expect(() => button(root, 'Share screen: off')).toThrow();
  });

  it('leave the picture alone when nothing moves, and never while a panel is open or nothing is seen', async () => {
    const rests = (root: HTMLElement) => root.querySelector('.stage-resting') !== null;
    const props = state('in-call');
    const root = mount(<CallView {...props} />);
    await settled();
    expect(rests(root)).toBe(false);
    mount(<CallView {...props} now={NOW + 5_000} />, root);
    expect(rests(root)).toBe(true);
    root.querySelector('.stage')?.dispatchEvent(new Event('pointermove'));
    mount(<CallView {...props} now={NOW + 6_000} />, root);
    expect(rests(root)).toBe(false);
    button(root, 'More').click();
    await settled();
    mount(<CallView {...props} now={NOW + 60_000} />, root);
    expect(rests(root)).toBe(false);
    const voice = mount(<CallView {...state('in-call-voice')} />);
    mount(<CallView {...state('in-call-voice')} now={NOW + 60_000} />, voice);
    expect(rests(voice)).toBe(false);
  });
});

describe('a certificate that is another one than last time', () => {
  it('is told in the call itself, until the person has seen it', async () => {
    const root = mount(<CallView {...state('in-call-changed')} />);
    const alert = () => [...root.querySelectorAll('[role=alert]')].map((one) => one.textContent);
    expect(alert().join()).toContain('Another browser certificate than last time');
    button(root, 'Understood').click();
    await settled();
    expect(alert().join()).not.toContain('certificate');
  });

  it('is not told of one that is the same', () => {
    const root = mount(<CallView {...state('in-call')} />);
    expect(root.querySelector('[role=alert]')?.parentElement?.textContent).not.toContain(
      'certificate',
    );
  });
});

describe('the keyboard', () => {
  it('does what its list says', async () => {
    const { props, actions } = watched('in-call');
    const toggle = vi.fn<() => void>();
    const shell = { ...props.shell, pictureInPicture: { open: false, toggle } };
    const root = mount(<CallView {...props} shell={shell} />);
    await settled();
    press('keydown', 'm');
    expect(actions.hush).toHaveBeenLastCalledWith(true);
    press('keydown', 'V');
    expect(actions.setMedia).toHaveBeenLastCalledWith({ audio: true, video: false });
    press('keydown', 's');
    expect(actions.shareScreen).toHaveBeenCalledOnce();
    press('keydown', 'p');
    expect(toggle).toHaveBeenCalledOnce();
    for (const [letter, panel] of [
      ['c', 'Chat'],
      ['d', 'Files'],
      ['?', 'Keyboard'],
    ] as const) {
      press('keydown', letter);
      await settled();
      expect(shownPanels(root)).toEqual([panel]);
    }
    const listed = [...root.querySelectorAll('kbd')].map((one) => one.textContent);
    expect(listed).toEqual(['M', 'Space', 'V', 'S', 'C', 'D', 'F', 'W', 'P', 'Esc', '?']);
    press('keydown', 'Escape');
    await settled();
    expect(shownPanels(root)).toEqual([]);
  });

  it('is left alone while somebody types, and with Ctrl', async () => {
    const { props, actions } = watched('in-call');
    const content = <input aria-label="A message" />;
    const root = mount(<CallView {...props} chat={{ content, unseen: 0, onShow() {} }} />);
    button(root, 'Chat').click();
    await settled();
    const field = root.querySelector('.side-panel input');
    if (!field) throw new Error('no field');
    for (const letter of ['m', 'v', 's', ' ']) press('keydown', letter, field);
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'm', ctrlKey: true, bubbles: true }),
    );
    expect(actions.hush).not.toHaveBeenCalled();
    expect(actions.setMedia).not.toHaveBeenCalled();
    expect(actions.shareScreen).not.toHaveBeenCalled();
  });

  it('talks while space is held, and stops when the window loses the keyboard', async () => {
    const { props, actions } = watched('in-call-push');
    mount(<CallView {...props} />);
    await settled();
    press('keydown', ' ');
    press('keydown', ' ');
    expect(actions.hush.mock.calls).toEqual([[false]]);
    press('keyup', ' ');
    expect(actions.hush.mock.calls).toEqual([[false], [true]]);
    press('keydown', ' ');
    window.dispatchEvent(new Event('blur'));
    expect(actions.hush).toHaveBeenLastCalledWith(true);
    press('keyup', ' ');
    expect(actions.hush).toHaveBeenCalledTimes(4);
  });

  it('leaves an open microphone alone', async () => {
    const { props, actions } = watched('in-call');
    mount(<CallView {...props} />);
    await settled();
    press('keydown', ' ');
    press('keyup', ' ');
    expect(actions.hush).not.toHaveBeenCalled();
  });

  it('knows its keys on a keyboard of another script', async () => {
    const { props, actions } = watched('in-call');
    mount(<CallView {...props} />);
    await settled();
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ь', code: 'KeyM', bubbles: true, cancelable: true }),
    );
    expect(actions.hush).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('stops talking when the call is over', async () => {
    const { props, actions } = watched('in-call-push');
    const root = mount(<CallView {...props} />);
    await settled();
    press('keydown', ' ');
    mount(<CallView {...state('ended-hung-up')} actions={props.actions} />, root);
    await settled();
    expect(actions.hush).toHaveBeenLastCalledWith(true);
  });

  it('lets space press a button that has the focus', async () => {
    const { props, actions } = watched('in-call');
    const root = mount(<CallView {...props} />);
    await settled();
    press('keydown', ' ', button(root, 'Camera: on'));
    expect(actions.hush).not.toHaveBeenCalled();
  });
});

describe('what stands beside the picture', () => {
  it('takes the focus, tells its owner, and gives the focus back', async () => {
    const onShow = vi.fn<(shown: boolean) => void>();
    const props = state('in-call');
    const root = mount(<CallView {...props} chat={{ content: 'Hello', unseen: 0, onShow }} />);
    await settled();
    const opener = button(root, 'Chat');
    opener.focus();
    opener.click();
    await settled();
    expect(document.activeElement?.textContent).toBe('Chat');
    expect(onShow).toHaveBeenLastCalledWith(true);
    press('keydown', 'Escape');
    await settled();
    expect(document.activeElement).toBe(opener);
    expect(onShow).toHaveBeenLastCalledWith(false);
  });

  it('keeps what was typed while it is hidden', async () => {
    const content = <input aria-label="A message" />;
    const props = state('in-call');
    const root = mount(<CallView {...props} chat={{ content, unseen: 0, onShow() {} }} />);
    await settled();
    // What nobody has opened is not drawn: the first picture would wait for it.
    expect(root.querySelector('.side-panel')).toBeNull();
    button(root, 'Chat').click();
    await settled();
    const field = root.querySelector<HTMLInputElement>('.side-panel input');
    if (field) field.value = 'half a sen';
    press('keydown', 'c');
    press('keydown', 'Escape');
    await settled();
    expect(shownPanels(root)).toEqual([]);
    expect(root.querySelector<HTMLInputElement>('.side-panel input')?.value).toBe('half a sen');
  });

  it('sets devices and switches', async () => {
    const { props, actions } = watched('in-call');
    const root = mount(<CallView {...props} />);
    button(root, 'More').click();
    await settled();
    const speaker = root.querySelectorAll('select')[2];
    if (!speaker) throw new Error('no choice of speakers');
    speaker.value = 'd';
    speaker.dispatchEvent(new Event('change', { bubbles: true }));
    expect(actions.choose).toHaveBeenCalledExactlyOnceWith('speaker', 'd');
    root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[2]?.click();
    expect(actions.setPreferences).toHaveBeenCalledExactlyOnceWith({
      ...props.state.preferences,
      pushToTalk: true,
    });
    expect(root.textContent).toContain('Device 2');
  });

  it('shows the proof and the numbers of the connection', async () => {
    const root = mount(<CallView {...state('in-call')} />);
    button(root, 'Connection: Good. Show the numbers').click();
    await settled();
    const text = root.querySelector('.side-panel:not([hidden])')?.textContent ?? '';
    expect(text).toContain('At the other end is the node that bob.azero names on chain.');
    expect(text).toContain('23 ms');
    expect(text).toContain('2.4 Mb/s');
    expect(text).toContain('3C:3C');
  });
});

describe('the other side', () => {
  const live = (root: HTMLElement) =>
    [...root.querySelectorAll('output[aria-live]')].map((one) => one.textContent).join(' ');

  it('is told of in words as it changes', () => {
    const props = state('in-call');
    const root = mount(<CallView {...props} />);
    const their = { ...props.state.their, audio: false };
    mount(<CallView {...props} state={{ ...props.state, their }} />, root);
    expect(live(root)).toContain('bob.azero is muted');
    mount(
      <CallView {...props} state={{ ...props.state, their: { ...their, screen: true } }} />,
      root,
    );
    expect(live(root)).toContain('bob.azero shares a screen');
  });

  it('shows no picture at all while the connection is cut, and says for how long it is tried', () => {
    const props = state('reconnecting');
    const root = mount(<CallView {...props} />);
    expect(root.querySelector('.their-video, .screen-video')).toBeNull();
    mount(<CallView {...props} now={NOW + 21_000} />, root);
    expect(root.querySelector('.cut')?.textContent).toContain('Trying for 39 seconds more');
    const held = mount(<CallView {...state('in-call-held')} />);
    expect(held.querySelector('.their')?.className).toContain('their-unseen');
  });

  it('is shown uncropped beside the camera when it shares a screen', () => {
    const root = mount(<CallView {...state('in-call-screen')} />);
    expect(root.querySelector('.scene-screen .screen-video')).not.toBeNull();
    expect(root.querySelector('.scene-screen .their-video')).not.toBeNull();
  });
});

describe('what is told', () => {
  it('is not that a device is in use again which has gone since', () => {
    const { state: called, ...props } = state('trouble-camera-only');
    const text = (what: 'camera' | 'microphone') =>
      mount(
        <CallView
          {...props}
          state={{ ...called, notice: { kind: 'device-back', what, label: 'Cam' } }}
        />,
      ).querySelector('.call-notices')?.textContent ?? '';
    expect(text('microphone')).toContain('is back');
    expect(text('camera')).not.toContain('is back');
  });

  it('goes when it was understood, and asks for the same devices again', async () => {
    const notice = watched('in-call-notice');
    button(mount(<CallView {...notice.props} />), 'Understood').click();
    expect(notice.actions.dismissNotice).toHaveBeenCalledOnce();

    const text = (word: string) =>
      mount(<CallView {...state(word)} />).querySelector('.call-notices')?.textContent ?? '';
    // Which of the two it is, once where it is both.
    expect(text('trouble-device-busy')).toMatch(/Microphone and camera.?: in use by another/);
    expect(text('trouble-camera-only')).toMatch(/^\W?Camera\W{1,3}in use by another program/);
    expect(text('trouble-of-each')).toMatch(/Microphone\W{1,3}unplugged.*Camera\W{1,3}in use/);

    const trouble = watched('trouble-device-busy');
    const root = mount(<CallView {...trouble.props} />);
    button(root, 'Camera: off').click();
    button(root, 'Try again').click();
    expect(trouble.actions.setMedia).toHaveBeenLastCalledWith({ audio: false, video: true });
    button(root, 'Understood').click();
    await settled();
    expect(root.querySelector('.call-notice')).toBeNull();
  });
});
