// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { MoreOptions } from '../../../../components/options/MoreOptions.tsx';
import type { MoreProps } from '../../../../components/options/more-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';
import { ALICE } from '../states.ts';

const none = (): undefined => undefined;
const ACTIONS = {
  block: vi.fn<MoreProps['people']['actions']['block']>(none),
  setNote: none,
  forgetPerson: none,
  forgetCall: none,
  forgetAll: none,
  exportAll: none,
};
const PAST = {
  id: 'a1b2c3d4e5f6',
  name: ALICE,
  role: 'caller' as const,
  at: 0,
  duration: 65_000,
  cause: 'hung-up' as const,
};
const PROPS: MoreProps = {
  t: createTranslator('en', PAGE_SENTENCES.options),
  preferences: {
    startAs: 'video',
    noiseSuppression: true,
    echoCancellation: true,
    pushToTalk: false,
    sounds: true,
  },
  onSetPreferences: none,
  engines: [
    { name: 'Google', on: true, permitted: true },
    { name: 'Bing', on: true, permitted: false },
    { name: 'Ecosia', on: false, permitted: false },
  ],
  onSetEngines: none,
  areEnginesLocked: false,
  people: {
    state: {
      people: [{ name: ALICE, note: '', blocked: true, provenAt: undefined }],
      pastCalls: [PAST, { ...PAST, id: 'b1b2c3d4e5f6' }],
    },
    actions: ACTIONS,
    now: 100_000,
    onCall: none,
  },
  isUnkept: false,
  onReplaceCertificate: undefined,
  onExport: none,
  onImport: async () => true,
  onReset: async () => {},
  onDelete: async () => {},
};

function input(root: HTMLElement, label: string): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].find((one) => one.textContent === label);
  const field = root.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`);
  if (!field) throw new Error(`no field “${label}”`);
  return field;
}

it.each<[string, MoreProps]>([
  ['as they come', PROPS],
  ['managed', { ...PROPS, areEnginesLocked: true }],
  [
    'empty',
    { ...PROPS, people: { ...PROPS.people, state: { people: [], pastCalls: [] } }, isUnkept: true },
  ],
])('the later sections, %s, break no accessibility rule and have no gap', async (_, props) => {
  const root = mount(
    <main>
      <h1>Settings</h1>
      <MoreOptions {...props} />
    </main>,
  );
  expect(await broken()).toEqual([]);
  expect(root.textContent).not.toMatch(/[{}]|undefined/);
  expect(button(root, 'All off').closest('fieldset')?.disabled === true).toBe(
    props.areEnginesLocked,
  );
});

describe('how one calls', () => {
  it('hands over each change with all that stays', async () => {
    const onSet = vi.fn<MoreProps['onSetPreferences']>();
    const root = mount(<MoreOptions {...PROPS} onSetPreferences={onSet} />);
    input(root, 'Voice').click();
    input(root, 'Push to talk').click();
    input(root, 'Sounds of Copybara').click();
    expect(onSet.mock.calls).toEqual([
      [{ ...PROPS.preferences, startAs: 'voice' }],
      [{ ...PROPS.preferences, pushToTalk: true }],
      [{ ...PROPS.preferences, sounds: false }],
    ]);
  });
});

describe('searches for a name', () => {
  it('are switched per engine, all at once, and allowed where the browser does not let them', async () => {
    const onSet = vi.fn<MoreProps['onSetEngines']>();
    const root = mount(<MoreOptions {...PROPS} onSetEngines={onSet} />);
    input(root, 'Google').click();
    input(root, 'Ecosia').click();
    button(root, 'All off').click();
    button(root, 'Allow Bing').click();
    expect(onSet.mock.calls).toEqual([
      [['Google'], false],
      [['Ecosia'], true],
      [['Google', 'Bing', 'Ecosia'], false],
      [['Bing'], true],
    ]);
    expect(() => button(root, 'Allow Ecosia')).toThrow('no button');
    const bing = root.querySelector(`#${CSS.escape(input(root, 'Bing').id)}-text`);
    expect(bing?.textContent).toContain('doesn’t allow');
  });
});

describe('what is kept', () => {
  it('is deleted kind by kind, when it is confirmed', async () => {
    const onDelete = vi.fn<MoreProps['onDelete']>(async () => {});
    const root = mount(<MoreOptions {...PROPS} onDelete={onDelete} />);
    expect(root.textContent).toContain('1 name');
    expect(root.textContent).toContain('2 calls');
    button(root, 'Delete: The call history').click();
    await settled();
    expect(document.activeElement?.textContent).toBe('Cancel');
    button(root, 'Cancel').click();
    await settled();
    expect(onDelete).not.toHaveBeenCalled();
    button(root, 'Delete: The call history').click();
    await settled();
    button(root, 'Yes, delete it').click();
    await settled();
    expect(onDelete.mock.calls).toEqual([['calls']]);
    expect(root.textContent).toContain('Deleted: The call history');
  });
});

it('lets a blocked name call again', () => {
  const root = mount(<MoreOptions {...PROPS} />);
  button(root, 'Unblock').click();
  expect(ACTIONS.block).toHaveBeenCalledWith(ALICE, false);
});

describe('everything', () => {
  it('asks once more before it deletes anything', async () => {
    const onReset = vi.fn<() => Promise<void>>(async () => {});
    const root = mount(<MoreOptions {...PROPS} onReset={onReset} />);
    button(root, 'Back to how Copybara came').click();
    await settled();
    button(root, 'Cancel').click();
    await settled();
    button(root, 'Back to how Copybara came').click();
    await settled();
    expect(onReset).not.toHaveBeenCalled();
    button(root, 'Yes, delete all of it').click();
    await settled();
    expect(onReset).toHaveBeenCalledOnce();
    expect(root.textContent).toContain('Everything was deleted.');
  });

  it('has no certificate to replace where there is no name', () => {
    expect(mount(<MoreOptions {...PROPS} />).textContent).not.toContain('Your certificate');
  });

  it.each([
    [true, 'people are told that it has changed'],
    [false, 'couldn’t keep it'],
  ])('makes another certificate, and says whether it was kept (%s)', async (kept, said) => {
    const root = mount(<MoreOptions {...PROPS} onReplaceCertificate={async () => kept} />);
    button(root, 'Make a new one').click();
    await settled();
    expect(root.textContent).toContain(said);
  });
});
