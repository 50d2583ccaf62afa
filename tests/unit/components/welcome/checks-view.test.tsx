// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { ChecksView } from '../../../../components/welcome/ChecksView.tsx';
import type { ChecksProps } from '../../../../components/welcome/checks-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { CHECK_STATES, CHECKS, LOOP, OFF } from './states.tsx';

const t = createTranslator('en', PAGE_SENTENCES.welcome);

function show(part: Partial<ChecksProps>): HTMLElement {
  return mount(
    <main>
      <h1>Welcome</h1>
      <ChecksView t={t} {...CHECKS} {...part} />
    </main>,
  );
}

describe('what can be tried', () => {
  it.each(Object.entries(CHECK_STATES))(
    '%s breaks no accessibility rule and has no gap',
    async (_, part) => {
      const root = show(part);
      expect(await broken()).toEqual([]);
      expect(root.textContent).not.toMatch(/[{}]|undefined/);
    },
  );

  it('says which step of the call fails, and what comes after it was not tried', () => {
    const root = show({ loop: { ...LOOP, state: 'failed', at: 'connection' } });
    const lines = [...root.querySelectorAll('.check-step')].map((line) => line.className);
    expect(lines.map((line) => line.replace('check-step status-', ''))).toEqual([
      'done',
      'done',
      'failed',
      'later',
    ]);
    expect(root.textContent).toContain('carries nothing');
  });

  it('says which way is open', () => {
    const text = (heard: boolean, answered: boolean): string =>
      show({ way: { state: 'looking', name: 'bob.azero', heard, answered } }).textContent ?? '';
    expect(text(false, false)).toContain('Nothing has come');
    expect(text(true, false)).toContain('not the other way');
    expect(text(true, true)).toContain('passes both ways');
  });

  it('looks for the name that was typed, and stops', async () => {
    const onLook = vi.fn<ChecksProps['onLook']>();
    const onLookEnd = vi.fn<ChecksProps['onLookEnd']>();
    const submit = (root: HTMLElement, label: string): void => {
      const form = button(root, label).closest('form');
      form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    };
    const root = show({ onLook });
    const field = root.querySelector<HTMLInputElement>('input[type=text]');
    if (!field) throw new Error('no field');
    field.value = 'bob';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
    submit(root, 'Look for the host');
    expect(onLook.mock.calls).toEqual([['bob']]);
    const way = { state: 'looking', name: 'bob.azero', heard: false, answered: false } as const;
    submit(show({ way, onLook, onLookEnd }), 'Stop looking');
    expect(onLookEnd).toHaveBeenCalledOnce();
    expect(onLook).toHaveBeenCalledOnce();
  });

  it('shows no meter that could not move, and says why', () => {
    const root = show({ devices: { ...OFF, audio: true, level: undefined } });
    expect(root.querySelector('meter')).toBeNull();
    expect(root.textContent).toContain('The microphone is on.');
    expect(root.textContent).not.toContain('There is no microphone on.');
  });

  it('turns devices on and off, and calls and hangs up', () => {
    const [onTry, onStop, onLoop, onLoopEnd] = [
      vi.fn<() => void>(),
      vi.fn<() => void>(),
      vi.fn<() => void>(),
      vi.fn<() => void>(),
    ];
    const root = show({ onTry, onLoop });
    button(root, 'Try them').click();
    button(root, 'Call yourself').click();
    const on = show({
      devices: { ...OFF, audio: true },
      onStop,
      onLoopEnd,
      loop: { ...LOOP, state: 'running', at: 'relay' },
    });
    button(on, 'Turn them off').click();
    button(on, 'Hang up').click();
    for (const called of [onTry, onStop, onLoop, onLoopEnd]) expect(called).toHaveBeenCalledOnce();
  });
});
