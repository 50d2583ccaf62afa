import {
  type ContractEvent,
  contractEvent,
  fails,
  type Message,
  type Outcome,
  succeeds,
} from './contract.ts';
import {
  ERROR,
  encodeRecords,
  liveEntry,
  type NameEntry,
  type RegistryState,
  withEntry,
} from './registry-state.ts';
import { type Account, account, bytes, concat, option, type Reader, text } from './scale.ts';

/** `PSP34Error`, by index. */
const PSP34_ERROR = { custom: 0, notApproved: 2, tokenNotExists: 4 } as const;

const ZERO: Account = `0x${'0'.repeat(64)}`;

/** A write that the owner or the controller of a live name may do. */
function byController<Arguments>(
  read: (input: Reader) => Arguments,
  write: (
    call: {
      readonly state: RegistryState;
      readonly name: string;
      readonly entry: NameEntry;
      readonly caller: Account;
    },
    args: Arguments,
  ) => Outcome<RegistryState>,
): Message<RegistryState> {
  return (input, state, { caller, at }) => {
    const name = input.text();
    const args = read(input);
    const entry = liveEntry(state, name, at);
    if (entry === undefined) return fails(state, ERROR.nameDoesntExist);
    if (caller !== entry.owner && caller !== entry.controller) {
      return fails(state, ERROR.callerIsNotController);
    }
    return write({ state, name, entry, caller }, args);
  };
}

/** The shape that `SetAddress` (index 3) and `SetController` (4) share. */
function changed(
  index: number,
  event: string,
  what: string,
  values: {
    readonly name: string;
    readonly from: Account;
    readonly before: Account;
    readonly after: Account;
  },
): ContractEvent {
  return contractEvent(index, event, [
    { name: 'name', value: text(values.name), topic: true },
    { name: 'from', value: account(values.from), topic: false },
    { name: `old_${what}`, value: option(values.before, account), topic: true },
    { name: `new_${what}`, value: account(values.after), topic: true },
  ]);
}

const updateRecords = byController(
  (input) => ({
    changes: input.list((): [string, string | undefined] => [
      input.text(),
      input.option(() => input.text()),
    ]),
    removeRest: input.bool(),
  }),
  ({ state, name, entry, caller }, { changes, removeRest }) => {
    const records = new Map(removeRest ? [] : entry.records);
    for (const [key, value] of changes) {
      if (value === undefined) records.delete(key);
      else records.set(key, value);
    }
    const size = encodeRecords(records).length;
    if (size > (state.recordsSizeLimit ?? 0xffff_ffff)) return fails(state, ERROR.recordsOverflow);
    const event = contractEvent(6, 'RecordsUpdated', [
      { name: 'name', value: text(name), topic: true },
      { name: 'from', value: account(caller), topic: false },
    ]);
    return succeeds(withEntry(state, name, { ...entry, records }), bytes(), [event]);
  },
);

const setAddress = byController(
  (input) => input.account(),
  ({ state, name, entry, caller }, resolved) => {
    const values = { name, from: caller, before: entry.resolved, after: resolved };
    return succeeds(withEntry(state, name, { ...entry, resolved }), bytes(), [
      changed(3, 'SetAddress', 'address', values),
    ]);
  },
);

const setController = byController(
  (input) => input.account(),
  ({ state, name, entry, caller }, controller) => {
    const values = { name, from: caller, before: entry.controller, after: controller };
    return succeeds(withEntry(state, name, { ...entry, controller }), bytes(), [
      changed(4, 'SetController', 'controller', values),
    ]);
  },
);

/** By the owner only (approvals are not built); records stay when the caller says so: the trap for who trusts old records. */
const transfer: Message<RegistryState> = (input, state, { caller, at }) => {
  const to = input.account();
  const name = input.text();
  const [keepRecords, keepController, keepResolved] = [input.bool(), input.bool(), input.bool()];
  input.blob();
  if (to === ZERO) return fails(state, PSP34_ERROR.custom, ...text('Zero address'));
  const entry = liveEntry(state, name, at);
  if (entry === undefined) return fails(state, PSP34_ERROR.tokenNotExists);
  if (caller !== entry.owner) return fails(state, PSP34_ERROR.notApproved);
  const moved: NameEntry = {
    ...entry,
    owner: to,
    controller: keepController ? entry.controller : to,
    resolved: keepResolved ? entry.resolved : to,
    records: keepRecords ? entry.records : new Map(),
  };
  const event = contractEvent(7, 'Transfer', [
    { name: 'from', value: option(entry.owner, account), topic: true },
    { name: 'to', value: option(to, account), topic: true },
    // PSP34's Id::Bytes is variant 5.
    { name: 'id', value: concat(bytes(5), text(name)), topic: true },
  ]);
  return succeeds(withEntry(state, name, moved), bytes(), [event]);
};

/** The registry's writing messages, by selector. */
export const WRITES: readonly (readonly [string, Message<RegistryState>])[] = [
  ['de84a1ba', updateRecords],
  ['b8a4d3d9', setAddress],
  ['c5e161ea', setController],
  ['84a15da1', transfer],
];
