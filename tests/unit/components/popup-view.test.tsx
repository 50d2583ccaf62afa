// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { PopupView, type Taken } from '../../../components/PopupView.tsx';
import type { InputError } from '../../../lib/names/from-input.ts';
import { broken, button, mount, settled } from './mount.tsx';
import { ALICE_NODE, OWN_NODE, POPUP, POPUP_STATES } from './states.ts';

function field(root: HTMLElement): HTMLInputElement {
  const input = root.querySelector('input');
  if (!input) throw new Error('no field');
  return input;
}

async function type(root: HTMLElement, text: string): Promise<void> {
  const input = field(root);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  root
    .querySelector('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

/** The line that says how things stand. */
function line(state: string): string | null | undefined {
  const root = mount(<PopupView {...(POPUP_STATES[state] ?? POPUP)} />);
  return root.querySelector('header output')?.textContent;
}

describe('the toolbar window in every state', () => {
  it.each(Object.entries(POPUP_STATES))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(<PopupView {...props} />);
    expect(await broken()).toEqual([]);
    expect(root.textContent).toContain('not a person');
    expect(root.textContent).not.toMatch(/[{}`](?!")|undefined/);
  });

  it('says that the background does not answer, and nothing of what it said before', () => {
    const root = mount(<PopupView {...(POPUP_STATES['silent'] ?? POPUP)} />);
    expect(root.querySelector('header output')?.textContent).toBe('1 problem');
    expect(
      [...root.querySelectorAll('.status-list .status-name')].map((row) => row.textContent),
    ).toEqual(['Extension']);
    expect(root.textContent).toContain('works in the background doesn’t answer');
    const off = mount(<PopupView {...(POPUP_STATES['off-silent'] ?? POPUP)} />);
    expect(off.textContent).toContain('works in the background doesn’t answer');
    expect(off.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('false');
  });

  it('says in one line how things stand', () => {
    expect(line('ready')).toBe('Everything is ready');
    expect(line('getting-ready')).toBe('Getting ready');
    expect(line('proxy-kept')).toBe('1 problem');
    expect(line('failing')).toBe('3 problems');
    expect(line('off')).toBe('Switched off');
  });
});

describe('going to a name', () => {
  it('hands over what was typed and shows why it is none', async () => {
    const onGo = vi.fn<(text: string) => InputError | undefined>();
    onGo.mockReturnValueOnce({ kind: 'not-ours' });
    const root = mount(<PopupView {...POPUP} onGo={onGo} />);
    await settled();
    expect(document.activeElement).toBe(field(root));
    await type(root, 'example.com');
    expect(onGo).toHaveBeenCalledWith('example.com');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('.azero');
    expect(field(root).getAttribute('aria-invalid')).toBe('true');
    await type(root, 'alice.azero');
    expect(onGo).toHaveBeenLastCalledWith('alice.azero');
    expect(root.querySelector('[role=alert]')?.textContent).toBe('');
  });
});

describe('calls', () => {
  it('live with the way back to their windows', () => {
    const onShowCall = vi.fn<(callId: string) => void>();
    const live = POPUP_STATES['call-in-call'] ?? POPUP;
    const root = mount(<PopupView {...live} onShowCall={onShowCall} />);
    expect(root.textContent).toContain('In a call with alice.azero');
    button(root, 'Show alice.azero').click();
    expect(onShowCall).toHaveBeenCalledWith(live.calls[0]?.callId);
  });

  it('that were not let through are told, one or many', () => {
    const [one] = POPUP_STATES['call-blocked']?.blockedCalls ?? [];
    const blockedCalls = one === undefined ? [] : [one, one, one];
    const text = mount(<PopupView {...POPUP} blockedCalls={blockedCalls} />).textContent;
    expect(text).toContain('3 calls weren’t let through');
    expect(text).toContain('the last was in the name of alice.azero');
  });

  it('that got no window are told with what to do, until the person knows', () => {
    const onUnopenedKnown = vi.fn<() => void>();
    const told = POPUP_STATES['links-unopened'] ?? POPUP;
    const root = mount(<PopupView {...told} onUnopenedKnown={onUnopenedKnown} />);
    expect(root.textContent).toContain('3 call links weren’t opened, since too many came at once.');
    expect(root.textContent).toContain('then paste your link into Copybara’s toolbar window');
    button(root, 'Understood').click();
    expect(onUnopenedKnown).toHaveBeenCalledOnce();
    expect(mount(<PopupView {...POPUP} />).textContent).not.toContain('opened');
  });

  it('begin with what is in the field, or with the name of the tab', async () => {
    const onCall = vi.fn<(text: string) => Taken>();
    onCall.mockReturnValueOnce({ kind: 'not-ours' });
    const root = mount(<PopupView {...(POPUP_STATES['tab-open'] ?? POPUP)} onCall={onCall} />);
    const input = field(root);
    input.value = 'bob.example';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    button(root.querySelector('form') ?? root, 'Call').click();
    await settled();
    expect(root.querySelector('[role=alert]')?.textContent).toContain('.azero');
    button(root, 'Call alice.azero').click();
    expect(onCall.mock.calls).toEqual([['bob.example'], ['alice.azero']]);
  });

  it('whose link is refused say why, also when that is known later', async () => {
    const onGo = (): Promise<Taken> =>
      Promise.resolve({ kind: 'link-refused', why: 'several-links' });
    const root = mount(<PopupView {...POPUP} onGo={onGo} />);
    await type(root, 'two links');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('several call links');
    expect(field(root).getAttribute('aria-invalid')).toBe('true');
  });

  it('that nobody took is not passed over in silence', async () => {
    const onGo = (): Promise<Taken> => Promise.reject(new Error('the background went away'));
    const root = mount(<PopupView {...POPUP} onGo={onGo} />);
    await type(root, 'a link');
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Something went wrong');
  });
});

describe('my name', () => {
  it('is changed in place, and the focus comes back', async () => {
    const onSetMyName = vi.fn<(text: string) => InputError | undefined>();
    onSetMyName.mockReturnValueOnce({ kind: 'bad-hyphen' });
    const root = mount(<PopupView {...POPUP} onSetMyName={onSetMyName} />);
    const section = root.querySelector<HTMLElement>('[aria-labelledby=my-name]') ?? root;
    section.querySelector('button')?.click();
    await settled();
    expect(document.activeElement).toBe(field(section));
    await type(section, '-bob');
    expect(section.querySelector('[role=alert]')?.textContent).toContain('hyphen');
    await type(section, 'bob.azero');
    expect(onSetMyName.mock.calls).toEqual([['-bob'], ['bob.azero']]);
    expect(section.querySelector('form')).toBeNull();
    expect(document.activeElement).toBe(section.querySelector('button'));
  });

  it('shows both node ids when it leads elsewhere', () => {
    const root = mount(<PopupView {...(POPUP_STATES['differs'] ?? POPUP)} />);
    const titles = [...root.querySelectorAll('dd bdi')].map((one) => one.getAttribute('title'));
    expect(titles).toEqual([ALICE_NODE, OWN_NODE]);
  });
});

describe('what can be pressed', () => {
  it('switches off and on', () => {
    const onSwitch = vi.fn<(on: boolean) => void>();
    button(mount(<PopupView {...POPUP} onSwitch={onSwitch} />), 'Copybara').click();
    expect(onSwitch).toHaveBeenLastCalledWith(false);
    const off = POPUP_STATES['off'] ?? POPUP;
    const root = mount(<PopupView {...off} onSwitch={onSwitch} />);
    expect(button(root, 'Copybara').getAttribute('aria-checked')).toBe('false');
    button(root, 'Copybara').click();
    expect(onSwitch).toHaveBeenLastCalledWith(true);
  });

  it('copies the whole node id and says so', async () => {
    const onCopy = vi.fn<(text: string) => void>();
    const root = mount(<PopupView {...POPUP} onCopy={onCopy} />);
    button(root, 'Copy node id').click();
    await settled();
    expect(onCopy).toHaveBeenCalledWith(OWN_NODE);
    expect(root.querySelector('ul output')?.textContent).toBe('Copied');
  });

  it('offers what helps with the proxy, and only then', () => {
    const onTakeOver = vi.fn<() => void>();
    const onGrantPermission = vi.fn<() => void>();
    const shown = (state: string) =>
      mount(
        <PopupView
          {...(POPUP_STATES[state] ?? POPUP)}
          onTakeOver={onTakeOver}
          onGrantPermission={onGrantPermission}
        />,
      );
    button(shown('proxy-kept'), 'Let Copybara take over').click();
    expect(onTakeOver).toHaveBeenCalledOnce();
    button(shown('permission-missing'), 'Allow it again').click();
    expect(onGrantPermission).toHaveBeenCalledOnce();
    expect(shown('proxy-held').querySelector('.pac code')?.textContent).toContain('SOCKS5');
    expect(shown('ready').querySelector('.pac')).toBeNull();
  });
});
