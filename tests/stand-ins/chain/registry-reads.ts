import { fails, type Message, returns, succeeds } from './contract.ts';
import {
  ERROR,
  encodeRecords,
  liveEntry,
  type NameEntry,
  primaryName,
  type RegistryState,
} from './registry-state.ts';
import { account, bytes, concat, list, option, text, uint } from './scale.ts';

function encodeDictionary(entry: NameEntry): Uint8Array {
  return concat(account(entry.owner), account(entry.controller), account(entry.resolved));
}

/** A read of something of a live name. */
function ofName(encode: (entry: NameEntry) => Uint8Array): Message<RegistryState> {
  return (input, state, { at }) => {
    const entry = liveEntry(state, input.text(), at);
    return entry === undefined
      ? fails(state, ERROR.nameDoesntExist)
      : succeeds(state, encode(entry));
  };
}

/** A read of the live names for which an account plays one of some roles. */
function namesOf(
  roles: readonly ('owner' | 'controller' | 'resolved')[],
  sorted = false,
): Message<RegistryState> {
  return (input, state, { at }) => {
    const holder = input.account();
    const names = [...state.names]
      .filter(([, entry]) => entry.expiresAt > at && roles.some((role) => entry[role] === holder))
      .map(([name]) => name);
    return returns(state, list(sorted ? names.toSorted() : names, text));
  };
}

const getRecord: Message<RegistryState> = (input, state, { at }) => {
  const [name, key] = [input.text(), input.text()];
  const value = liveEntry(state, name, at)?.records.get(key);
  return value === undefined ? fails(state, ERROR.recordNotFound) : succeeds(state, text(value));
};

const getAllRecords: Message<RegistryState> = (input, state, { at }) =>
  returns(state, encodeRecords(liveEntry(state, input.text(), at)?.records ?? new Map()));

const getRegistrationPeriod: Message<RegistryState> = (input, state) => {
  const entry = state.names.get(input.text());
  return entry === undefined
    ? fails(state, ERROR.nameDoesntExist)
    : succeeds(state, concat(uint(entry.registeredAt, 8), uint(entry.expiresAt, 8)));
};

/** `Registered(dictionary, None)`, `Available` or `Unavailable`; nothing is reserved or locked here. */
const getNameStatus: Message<RegistryState> = (input, state, { at }) => {
  const names = input.list(() => input.text());
  return returns(
    state,
    list(names, (name) => {
      const entry = liveEntry(state, name, at);
      if (entry !== undefined) return concat(bytes(0), encodeDictionary(entry), bytes(0));
      return bytes(/^[a-z0-9](?:[a-z0-9-]{3,30})[a-z0-9]$/.test(name) ? 2 : 3);
    }),
  );
};

const getPrimaryName: Message<RegistryState> = (input, state, { at }) => {
  const name = primaryName(state, input.account(), at);
  return name === undefined ? fails(state, ERROR.noResolvedAddress) : succeeds(state, text(name));
};

const getPrimaryDomain: Message<RegistryState> = (input, state, { at }) => {
  const name = primaryName(state, input.account(), at);
  return returns(state, option(name && `${name}.${state.tld}`, text));
};

/** The registry's reading messages, by selector. */
export const READS: readonly (readonly [string, Message<RegistryState>])[] = [
  ['7e6cb4ce', getRecord],
  ['528be9f1', getAllRecords],
  ['d259f7ba', ofName((entry) => account(entry.resolved))],
  ['07fcd0b1', ofName((entry) => account(entry.owner))],
  ['0abf0e97', ofName((entry) => account(entry.controller))],
  ['f069dff3', ofName(encodeDictionary)],
  ['61437185', getRegistrationPeriod],
  ['964d7612', getNameStatus],
  ['f82caf60', namesOf(['owner', 'controller', 'resolved'], true)],
  ['e413b13a', namesOf(['owner'])],
  ['9f25301e', namesOf(['controller'])],
  ['add2f457', namesOf(['resolved'])],
  ['404f1d73', getPrimaryName],
  ['bf5b5677', getPrimaryDomain],
  [
    '8405efa0',
    (_input, state) =>
      returns(
        state,
        option(state.recordsSizeLimit, (n) => uint(n, 4)),
      ),
  ],
  ['d61daed4', (_input, state) => returns(state, text(state.tld))],
];
