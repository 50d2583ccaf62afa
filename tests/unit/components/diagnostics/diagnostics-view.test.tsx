// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import {
  type DiagnosticsProps,
  DiagnosticsView,
} from '../../../../components/diagnostics/DiagnosticsView.tsx';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { diagnosticsStates } from './states.ts';

const STATES = diagnosticsStates(createTranslator('en', PAGE_SENTENCES.diagnostics));

function state(name: string): DiagnosticsProps {
  const props = STATES[name];
  if (!props) throw new Error(`no state “${name}”`);
  return props;
}
const PROPS = state('ready');

describe('the page that says what is wrong', () => {
  it.each(Object.entries(STATES))(
    '%s breaks no accessibility rule and has no gap',
    async (_, props) => {
      const root = mount(<DiagnosticsView {...props} />);
      expect(await broken()).toEqual([]);
      expect(root.textContent).not.toMatch(/[{}]|undefined/);
    },
  );

  it('copies exactly what it shows, only when it is pressed, and says so', async () => {
    const onCopy = vi.fn<DiagnosticsProps['onCopy']>(async () => true);
    const root = mount(<DiagnosticsView {...PROPS} onCopy={onCopy} />);
    expect(onCopy).not.toHaveBeenCalled();
    button(root, 'Copy this text').click();
    await settled();
    expect(onCopy.mock.calls).toEqual([[root.querySelector('pre')?.textContent]]);
    expect(root.textContent).toContain('Copied');
    // Another text was not copied.
    mount(
      <DiagnosticsView {...PROPS} report={{ state: 'found', text: 'another' }} onCopy={onCopy} />,
      root,
    );
    await settled();
    expect(root.textContent).not.toContain('Copied');
  });

  it('says when the browser refuses, and copies nothing that is not there yet', async () => {
    const root = mount(<DiagnosticsView {...PROPS} onCopy={async () => false} />);
    button(root, 'Copy this text').click();
    await settled();
    expect(root.textContent).toContain('copy it by hand');
    const onCopy = vi.fn<DiagnosticsProps['onCopy']>(async () => true);
    mount(<DiagnosticsView {...PROPS} report={{ state: 'looking' }} onCopy={onCopy} />, root);
    button(root, 'Copy this text').click();
    expect(onCopy).not.toHaveBeenCalled();
  });

  it('says when it could not be found out, and what to do', () => {
    const root = mount(<DiagnosticsView {...state('unfound')} />);
    expect(root.querySelector('.field-error')?.textContent).toContain('Look again');
    expect(root.textContent).toContain('the disk is full');
    expect(root.textContent).not.toContain('Looking…');
    expect(button(root, 'Copy this text').getAttribute('aria-disabled')).toBe('true');
  });

  it('takes each tick by itself', () => {
    const onTick = vi.fn<DiagnosticsProps['onTick']>();
    const root = mount(<DiagnosticsView {...PROPS} onTick={onTick} />);
    for (const box of root.querySelectorAll<HTMLInputElement>('input')) box.click();
    expect(onTick.mock.calls.map(([ticks]) => ticks)).toEqual([
      { ...PROPS.ticks, names: true },
      { ...PROPS.ticks, addresses: true },
      { ...PROPS.ticks, ids: true },
    ]);
  });
});
