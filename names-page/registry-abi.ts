/**
 * The part of the registry's ink! 4 metadata that writing needs, and reading it back in the tests. Selectors, argument order
 * and error indices are the registry's; written by hand, since no package carries the whole.
 */

const ERRORS = [
  'NotAdmin',
  'NameAlreadyExists',
  'NameDoesntExist',
  'NameNotAllowed',
  'CallerIsNotOwner',
  'CallerIsNotController',
  'FeeNotPaid',
  'NameEmpty',
  'RecordNotFound',
  'WithdrawFailed',
  'InsufficientBalance',
  'NoResolvedAddress',
  'AlreadyClaimed',
  'InvalidMerkleProof',
  'CannotBuyReservedName',
  'NotReservedName',
  'NotAuthorised',
  'ZeroAddress',
  'RecordsOverflow',
  'FeeError',
  'OnlyDuringWhitelistPhase',
  'RestrictedDuringWhitelistPhase',
];
/** The one error that carries another, which is a variant without fields. */
const FEE_ERRORS = ['NotAdmin', 'InvalidDuration', 'ZeroLength', 'ZeroPrice'];

const types: unknown[] = [];

function define(
  def: unknown,
  path: readonly string[] = [],
  params: readonly unknown[] = [],
): number {
  types.push({ id: types.length, type: { def, path, params } });
  return types.length - 1;
}

function primitive(name: string): number {
  return define({ primitive: name });
}

function sequence(type: number): number {
  return define({ sequence: { type } });
}

function tuple(...members: readonly number[]): number {
  return define({ tuple: members });
}

function variants(
  path: readonly string[],
  list: readonly { readonly name: string; readonly index: number; readonly type?: number }[],
  params: readonly unknown[] = [],
): number {
  const encoded = list.map(({ name, index, type }) => ({
    name,
    index,
    fields: type === undefined ? [] : [{ type }],
  }));
  return define({ variant: { variants: encoded } }, path, params);
}

function optionOf(type: number): number {
  const list = [
    { name: 'None', index: 0 },
    { name: 'Some', index: 1, type },
  ];
  return variants(['Option'], list, [{ name: 'T', type }]);
}

function resultOf(good: number, bad: number): number {
  const list = [
    { name: 'Ok', index: 0, type: good },
    { name: 'Err', index: 1, type: bad },
  ];
  return variants(['Result'], list, [
    { name: 'T', type: good },
    { name: 'E', type: bad },
  ]);
}

const u8 = primitive('u8');
const u32 = primitive('u32');
const u64 = primitive('u64');
const u128 = primitive('u128');
const bool = primitive('bool');
const str = primitive('str');
const bytes32 = define({ array: { len: 32, type: u8 } });
const accountId = define({ composite: { fields: [{ type: bytes32, typeName: '[u8; 32]' }] } }, [
  'ink_primitives',
  'types',
  'AccountId',
]);
const unit = tuple();
const langError = variants(
  ['ink_primitives', 'LangError'],
  [{ name: 'CouldNotReadInput', index: 1 }],
);
const feeError = variants(
  ['azns_fee_calculator', 'azns_fee_calculator', 'Error'],
  FEE_ERRORS.map((name, index) => ({ name, index })),
);
const error = variants(
  ['azns_registry', 'azns_registry', 'Error'],
  ERRORS.map((name, index) =>
    name === 'FeeError' ? { name, index, type: feeError } : { name, index },
  ),
);
const strings = sequence(str);
const recordChanges = sequence(tuple(str, optionOf(str)));
const records = sequence(tuple(str, str));
const dictionary = define(
  {
    composite: {
      fields: ['owner', 'controller', 'resolved'].map((name) => ({ name, type: accountId })),
    },
  },
  ['azns_registry', 'address_dict', 'AddressDict'],
);

function typed(type: number) {
  return { type, displayName: [] };
}

function message(
  label: string,
  selector: string,
  args: Readonly<Record<string, number>>,
  returns: number,
  mutates = false,
) {
  return {
    label,
    selector,
    mutates,
    payable: false,
    default: false,
    docs: [],
    args: Object.entries(args).map(([name, type]) => ({ label: name, type: typed(type) })),
    returnType: typed(resultOf(returns, langError)),
  };
}

function event(
  label: string,
  fields: readonly { readonly label: string; readonly type: number; readonly indexed: boolean }[],
) {
  return {
    label,
    docs: [],
    args: fields.map(({ type, ...field }) => ({ ...field, docs: [], type: typed(type) })),
  };
}

const orError = (type: number) => resultOf(type, error);
// Events 0 to 5 stand in their places only so that RecordsUpdated has its own, 6.
const events = [
  ...Array.from({ length: 6 }, (_, index) => event(`Other${index}`, [])),
  event('RecordsUpdated', [
    { label: 'name', type: str, indexed: true },
    { label: 'from', type: accountId, indexed: false },
  ]),
];

/** To be given to `ContractPromise`. */
export const registryAbi: Record<string, unknown> = {
  source: { hash: `0x${'0'.repeat(64)}`, language: 'ink! 4.2.1', compiler: 'rustc 1.68.0' },
  contract: { name: 'azns_registry', version: '1.0.0', authors: [] },
  spec: {
    constructors: [
      {
        label: 'new',
        selector: '0x9bae9d5e',
        args: [],
        payable: false,
        default: false,
        docs: [],
        returnType: typed(resultOf(unit, langError)),
      },
    ],
    docs: [],
    environment: {
      accountId: typed(accountId),
      balance: typed(u128),
      blockNumber: typed(u32),
      hash: typed(bytes32),
      timestamp: typed(u64),
      chainExtension: typed(unit),
      maxEventTopics: 4,
    },
    events,
    lang_error: typed(langError),
    messages: [
      message('get_record', '0x7e6cb4ce', { name: str, key: str }, orError(str)),
      message('get_all_records', '0x528be9f1', { name: str }, records),
      message('get_address', '0xd259f7ba', { name: str }, orError(accountId)),
      message('get_owner', '0x07fcd0b1', { name: str }, orError(accountId)),
      message('get_controller', '0x0abf0e97', { name: str }, orError(accountId)),
      message('get_address_dict', '0xf069dff3', { name: str }, orError(dictionary)),
      message('get_registration_period', '0x61437185', { name: str }, orError(tuple(u64, u64))),
      message('get_names_of_address', '0xf82caf60', { address: accountId }, strings),
      message('get_owned_names_of_address', '0xe413b13a', { owner: accountId }, strings),
      message('get_primary_name', '0x404f1d73', { address: accountId }, orError(str)),
      message('get_primary_domain', '0xbf5b5677', { address: accountId }, optionOf(str)),
      message('get_records_size_limit', '0x8405efa0', {}, optionOf(u32)),
      message('get_tld', '0xd61daed4', {}, str),
      message(
        'update_records',
        '0xde84a1ba',
        { name: str, records: recordChanges, remove_rest: bool },
        orError(unit),
        true,
      ),
      message(
        'set_address',
        '0xb8a4d3d9',
        { name: str, new_address: accountId },
        orError(unit),
        true,
      ),
      message(
        'set_controller',
        '0xc5e161ea',
        { name: str, new_controller: accountId },
        orError(unit),
        true,
      ),
      message(
        'transfer',
        '0x84a15da1',
        {
          to: accountId,
          name: str,
          keep_records: bool,
          keep_controller: bool,
          keep_resolving: bool,
          data: sequence(u8),
        },
        orError(unit),
        true,
      ),
    ],
  },
  storage: { root: { root_key: '0x00000000', layout: { leaf: { key: '0x00000000', ty: u8 } } } },
  types,
  version: '4',
};
