// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { OptionsView } from '../../../../components/options/OptionsView.tsx';
import type { OptionsProps } from '../../../../components/options/options-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { optionsStates } from './states.tsx';

const STATES = optionsStates(createTranslator('en', PAGE_SENTENCES.options));

function state(name: string): OptionsProps {
  const props = STATES[name];
  if (!props) throw new Error(`no state “${name}”`);
  return props;
}

describe('the page of settings', () => {
  it.each(Object.entries(STATES))(
    '%s breaks no accessibility rule and has no gap',
    async (_, props) => {
      const root = mount(<OptionsView {...props} />);
      expect(await broken()).toEqual([]);
      expect(root.textContent).not.toMatch(/[{}]|undefined/);
    },
  );

  it('takes no change where whoever manages the browser has decided', () => {
    const root = mount(<OptionsView {...state('managed')} />);
    const isShut = (label: string): boolean =>
      button(root, label).closest('fieldset')?.disabled === true;
    expect(
      ['Remove https://rpc.azero.dev', 'Save', 'All off', 'Look what is wrong'].map(isShut),
    ).toEqual([true, true, true, false]);
    const open = mount(<OptionsView {...state('links')} />);
    expect(button(open, 'Save').closest('fieldset')).toBeNull();
  });

  it('keeps its parts folded under their headings, and says which is opened or folded', async () => {
    const onToggle = vi.fn<OptionsProps['onToggle']>();
    const root = mount(<OptionsView {...state('people')} onToggle={onToggle} />);
    const folds = [...root.querySelectorAll('details')];
    expect(folds.map(({ id, open }) => [id, open])).toEqual([
      ['preferences', false],
      ['people', true],
      ['search', false],
      ['chain', false],
      ['links', false],
      ['certificate', false],
      ['data', false],
    ]);
    expect(folds.map((fold) => fold.querySelector('summary h2')?.textContent)).not.toContain('');
    onToggle.mockClear();
    for (const fold of folds.slice(0, 2)) {
      fold.open = !fold.open;
      fold.dispatchEvent(new Event('toggle'));
    }
    await settled();
    expect(onToggle.mock.calls).toContainEqual(['preferences', true]);
    expect(onToggle.mock.calls).toContainEqual(['people', false]);
  });

  it('offers each language by its own name, and the browser’s', async () => {
    const onSetLanguage = vi.fn<OptionsProps['onSetLanguage']>();
    const props = { ...state('as-it-comes'), language: 'de' as const, onSetLanguage };
    const root = mount(<OptionsView {...props} />);
    const choice = root.querySelector<HTMLSelectElement>('select');
    expect([...(choice?.options ?? [])].map(({ textContent }) => textContent)).toEqual([
      'As the browser',
      'English',
      'Deutsch',
      'العربية',
    ]);
    expect(choice?.value).toBe('de');
    for (const value of ['ar', '']) {
      if (choice) choice.value = value;
      choice?.dispatchEvent(new Event('change', { bubbles: true }));
    }
    expect(onSetLanguage.mock.calls).toEqual([['ar'], [undefined]]);
  });
});
