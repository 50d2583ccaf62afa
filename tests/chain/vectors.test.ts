import { expect, test } from 'vitest';
import vectors from '../fixtures/azns-vectors.json' with { type: 'json' };
import { chainForTest, post, signerOf } from './client.ts';

/** The value that the response vectors carry for `staex-id`. */
const VALUE = '3NRBTBDnYmhuVnRzbVPCBk6GpDZ6XZWvnwYYN2Dw9cGZ';

const names = [
  {
    name: 'alice',
    owner: '//Alice',
    records: { 'staex-id': VALUE, avatar: 'x' },
    registeredAt: 1_692_086_400_000,
    expiresAt: 1_786_780_800_000,
  },
];

/** A chain that carries mainnet's addresses, which the request vectors name. */
const mainnet = (options = {}) =>
  chainForTest({ network: 'alephzero', now: () => 1_700_000_000_000, ...options });

function response(name: string): string {
  const found = vectors.responses.find((vector) => vector.name.startsWith(name));
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found.contractExecResult.eventsSomeEmpty;
}

const expectedYes: Readonly<Record<string, string>> = {
  'registry get_record(alice, staex-id), gas_limit None': 'get_record success',
  'registry get_record(alice, staex-id), explicit gas limit': 'get_record success',
  'registry get_address(alice)': 'get_address success',
  'registry get_all_records(alice)': 'get_all_records two records',
  'registry get_registration_period(alice)': 'get_registration_period success',
  'router get_registry(azero)': 'router get_registry Some',
  'router get_address(alice.azero)': 'get_address success',
};

const expectedNo: Readonly<Record<string, string>> = {
  'registry get_record(alice, staex-id), gas_limit None': 'get_record RecordNotFound (',
  'registry get_record(alice, staex-id), explicit gas limit': 'get_record RecordNotFound (',
  'registry get_address(alice)': 'get_address NameDoesntExist',
  'registry get_all_records(alice)': 'get_all_records none',
  'registry get_registration_period(alice)': 'get_registration_period NameDoesntExist',
  'router get_registry(azero)': 'router get_registry Some',
  'router get_address(alice.azero)': 'router get_address CouldNotResolveDomain',
};

test.each(vectors.requests)('$name is answered byte for byte', async ({ name, stateCall }) => {
  expect(signerOf('//Alice').address).toBe('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY');
  const full = await mainnet({ names });
  const reply = await post(full.url, stateCall.method, stateCall.params);
  expect(reply.result).toBe(response(expectedYes[name] ?? 'no expectation'));
  const empty = await mainnet();
  const no = await post(empty.url, stateCall.method, stateCall.params);
  expect(no.result).toBe(response(expectedNo[name] ?? 'no expectation'));
});

test('an empty and a long value', async () => {
  const chain = await mainnet({ names });
  const [request] = vectors.requests;
  if (request === undefined) throw new Error('no vectors');
  const ask = async () => (await post(chain.url, 'state_call', request.stateCall.params)).result;
  chain.setRecord('alice', 'staex-id', '');
  expect(await ask()).toBe(response('get_record success, empty string'));
  chain.setRecord('alice', 'staex-id', 'ü'.repeat(35));
  expect(await ask()).toBe(response('get_record success, 70 byte value'));
});

test('unknown selectors, unreadable arguments and strange addresses', async () => {
  const chain = await mainnet({ names });
  const params = vectors.requests[0]?.stateCall.params[1] ?? '';
  const ask = async (data: string) =>
    (await post(chain.url, 'state_call', ['ContractsApi_call', data])).result;
  const unreadable = response('LangError::CouldNotReadInput');
  expect(await ask(params.replace('7e6cb4ce', '7e6cb4cf'))).toBe(unreadable);
  // The name says that it is longer than what follows; then bytes that are no UTF-8.
  expect(await ask(params.replace('14616c696365', 'fc616c696365'))).toBe(unreadable);
  expect(await ask(params.replace('616c696365', 'ff6c696365'))).toBe(unreadable);
  const gone = vectors.dispatchErrors.find(({ name }) =>
    name.startsWith('substrate-contracts-node'),
  );
  expect(await ask(params.replace('114f2730', '114f2731'))).toBe(
    gone?.contractExecResult.eventsSomeEmpty,
  );
});
