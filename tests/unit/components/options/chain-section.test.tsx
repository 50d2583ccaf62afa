// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { ChainSection } from '../../../../components/options/ChainSection.tsx';
import type { ChainChanges, ChainProblem } from '../../../../components/options/options-props.ts';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { button, mount, settled } from '../mount.tsx';
import { fill, input, submit } from './fields.ts';
import { CHAIN } from './states.tsx';

const t = createTranslator('en', PAGE_SENTENCES.options);
const fine = async (): Promise<undefined> => undefined;

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

describe('which chain is read, and through whom', () => {
  it('says what came of a test', () => {
    const root = mount(
      <ChainSection
        t={t}
        {...CHAIN}
        tests={
          new Map([
            ['https://rpc.azero.dev', { state: 'works', ms: 41 }],
            ['wss://aleph-zero.example', { state: 'failed', cause: 'wrong-genesis' }],
          ])
        }
      />,
    );
    expect(root.textContent).toContain('answered in 41 ms');
    expect(root.textContent).toContain('belongs to another chain');
  });

  it.each(PROBLEMS)('says why a change was not made: %s', async (problem) => {
    const changes = { ...CHAIN.changes, onRemove: async () => problem };
    const root = mount(<ChainSection t={t} {...CHAIN} changes={changes} />);
    button(root, 'Remove https://rpc.azero.dev').click();
    await settled();
    const said = [...root.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent);
    expect(said.some((text) => /\w.*\.$/.test(text ?? ''))).toBe(true);
  });

  it('keeps what was typed where it can’t be added, and clears it where it was', async () => {
    const onAdd = vi.fn<ChainChanges['onAdd']>();
    onAdd.mockResolvedValueOnce('bad-endpoint').mockResolvedValue(undefined);
    const root = mount(<ChainSection t={t} {...CHAIN} changes={{ ...CHAIN.changes, onAdd }} />);
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
    const onNetwork = vi.fn<ChainChanges['onNetwork']>(fine);
    const onDevelopment = vi.fn<ChainChanges['onDevelopment']>(fine);
    const changes = { ...CHAIN.changes, onNetwork, onDevelopment };
    const root = mount(<ChainSection t={t} {...CHAIN} changes={changes} />);
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
});
