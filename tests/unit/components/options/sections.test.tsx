// @vitest-environment happy-dom
import type { ComponentProps } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { ContactsView } from '../../../../components/call/ContactsView.tsx';
import { CertificateSection } from '../../../../components/options/CertificateSection.tsx';
import { DataSection } from '../../../../components/options/DataSection.tsx';
import type { ImportOffer } from '../../../../components/options/import-props.ts';
import { KindsSection } from '../../../../components/options/KindsSection.tsx';
import { PreferencesSection } from '../../../../components/options/PreferencesSection.tsx';
import { SearchSection } from '../../../../components/options/SearchSection.tsx';
import { PAGE_SENTENCES } from '../../../../lib/i18n/page-sentences.ts';
import { createTranslator } from '../../../../lib/i18n/translate.ts';
import { err, ok } from '../../../../lib/result.ts';
import { button, mount, settled } from '../mount.tsx';
import { ALICE } from '../states.ts';
import { input } from './fields.ts';
import { PEOPLE } from './states.tsx';

type OnRead = ComponentProps<typeof DataSection>['onRead'];

const t = createTranslator('en', PAGE_SENTENCES.options);
const PREFERENCES = {
  startAs: 'video',
  noiseSuppression: true,
  echoCancellation: true,
  pushToTalk: false,
  sounds: true,
} as const;
const ENGINES = [
  { name: 'Google', on: true, permitted: true },
  { name: 'Bing', on: true, permitted: false },
  { name: 'Ecosia', on: false, permitted: false },
];

describe('how one calls', () => {
  it('hands over each change with all that stays', async () => {
    const onSet = vi.fn<ComponentProps<typeof PreferencesSection>['onSet']>();
    const root = mount(<PreferencesSection t={t} preferences={PREFERENCES} onSet={onSet} />);
    input(root, 'Voice').click();
    input(root, 'Push to talk').click();
    input(root, 'Sounds of Copybara').click();
    expect(onSet.mock.calls).toEqual([
      [{ ...PREFERENCES, startAs: 'voice' }],
      [{ ...PREFERENCES, pushToTalk: true }],
      [{ ...PREFERENCES, sounds: false }],
    ]);
  });
});

describe('searches for a name', () => {
  it('are switched per engine, all at once, and allowed where the browser does not let them', async () => {
    const onSet = vi.fn<ComponentProps<typeof SearchSection>['onSet']>();
    const root = mount(<SearchSection t={t} engines={ENGINES} onSet={onSet} />);
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
    const onDelete = vi.fn<ComponentProps<typeof KindsSection>['onDelete']>(async () => {});
    const root = mount(<KindsSection t={t} counts={{ people: 1, calls: 2 }} onDelete={onDelete} />);
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
  const block = vi.fn<typeof PEOPLE.actions.block>();
  const people = [{ name: ALICE, note: '', blocked: true, provenAt: undefined }];
  const root = mount(
    <ContactsView
      t={t}
      {...PEOPLE}
      state={{ people, pastCalls: [] }}
      actions={{ ...PEOPLE.actions, block }}
    />,
  );
  button(root, 'Unblock').click();
  expect(block).toHaveBeenCalledWith(ALICE, false);
});

describe('everything', () => {
  function resettable(onReset: () => Promise<void>): HTMLElement {
    return mount(
      <DataSection
        t={t}
        onExport={() => {}}
        onRead={async () => err({ kind: 'bad-file' })}
        onReset={onReset}
      >
        {null}
      </DataSection>,
    );
  }

  it('asks once more before it deletes anything', async () => {
    const onReset = vi.fn<() => Promise<void>>(async () => {});
    const root = resettable(onReset);
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

  it('says when not everything could be deleted', async () => {
    const root = resettable(() => Promise.reject(new Error('disk')));
    button(root, 'Back to how Copybara came').click();
    await settled();
    button(root, 'Yes, delete all of it').click();
    await settled();
    expect(root.querySelector('output')?.textContent).toContain('Not everything could be deleted.');
  });

  function choose(root: HTMLElement, text = 'a file'): Promise<void> {
    const picker = root.querySelector<HTMLInputElement>('input[type=file]');
    if (!picker) throw new Error('no picker');
    const files = [new File([text], 'copybara.json')];
    Object.defineProperty(picker, 'files', { value: files, configurable: true });
    picker.dispatchEvent(new Event('change', { bubbles: true }));
    return settled();
  }

  function mountReading(onRead: OnRead): HTMLElement {
    return mount(
      <DataSection t={t} onExport={() => {}} onRead={onRead} onReset={async () => {}}>
        {null}
      </DataSection>,
    );
  }

  it('says what a file would change, and loads it only when that is wanted', async () => {
    const apply = vi.fn<ImportOffer['apply']>(async () => {});
    const onRead = vi.fn<OnRead>(async () =>
      ok({
        changes: [
          { what: 'my-name', to: 'mallory.azero' },
          { what: 'people', added: 0, changed: 2, unblocked: 1 },
        ],
        apply,
      }),
    );
    const root = mountReading(onRead);
    await choose(root);
    expect(onRead.mock.calls).toEqual([['a file']]);
    expect(root.textContent).toContain('mallory.azero');
    expect(root.textContent).toContain('1 no longer blocked');
    expect(root.textContent).not.toContain('0 new');
    expect(document.activeElement?.textContent).toBe('Load this file? It changes:');
    button(root, 'Cancel').click();
    await settled();
    expect(root.textContent).not.toContain('mallory.azero');
    expect(apply).not.toHaveBeenCalled();
    await choose(root);
    button(root, 'Load it').click();
    await settled();
    expect(apply).toHaveBeenCalledOnce();
    expect(root.textContent).toContain('The file was loaded.');
  });

  it.each([
    ['is none of ours', async () => err({ kind: 'bad-file' }), 'isn’t one that Copybara has saved'],
    ['is of later', async () => err({ kind: 'newer-file' }), 'A newer Copybara has saved this'],
    ['can’t be read', async () => Promise.reject(new Error('gone')), 'isn’t one that Copybara'],
    [
      'changes nothing',
      async () => ok({ changes: [], apply: async () => {} }),
      'changes nothing here',
    ],
  ])('says when a file %s', async (_, onRead: OnRead, said) => {
    const root = mountReading(onRead);
    await choose(root);
    expect(root.textContent).toContain(said);
    expect([...root.querySelectorAll('button')].map((one) => one.textContent)).not.toContain(
      'Load it',
    );
  });

  function offer(to: string, apply: ImportOffer['apply'] = async () => {}) {
    return ok({ changes: [{ what: 'my-name', to } as const], apply });
  }

  it('offers the file that was chosen last, whichever is read first', async () => {
    const slow = Promise.withResolvers<Awaited<ReturnType<OnRead>>>();
    const onRead: OnRead = async (text) => (text === 'first' ? slow.promise : offer('bob.azero'));
    const root = mountReading(onRead);
    await choose(root, 'first');
    await choose(root, 'second');
    expect(root.textContent).toContain('bob.azero');
    slow.resolve(offer('alice.azero'));
    await settled();
    expect(root.textContent).toContain('bob.azero');
    expect(root.textContent).not.toContain('alice.azero');
  });

  it('offers no file any more when another is chosen, and mixes no two that are loaded', async () => {
    const done: string[] = [];
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<Awaited<ReturnType<OnRead>>>();
    const onRead: OnRead = async (text) =>
      text === 'first'
        ? offer('alice.azero', async () => {
            done.push('first begins');
            await first.promise;
            done.push('first ends');
          })
        : second.promise;
    const root = mountReading(onRead);
    await choose(root, 'first');
    await choose(root, 'second');
    expect(root.textContent).not.toContain('alice.azero');
    await choose(root, 'first');
    button(root, 'Load it').click();
    await settled();
    await choose(root, 'second');
    second.resolve(offer('bob.azero', async () => void done.push('second')));
    await settled();
    button(root, 'Load it').click();
    await settled();
    expect(done).toEqual(['first begins']);
    first.resolve();
    await settled();
    expect(done).toEqual(['first begins', 'first ends', 'second']);
  });

  it('says when a file could not be kept', async () => {
    const apply = (): Promise<void> => Promise.reject(new Error('the disk is full'));
    const onRead: OnRead = async () => ok({ changes: [{ what: 'preferences' }], apply });
    const root = mountReading(onRead);
    await choose(root);
    button(root, 'Load it').click();
    await settled();
    expect(root.querySelector('output.field-error')?.textContent).toContain('the disk is full');
  });

  it.each([
    [true, 'people are told that it has changed'],
    [false, 'couldn’t keep it'],
  ])('makes another certificate, and says whether it was kept (%s)', async (kept, said) => {
    const root = mount(<CertificateSection t={t} onReplace={async () => kept} />);
    button(root, 'Make a new one').click();
    await settled();
    expect(root.textContent).toContain(said);
  });
});
