// @vitest-environment happy-dom
import { describe, expect, it, test, vi } from 'vitest';
import { dayText } from '../../../lib/i18n/formats.ts';
import { translatorOf } from '../../../lib/i18n/translate.ts';
import { amountText } from '../../../names-page/amount-text.ts';
import { ClosedView } from '../../../names-page/ClosedView.tsx';
import { NamesView } from '../../../names-page/NamesView.tsx';
import type { LookError } from '../../../names-page/names-props.ts';
import { changesOf, draftOf, type RecordDraft } from '../../../names-page/record-draft.ts';
import { writeFailureText } from '../../../names-page/write-failure-text.ts';
import { ENGLISH } from '../../fakes/english.ts';
import { broken, button, mount, settled } from '../components/mount.tsx';
import { ALICE, FAILURES, NAMES, NAMES_STATES, REGISTERED } from './states.ts';

const t = translatorOf(ENGLISH[0]);

function state(name: string) {
  const props = NAMES_STATES[name];
  if (!props) throw new Error(name);
  return props;
}

async function press(root: HTMLElement, label: string): Promise<void> {
  button(root, label).click();
  await settled();
}

async function type(root: HTMLElement, selector: string, text: string): Promise<void> {
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

async function submit(root: HTMLElement, selector: string): Promise<void> {
  root
    .querySelector(selector)
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

describe('the names page in every state', () => {
  it.each(Object.entries(NAMES_STATES))('%s breaks no accessibility rule', async (_, props) => {
    const root = mount(<NamesView {...props} />);
    await settled();
    expect(await broken()).toEqual([]);
    expect(root.textContent).not.toMatch(/[{}`](?!")|undefined|NaN/);
  });

  it.each(['no-token', 'no-extension', 'refused', 'lost', 'settings'] as const)(
    'closed (%s) breaks none either',
    async (kind) => {
      mount(<ClosedView t={t} why={{ kind }} />);
      expect(await broken()).toEqual([]);
    },
  );

  it('before the extension has answered breaks none, and has the field to type in', async () => {
    const root = mount(<NamesView t={t} />);
    expect(await broken()).toEqual([]);
    expect(root.querySelector('main')?.dataset['state']).toBe('opening');
    expect(root.querySelector('search input')).not.toBeNull();
  });

  it('shows hostile records as what they are', () => {
    const root = mount(<NamesView {...state('hostile')} />);
    const text = root.querySelector('.records')?.textContent ?? '';
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain('invoiceU+202Efdp.exe');
    expect(text.length).toBeLessThan(2_000);
    expect([...root.querySelectorAll('bdi')].length).toBeGreaterThan(15);
  });

  it('shows a long value whole when asked, and short again', async () => {
    const root = mount(<NamesView {...state('hostile')} />);
    const before = root.textContent?.length ?? 0;
    const more = [...root.querySelectorAll('button')].find((one) =>
      one.textContent?.startsWith('Show '),
    );
    more?.click();
    await settled();
    expect(root.textContent?.length ?? 0).toBeGreaterThan(before + 10_000);
    await press(root, 'Show less');
    expect(root.textContent?.length).toBe(before);
  });
});

describe('what endpoints say', () => {
  it('names who differs, without being asked', () => {
    const root = mount(<NamesView {...state('one-differs')} />);
    expect(root.querySelector('details')?.open).toBe(true);
    expect(root.textContent).toContain('Confirmed by 2 operators');
    expect(root.textContent).toContain('says something else');
  });

  it('offers no change of what is contradicted', () => {
    const root = mount(
      <NamesView {...state('disagreed')} draft={draftOf([])} wallet={state('own').wallet} />,
    );
    expect(root.textContent).not.toContain('Add a record');
    expect(root.textContent).toContain('Says Aleph Zero Foundation');
    expect(root.textContent).toContain('Says azero.fans');
  });

  it('says since when a name is expired', () => {
    const root = mount(<NamesView {...state('expired')} />);
    expect(root.textContent).toContain(dayText('en', Date.UTC(2025, 1, 3)));
  });
});

describe('records of one’s own name', () => {
  /** The page with a draft that the test sees. */
  function editing(records = REGISTERED.records) {
    let draft: RecordDraft = draftOf(records);
    const root = document.createElement('div');
    const view = () => (
      <NamesView
        {...state('own')}
        draft={draft}
        onDraft={(next) => {
          draft = next;
          mount(view(), root);
        }}
      />
    );
    document.body.replaceChildren(root);
    mount(view(), root);
    return { root, changes: () => changesOf(draft) };
  }

  it('adds, changes, deletes and undoes', async () => {
    const { root, changes } = editing();
    await press(root, 'Delete avatar');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Undo the change of avatar');
    await press(root, 'Change url');
    await type(root, '.record-form textarea', 'https://new.example/');
    await submit(root, '.record-form');
    await press(root, 'Add a record');
    await type(root, '.record-form input', 'new');
    await type(root, '.record-form textarea', 'ψ');
    await submit(root, '.record-form');
    expect(changes()).toEqual([
      ['avatar', null],
      ['new', 'ψ'],
      ['url', 'https://new.example/'],
    ]);
    expect(root.textContent).toContain('3 changes are not written yet');
    await press(root, 'Undo the change of avatar');
    expect(changes()).toHaveLength(2);
    await press(root, 'Discard');
    expect(changes()).toEqual([]);
  });

  it('takes no key twice and no node id that is none, and says why', async () => {
    const { root, changes } = editing();
    await press(root, 'Add a record');
    await type(root, '.record-form input', 'avatar');
    await submit(root, '.record-form');
    expect(root.textContent).toContain('There is a record with this key.');
    await press(root, 'Cancel');
    await press(root, 'Change staex-id');
    await type(root, '.record-form textarea', 'not a node');
    await submit(root, '.record-form');
    expect(root.textContent).toContain('This is no Staex node id');
    expect(changes()).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('points the name to this node with one button', async () => {
    const onDraft = vi.fn<(draft: RecordDraft) => void>();
    const root = mount(<NamesView {...state('own-elsewhere')} onDraft={onDraft} />);
    expect(root.textContent).toContain('not this node');
    await press(root, 'Point this name to this node');
    const [draft] = onDraft.mock.calls[0] ?? [];
    expect(draft && changesOf(draft)).toEqual([
      ['staex-id', NAMES.node.state === 'known' && NAMES.node.id],
    ]);
  });

  it('can’t be changed while a write is under way', () => {
    const root = mount(<NamesView {...state('following')} />);
    expect(root.textContent).not.toContain('Add a record');
    expect(root.querySelector('.record-buttons')).toBeNull();
  });
});

describe('a write', () => {
  it('shows what will be signed, by whom, and what it costs', () => {
    const text = mount(<NamesView {...state('review')} />).querySelector('.write')?.textContent;
    expect(text).toContain('Delete avatar');
    expect(text).toContain(ALICE);
    expect(text).toContain('0.00123457 AZERO');
    expect(text).toContain('Deposit, at most0.02 AZERO');
  });

  it('offers the way out of a wallet that stalls', async () => {
    const onCancelWrite = vi.fn<() => void>();
    const root = mount(<NamesView {...state('signing-late')} onCancelWrite={onCancelWrite} />);
    expect(root.textContent).toContain('Still waiting.');
    await press(root, 'Stop waiting');
    expect(onCancelWrite).toHaveBeenCalledOnce();
  });

  it('takes the focus where it goes on', async () => {
    const root = mount(<NamesView {...state('edited')} />);
    mount(<NamesView {...state('review')} />, root);
    await settled();
    expect(document.activeElement?.id).toBe('write');
  });

  it('offers the name for one’s own only once it points here', () => {
    expect(mount(<NamesView {...state('done')} />).textContent).toContain('Make it my name');
    const elsewhere = { ...state('done'), node: { state: 'known', id: 'other' } } as const;
    expect(mount(<NamesView {...elsewhere} />).textContent).not.toContain('Make it my name');
  });

  test.each(FAILURES)('$kind says what happened and what to do', (failure) => {
    const { what, next } = writeFailureText(t, failure, NAMES.unit);
    expect(what.length).toBeGreaterThan(10);
    expect(next.length).toBeGreaterThan(8);
  });
});

test.each([
  [0n, '0 AZERO'],
  [1n, '0.000000000001 AZERO'],
  [1_500_000_000_000n, '1.5 AZERO'],
  [123_456_789_000_000_000_000n, '123,457,000 AZERO'],
  [-3_000_000_000n, '0.003 AZERO'],
])('%s reads %s', (amount, text) => {
  expect(amountText('en', amount, NAMES.unit)).toBe(text);
});

describe('the names page while it opens', () => {
  it('keeps what is typed, and the field it is typed in', async () => {
    const root = mount(<NamesView t={t} />);
    const field = root.querySelector('input');
    await type(root, 'search input', 'ali');
    mount(<NamesView {...state('empty')} />, root);
    await settled();
    expect(root.querySelector('input')).toBe(field);
    expect(field?.value).toBe('ali');
  });

  it('looks up what was asked before, once, and says what is wrong with it', async () => {
    const root = mount(<NamesView t={t} />);
    await type(root, 'search input', 'a b');
    await submit(root, 'search form');
    expect(root.querySelector('search .field-error')?.textContent).toBe('');
    const onLook = vi.fn<() => LookError>(() => ({ kind: 'elsewhere', ending: 'tzero' }));
    mount(<NamesView {...state('empty')} onLook={onLook} />, root);
    await settled();
    await settled();
    expect(onLook.mock.calls).toEqual([['a b']]);
    expect(root.querySelector('search .field-error')?.textContent).toContain('.tzero');
  });
});

describe('a write that no node is known to have', () => {
  it('can be sent again, and says that it is written once', async () => {
    const onSendAgain = vi.fn<() => void>();
    const root = mount(<NamesView {...state('following-unsent')} onSendAgain={onSendAgain} />);
    expect(root.textContent).toContain('is written only once');
    await press(root, 'Send it again');
    expect(onSendAgain).toHaveBeenCalledOnce();
  });

  it('says why it was refused, and that nothing is decided by that', () => {
    const root = mount(<NamesView {...state('following-refused')} />);
    expect(root.querySelector('.write [role=alert]')?.textContent).toContain('Immediately Dropped');
    expect(root.textContent).toContain('goes on looking for');
  });

  it('is not offered for one that is in a block', () => {
    const root = mount(<NamesView {...state('following')} />);
    expect([...root.querySelectorAll('.write button')].map((one) => one.textContent)).toEqual([
      'Don’t wait',
    ]);
  });
});
