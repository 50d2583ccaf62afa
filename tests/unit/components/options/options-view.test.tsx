// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { OptionsView } from '../../../../components/options/OptionsView.tsx';
import type { ChainProblem, OptionsProps } from '../../../../components/options/options-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { broken, button, mount, settled } from '../mount.tsx';

const none = (): undefined => undefined;
const fine = async (): Promise<undefined> => undefined;
const PROPS: OptionsProps = {
  t: createTranslator('en', PAGE_SENTENCES.options),
  myName: { state: 'unset' },
  onSetMyName: none,
  chain: {
    network: 'alephzero',
    registry: '',
    endpoints: [
      { url: 'https://a.example', operator: 'A' },
      { url: 'wss://b.example', operator: 'B' },
    ],
    operators: 2,
    quorum: 2,
    isDefault: true,
  },
  changes: {
    onNetwork: fine,
    onDevelopment: fine,
    onAdd: fine,
    onRemove: fine,
    onUp: fine,
    onQuorum: fine,
    onDefaults: fine,
    onTest: none,
  },
  tests: new Map(),
  locked: { name: false, language: false, chain: false, links: false },
  language: undefined,
  onSetLanguage: none,
  linkBase: 'https://call.example/c',
  defaultLinkBase: 'https://call.example/c',
  onSetLinkBase: () => true,
  linksTaken: true,
  onTakeLinks: none,
  more: null,
  onOpenDiagnostics: none,
  onOpenWelcome: none,
  onOpenNames: none,
  onCopy: none,
};

const PROBLEMS: readonly ChainProblem[] = [
  'bad-endpoint',
  'shared-endpoint',
  'bad-registry',
  'bad-genesis',
  'bad-quorum',
  'known-endpoint',
  'last-endpoint',
  'too-many-endpoints',
];

function input(root: HTMLElement, label: string): HTMLInputElement {
  const found = [...root.querySelectorAll('label')].find((one) => one.textContent === label);
  const field = root.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`);
  if (!field) throw new Error(`no field “${label}”`);
  return field;
}

async function fill(root: HTMLElement, label: string, text: string): Promise<void> {
  const field = input(root, label);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

async function submit(root: HTMLElement, label: string): Promise<void> {
  const form = button(root, label).closest('form');
  form?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

describe('the page of settings', () => {
  const tests: OptionsProps['tests'] = new Map([
    ['https://a.example', { state: 'works', ms: 41 }],
    ['wss://b.example', { state: 'failed', cause: 'wrong-genesis' }],
  ]);
  it.each<[string, OptionsProps]>([
    ['as it comes', PROPS],
    ['tested', { ...PROPS, tests }],
    ['managed', { ...PROPS, locked: { name: true, language: true, chain: true, links: true } }],
    ['being tested', { ...PROPS, tests: new Map([['https://a.example', { state: 'asking' }]]) }],
    [
      'a chain of one’s own',
      { ...PROPS, chain: { ...PROPS.chain, network: 'development', isDefault: false } },
    ],
  ])('%s breaks no accessibility rule and has no gap', async (_, props) => {
    const root = mount(<OptionsView {...props} />);
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/[{}]|undefined/);
  });

  it('takes no change where whoever manages the browser has decided', () => {
    const locked = { name: true, language: true, chain: true, links: true };
    const root = mount(<OptionsView {...PROPS} locked={locked} />);
    const isShut = (label: string): boolean =>
      button(root, label).closest('fieldset')?.disabled === true;
    expect(['Remove https://a.example', 'Save', 'Look what is wrong'].map(isShut)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('says what came of a test', () => {
    const root = mount(<OptionsView {...PROPS} tests={tests} />);
    expect(root.textContent).toContain('answered in 41 ms');
    expect(root.textContent).toContain('belongs to another chain');
  });

  it.each(PROBLEMS)('says why a change was not made: %s', async (problem) => {
    const changes = { ...PROPS.changes, onRemove: async () => problem };
    const root = mount(<OptionsView {...PROPS} changes={changes} />);
    button(root, 'Remove https://a.example').click();
    await settled();
    const said = [...root.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent);
    expect(said.some((text) => /\w.*\.$/.test(text ?? ''))).toBe(true);
  });

  it('keeps what was typed where it can’t be added, and clears it where it was', async () => {
    const onAdd = vi.fn<OptionsProps['changes']['onAdd']>();
    onAdd.mockResolvedValueOnce('bad-endpoint').mockResolvedValue(undefined);
    const root = mount(<OptionsView {...PROPS} changes={{ ...PROPS.changes, onAdd }} />);
    await fill(root, 'Address (https:// or wss://)', 'ftp://x');
    await fill(root, 'Who runs it', 'me');
    await submit(root, 'Add');
    expect(input(root, 'Address (https:// or wss://)').value).toBe('ftp://x');
    await fill(root, 'Address (https:// or wss://)', 'wss://x.example');
    await submit(root, 'Add');
    expect(onAdd.mock.calls).toEqual([
      ['ftp://x', 'me'],
      ['wss://x.example', 'me'],
    ]);
    expect(input(root, 'Address (https:// or wss://)').value).toBe('');
  });

  it('takes a chain of one’s own only with its registry', async () => {
    const onNetwork = vi.fn<OptionsProps['changes']['onNetwork']>(fine);
    const onDevelopment = vi.fn<OptionsProps['changes']['onDevelopment']>(fine);
    const changes = { ...PROPS.changes, onNetwork, onDevelopment };
    const root = mount(<OptionsView {...PROPS} changes={changes} />);
    const [, testnet, own] = root.querySelectorAll<HTMLInputElement>('input[type=radio]');
    own?.click();
    await settled();
    expect(onNetwork).not.toHaveBeenCalled();
    await fill(root, 'Address of the registry contract', '5F');
    await submit(root, 'Use this chain');
    expect(onDevelopment).toHaveBeenCalledWith('5F');
    testnet?.click();
    await settled();
    expect(onNetwork).toHaveBeenCalledWith('alephzero-testnet');
  });

  it('offers each language by its own name, and the browser’s', async () => {
    const onSetLanguage = vi.fn<OptionsProps['onSetLanguage']>();
    const root = mount(<OptionsView {...PROPS} language="de" onSetLanguage={onSetLanguage} />);
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

  it('says where the browser does not let links be taken, and asks it again', async () => {
    const onTakeLinks = vi.fn<() => void>();
    const root = mount(<OptionsView {...PROPS} linksTaken={false} onTakeLinks={onTakeLinks} />);
    expect(root.textContent).toContain('leads to its page instead of the call');
    expect(await broken()).toEqual([]);
    button(root, 'Ask the browser again').click();
    expect(onTakeLinks).toHaveBeenCalledOnce();
    expect(mount(<OptionsView {...PROPS} />).textContent).not.toContain('instead of the call');
  });

  it('refuses a place for links that is none', async () => {
    const root = mount(<OptionsView {...PROPS} onSetLinkBase={() => false} />);
    await submit(root, 'Save');
    expect(root.textContent).toContain('without ?, # or a user name');
  });
});
