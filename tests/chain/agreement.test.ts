import { ContractId, resolveDomainToAddress, SupportedChainId } from '@azns/resolver-core';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createRpc, delay } from '../../lib/azero/chain.browser.ts';
import { createOperators } from '../../lib/azero/endpoint.ts';
import { askAccount, askNameDetails } from '../../lib/azero/name-details.ts';
import { createNameReader } from '../../lib/azero/registry.ts';
import { resolveChain } from '../../lib/azero/resolve-chain.ts';
import { decodeSs58 } from '../../lib/azero/ss58.ts';
import { parseName } from '../../lib/names/name.ts';
import { nodeIdFromBytes } from '../../lib/node-id.ts';
import type { Registration } from '../stand-ins/chain/state.ts';
import { apiForTest, chainForTest, enoughGas, registryContract, signerOf } from './client.ts';

const NOW = Date.UTC(2026, 0, 1);
const SEED = 20260101;
const COUNT = 1_000;
// Addresses, not the keys' own names: deriving a key three thousand times would take longer than all the reading.
const ACCOUNTS = ['//Alice', '//Bob', '//Charlie', '//Dave', '//Eve', '//Ferdie'].map(
  (key) => signerOf(key).address,
);

const nodeId = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map(nodeIdFromBytes)
  .map((id) => (id.ok ? id.value : ''));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.constantFrom('\u202Ecod.exe', '\u200B', '\u0000', '', '👩‍👩‍👧‍👦', 'שלום', 'Ꙭ'.repeat(300)),
);
const records = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(anyText, anyText, { maxKeys: 6 }) },
  { weight: 1, arbitrary: fc.dictionary(anyText, anyText, { minKeys: 20, maxKeys: 30 }) },
);
const holder = fc.constantFrom(...ACCOUNTS);
const registration: fc.Arbitrary<Registration> = fc.record({
  name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{3,20}[a-z0-9]$/),
  owner: holder,
  controller: holder,
  resolved: holder,
  primary: fc.boolean(),
  registeredAt: fc.integer({ min: NOW - 1e11, max: NOW }),
  expiresAt: fc.oneof(
    fc.integer({ min: NOW - 1e10, max: NOW + 1e11 }),
    fc.constantFrom(NOW - 1, NOW, NOW + 1),
  ),
  records: fc
    .tuple(records, fc.option(fc.oneof(nodeId, anyText), { nil: undefined }))
    .map(([more, id]) => (id === undefined ? more : { ...more, 'staex-id': id })),
});

/** A registry of 1,000 names, the same at each run. */
function registryOfMany(): readonly Registration[] {
  const byName = new Map<string, Registration>();
  for (const one of fc.sample(registration, { seed: SEED, numRuns: COUNT + 50 })) {
    if (byName.size < COUNT) byName.set(one.name, one);
  }
  return [...byName.values()];
}

/** In parts that run at one time, so that nothing has to wait a thousand times. */
async function inParts<T>(
  all: readonly T[],
  size: number,
  each: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < all.length; from += size) {
    // oxlint-disable-next-line no-await-in-loop -- part after part
    await Promise.all(all.slice(from, from + size).map(each));
  }
}

async function setUp() {
  const names = registryOfMany();
  expect(names).toHaveLength(COUNT);
  const chain = await chainForTest({ now: () => NOW, names });
  const api = await apiForTest(chain);
  const contract = registryContract(api, chain);
  const settings = resolveChain({
    network: 'development',
    endpoints: [{ url: chain.wsUrl, operator: 'op' }],
    genesis: chain.genesis,
    registry: chain.registry,
    quorum: 1,
  });
  if (!settings.ok) throw new Error(settings.error.kind);
  const { registry } = settings.value;
  const rpc = createRpc();
  onTestFinished(() => rpc.close());
  const operators = createOperators({ rpc, delay, genesis: chain.genesis });
  const reader = createNameReader({ chain: settings.value, rpc, now: () => NOW, delay });
  const { signal } = new AbortController();
  const gasLimit = enoughGas(api);
  /** What polkadot-js and the registry's ABI read, as JSON: `{"ok": …}` around it. */
  const theirs = async (message: string, ...args: readonly unknown[]): Promise<unknown> => {
    const run = await contract.query[message]?.(ACCOUNTS[0] ?? '', { gasLimit }, ...args);
    return run?.output?.toJSON();
  };
  return {
    names,
    api,
    chain,
    reader,
    theirs,
    details: (label: string) =>
      operators.askEndpoint(chain.wsUrl, askNameDetails(registry, label, []), signal),
    account: (id: Uint8Array) =>
      operators.askEndpoint(chain.wsUrl, askAccount(registry, id, []), signal),
  };
}

// Five seconds on a quiet machine of two cores; eight thousand readings take their time on a busy one.
const PATIENCE = 120_000;

test('our reader, polkadot-js and the resolver of AZERO.ID agree on every one of 1,000 names', {
  timeout: PATIENCE,
}, async () => {
  const { names, api, chain, reader, theirs, details } = await setUp();
  const options = {
    chainId: SupportedChainId.Development,
    customApi: api,
    customContractAddresses: { [ContractId.Router]: chain.router },
  };
  const seen = { registered: 0, expired: 0, record: 0, 'no-record': 0, malformed: 0 };
  await inParts(names, 50, async ({ name: label }) => {
    const parsed = parseName(`${label}.azero`);
    if (!parsed.ok) throw new Error(label);
    const [ours, read, accounts, period, all, resolved] = await Promise.all([
      details(label),
      reader.read(parsed.value),
      theirs('getAddressDict', label),
      theirs('getRegistrationPeriod', label),
      theirs('getAllRecords', label),
      resolveDomainToAddress(parsed.value, options),
    ]);
    if (!ours.ok) throw new Error(ours.error);
    const { value } = ours;
    if (value.kind === 'registered') {
      seen.registered += 1;
      const { owner, controller, resolved: to } = value;
      expect(accounts).toEqual({ ok: { ok: { owner, controller, resolved: to } } });
      expect(period).toEqual({ ok: { ok: [value.from, value.until] } });
      expect(all).toEqual({ ok: value.records });
      expect(resolved).toEqual({ address: to, error: undefined });
      const id = value.records.find(([key]) => key === 'staex-id')?.[1];
      if (read.ok) {
        seen.record += 1;
        expect(read.value.nodeId).toBe(id);
      } else if (id === undefined) {
        seen['no-record'] += 1;
        expect(read.error).toEqual({ kind: 'no-record' });
      } else {
        seen.malformed += 1;
        expect(read.error).toMatchObject({ kind: 'record-malformed' });
      }
      return;
    }
    if (value.kind !== 'expired') throw new Error(value.kind);
    seen.expired += 1;
    expect(accounts).toEqual({ ok: { err: { nameDoesntExist: null } } });
    expect(period).toEqual({ ok: { ok: [expect.any(Number), value.since] } });
    expect(value.since).toBeLessThanOrEqual(NOW);
    expect(all).toEqual({ ok: [] });
    expect(resolved).toMatchObject({ address: null });
    expect(read).toEqual({ ok: false, error: { kind: 'name-expired', since: value.since } });
  });
  // Every kind of name was among them, each more than a few times.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  expect(seen.registered + seen.expired).toBe(COUNT);
});

test('and on the names of every account', async () => {
  const { theirs, account } = await setUp();
  for (const address of ACCOUNTS) {
    const id = decodeSs58(address);
    if (!id.ok) throw new Error(address);
    // oxlint-disable-next-line no-await-in-loop -- six accounts
    const ours = await account(id.value);
    if (!ours.ok || ours.value.kind !== 'account') throw new Error('no answer');
    const { owned, controlled, resolving, primary } = ours.value;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const ownedThere = await theirs('getOwnedNamesOfAddress', address);
    expect({ ok: owned }).toEqual(sorted(ownedThere));
    // oxlint-disable-next-line no-await-in-loop -- as above
    const all = await theirs('getNamesOfAddress', address);
    const whole = [...new Set([...owned, ...controlled, ...resolving])].toSorted();
    expect({ ok: whole }).toEqual(sorted(all));
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await theirs('getPrimaryDomain', address)).toEqual({ ok: primary ?? null });
    expect(owned.length).toBeGreaterThan(20);
  }
});

function sorted(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return answer;
  return Array.isArray(answer.ok) ? { ok: answer.ok.map(String).toSorted() } : answer;
}
