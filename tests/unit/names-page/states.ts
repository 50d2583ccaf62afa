/** States of the names page for its tests and for looking at it. */
import type { Survey } from '../../../lib/azero/every-endpoint.ts';
import type { AccountDetails, NameDetails } from '../../../lib/azero/name-details.ts';
import { translatorOf } from '../../../lib/i18n/translate.ts';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import type { NamesProps, WalletState } from '../../../names-page/names-props.ts';
import { draftOf, removeRecord, setRecord } from '../../../names-page/record-draft.ts';
import type { WriteFailure } from '../../../names-page/write-failure.ts';
import { IDLE, type WriteOrder } from '../../../names-page/write-state.ts';
import { ENGLISH } from '../../fakes/english.ts';

const NODE_ID = '0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghj0';
const OTHER_ID = 'zyxwvtsrqpnmkjhgfedcba9876543210zyxwvtsrqpnmkjhgfed0';
export const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
const FOUNDATION = 'Aleph Zero Foundation';
const URLS = [
  [FOUNDATION, 'https://rpc.azero.dev'],
  [FOUNDATION, 'wss://ws.azero.dev'],
  ['azero.fans', 'wss://mainnet.azero.fans'],
] as const;

function nameOf(text: string): AzeroName {
  const name = parseName(text);
  if (!name.ok) throw new Error(text);
  return name.value;
}

const ALICE_NAME = nameOf('alice.azero');

type Endpoints = Survey<unknown>['endpoints'];

const saying = (...standings: readonly Endpoints[number]['standing'][]): Endpoints =>
  URLS.map(([operator, url], index) => ({
    operator,
    url,
    standing: standings[index] ?? { kind: 'same' },
  }));

/** What all endpoints say alike. */
function agreed<T>(value: T): Survey<T> {
  return {
    outcome: { kind: 'agreed', value, by: [FOUNDATION, 'azero.fans'] },
    endpoints: saying(),
    settled: true,
  };
}

const asking = {
  outcome: { kind: 'asking' },
  endpoints: saying({ kind: 'same' }, { kind: 'asking' }, { kind: 'asking' }),
  settled: false,
} as const;
const silent = {
  outcome: { kind: 'silent' },
  endpoints: saying(
    { kind: 'failed', cause: 'unreachable' },
    { kind: 'failed', cause: 'timeout' },
    { kind: 'failed', cause: 'wrong-genesis' },
  ),
  settled: true,
} as const;

export const REGISTERED = {
  kind: 'registered',
  owner: ALICE,
  controller: ALICE,
  resolved: ALICE,
  from: Date.UTC(2024, 2, 1),
  until: Date.UTC(2027, 2, 1),
  sizeLimit: 8_000,
  records: [
    ['avatar', 'ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi'],
    ['staex-id', NODE_ID],
    ['url', 'https://alice.example/'],
  ],
} as const satisfies NameDetails;

/** Records that somebody made to trouble whoever looks at them. */
const HOSTILE: NameDetails = {
  ...REGISTERED,
  owner: BOB,
  records: [
    ['', 'a record without a key'],
    ['\u202Erotaroproc', 'invoice\u202Efdp.exe'],
    ['empty', ''],
    ['huge', 'Wide words without an end, '.repeat(500)],
    ['marks', `Z${'\u0335\u0322'.repeat(30)}algo`],
    ['staex-id', OTHER_ID],
    ['שלום', 'עברית with English (and brackets)'],
    ['two\nlines', 'first\nsecond\u0000'],
  ],
};

const account: AccountDetails = {
  kind: 'account',
  primary: 'alice.azero',
  owned: ['alice', 'bob-and-alice', ...Array.from({ length: 30 }, (_, index) => `name-${index}`)],
  controlled: ['alice', 'carols-name'],
  resolving: ['alice', 'evil\u202Eeman'],
};

const ready: WalletState = {
  state: 'ready',
  accounts: [
    { address: ALICE, label: 'Alice', source: 'polkadot-js' },
    { address: BOB, label: 'Savings \u202E account', source: 'talisman' },
  ],
  chosen: ALICE,
  names: agreed<AccountDetails>({ ...account, owned: ['alice', 'bob-and-alice'] }),
  resolver: 'alice.azero',
};

const ORDER: WriteOrder = {
  label: 'alice',
  name: 'alice.azero',
  account: ALICE,
  changes: [
    ['avatar', null],
    ['staex-id', NODE_ID],
  ],
  ownNode: true,
};
const SIGNED = { deadFrom: 98_765_688 };
const NOT_SENT = { progress: 'pool', sent: false, again: 'no', unreachable: false } as const;
const SIGNED_BEFORE = { ...SIGNED, since: Date.UTC(2026, 4, 6, 12, 34) };
const COST = { fee: 1_234_567_890n, deposit: 20_000_000_000n, free: 7_000_000_000_000n };

const nothing = (): void => {};

/** The page at its beginning; nothing happens when something is pressed. */
export const NAMES: NamesProps = {
  t: translatorOf(ENGLISH[0]),
  network: 'alephzero',
  ending: 'azero',
  ownName: undefined,
  node: { state: 'known', id: NODE_ID },
  found: { kind: 'nothing' },
  wallet: { state: 'none' },
  write: IDLE,
  lost: false,
  unit: { decimals: 12, symbol: 'AZERO' },
  onLook: () => undefined,
  onOpen: nothing,
  onConnect: nothing,
  onStopConnecting: nothing,
  onChoose: nothing,
  onDraft: nothing,
  onWrite: nothing,
  onSign: nothing,
  onCancelWrite: nothing,
  onFollowWrite: nothing,
  onSendAgain: nothing,
  onCloseWrite: nothing,
  onUseName: nothing,
  onCopy: nothing,
};

function at(survey: Survey<NameDetails>, more: Partial<NamesProps> = {}): NamesProps {
  return { ...NAMES, found: { kind: 'name', name: ALICE_NAME, survey }, ...more };
}

const edited = setRecord(
  setRecord(removeRecord(draftOf(REGISTERED.records), 'avatar'), 'url', 'https://new.example/'),
  'x',
  'y',
);
const mine = { wallet: ready, draft: draftOf(REGISTERED.records) };

/** Every failure of a write, with what it may carry. */
export const FAILURES: readonly WriteFailure[] = [
  { kind: 'rejected' },
  { kind: 'wallet-gone', detail: 'Extension context invalidated.' },
  { kind: 'wallet-part-broken' },
  { kind: 'wallet-stalled' },
  { kind: 'too-little-balance', need: 21_234_567_890n, have: 5_000_000_000n },
  { kind: 'too-little-balance' },
  { kind: 'too-little-for-deposit', need: 21_234_567_890n, have: 5_000_000_000n },
  { kind: 'too-little-for-deposit' },
  { kind: 'deposit-grew' },
  { kind: 'not-remembered' },
  { kind: 'not-controller' },
  { kind: 'name-gone' },
  { kind: 'records-overflow' },
  { kind: 'contract-error', error: 'LangError' },
  { kind: 'dispatch-error', error: 'ContractReverted' },
  { kind: 'wrong-chain' },
  { kind: 'chain-lying' },
  { kind: 'chain-unreachable' },
  { kind: 'stale-nonce' },
  { kind: 'bad-signature' },
  { kind: 'signed-otherwise' },
  { kind: 'refused', detail: 'Immediately Dropped' },
  { kind: 'node-unknown' },
  { kind: 'node-changed', nodeId: OTHER_ID },
  { kind: 'not-in-time' },
  { kind: 'not-applied' },
];

/** A write of the changes that the person has made, with what is known of it. */
function following(
  known: Partial<Extract<NamesProps['write'], { stage: 'following' }>>,
): NamesProps {
  const write = {
    stage: 'following',
    order: ORDER,
    signed: SIGNED,
    ...NOT_SENT,
    ...known,
  } as const;
  return at(agreed<NameDetails>(REGISTERED), { ...mine, draft: edited, write });
}

/** The page in every state worth looking at. */
export const NAMES_STATES: Readonly<Record<string, NamesProps>> = {
  empty: NAMES,
  'wallet-found': { ...NAMES, wallet: { state: 'found', wallets: ['polkadot-js', 'talisman'] } },
  'wallet-asking': { ...NAMES, wallet: { state: 'asking', wallets: ['polkadot-js'], late: false } },
  'wallet-late': { ...NAMES, wallet: { state: 'asking', wallets: ['polkadot-js'], late: true } },
  'wallet-refused': { ...NAMES, wallet: { state: 'refused', wallets: ['polkadot-js'] } },
  'wallet-broken': { ...NAMES, wallet: { state: 'broken', wallets: ['polkadot-js'] } },
  'wallet-ready': { ...NAMES, wallet: ready },
  'wallet-nothing': {
    ...NAMES,
    wallet: {
      ...ready,
      names: agreed<AccountDetails>({ kind: 'account', owned: [], controlled: [], resolving: [] }),
    },
  },
  asking: at(asking),
  registered: at(agreed<NameDetails>(REGISTERED)),
  hostile: at(agreed<NameDetails>(HOSTILE)),
  free: at(agreed<NameDetails>({ kind: 'not-registered', status: 'free' })),
  reserved: at(agreed<NameDetails>({ kind: 'not-registered', status: 'reserved' })),
  refused: at(agreed<NameDetails>({ kind: 'not-registered', status: 'refused' })),
  expired: at(agreed<NameDetails>({ kind: 'expired', since: Date.UTC(2025, 1, 3) })),
  'contract-changed': at(agreed<NameDetails>({ kind: 'contract-changed' })),
  silent: at(silent),
  'too-few': at({
    outcome: { kind: 'too-few', value: REGISTERED, by: [FOUNDATION] },
    endpoints: saying({ kind: 'same' }, { kind: 'same' }, { kind: 'failed', cause: 'unreachable' }),
    settled: true,
  }),
  'one-differs': at({
    ...agreed<NameDetails>(REGISTERED),
    endpoints: saying({ kind: 'same' }, { kind: 'different' }, { kind: 'same' }),
  }),
  disagreed: at({
    outcome: {
      kind: 'disagreed',
      opinions: [
        { value: REGISTERED, by: [FOUNDATION] },
        { value: { kind: 'not-registered', status: 'free' }, by: ['azero.fans'] },
      ],
    },
    endpoints: saying({ kind: 'different' }, { kind: 'different' }, { kind: 'different' }),
    settled: true,
  }),
  account: { ...NAMES, found: { kind: 'account', address: ALICE, survey: agreed(account) } },
  'account-asking': { ...NAMES, found: { kind: 'account', address: ALICE, survey: asking } },
  own: at(agreed<NameDetails>(REGISTERED), mine),
  'own-elsewhere': at(agreed<NameDetails>({ ...REGISTERED, records: [['staex-id', OTHER_ID]] }), {
    ...mine,
    draft: draftOf([['staex-id', OTHER_ID]]),
  }),
  'own-no-node': at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    node: { state: 'unknown', failure: { kind: 'mcc-daemon-down' } },
  }),
  edited: at(agreed<NameDetails>(REGISTERED), { ...mine, draft: edited }),
  preparing: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'preparing', order: ORDER },
  }),
  review: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'review', order: ORDER, cost: COST },
  }),
  refund: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'review', order: ORDER, cost: { ...COST, deposit: -3_000_000_000n } },
  }),
  signing: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'signing', order: ORDER, cost: COST, late: false },
  }),
  'signing-late': at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'signing', order: ORDER, cost: COST, late: true },
  }),
  following: following({ progress: 'in-block', sent: true }),
  'following-behind': following({ progress: 'behind', sent: true }),
  resumed: at(agreed<NameDetails>(REGISTERED), {
    write: {
      stage: 'following',
      order: ORDER,
      signed: SIGNED_BEFORE,
      progress: 'pool',
      sent: false,
      again: 'no',
      unreachable: false,
    },
  }),
  'resumed-done': at(agreed<NameDetails>(REGISTERED), {
    write: {
      stage: 'done',
      order: ORDER,
      signed: SIGNED_BEFORE,
      by: [FOUNDATION, 'azero.fans'],
      overwritten: true,
    },
  }),
  'resumed-failed': at(agreed<NameDetails>(REGISTERED), {
    write: {
      stage: 'failed',
      order: ORDER,
      signed: SIGNED_BEFORE,
      failure: { kind: 'not-in-time' },
    },
  }),
  lost: at(agreed<NameDetails>(REGISTERED), { ...mine, draft: edited, lost: true }),
  'following-unsent': following({ signed: SIGNED_BEFORE, again: 'possible' }),
  'following-refused': following({
    sent: true,
    again: 'possible',
    refused: { kind: 'refused', detail: 'Immediately Dropped' },
  }),
  'following-cut': following({ unreachable: true }),
  done: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    write: {
      stage: 'done',
      order: ORDER,
      signed: SIGNED,
      by: [FOUNDATION, 'azero.fans'],
      overwritten: false,
    },
  }),
  used: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    ownName: 'alice.azero',
    nameUse: { state: 'used' },
    write: {
      stage: 'done',
      order: ORDER,
      signed: SIGNED,
      by: [FOUNDATION, 'azero.fans'],
      overwritten: false,
    },
  }),
  unknown: at(agreed<NameDetails>(REGISTERED), {
    ...mine,
    draft: edited,
    write: { stage: 'unknown', order: ORDER, signed: SIGNED, sent: true },
  }),
  ...Object.fromEntries(
    // All of them look alike; their sentences are tested by themselves.
    FAILURES.filter(({ kind }) => kind === 'rejected' || kind === 'too-little-balance').map(
      (failure, index) => [
        `failed-${index}`,
        at(agreed<NameDetails>(REGISTERED), {
          ...mine,
          draft: edited,
          write: { stage: 'failed', order: ORDER, failure },
        }),
      ],
    ),
  ),
};
