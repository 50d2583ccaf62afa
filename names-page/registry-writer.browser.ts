import { ApiPromise } from '@polkadot/api';
import type { Signer, SubmittableExtrinsic } from '@polkadot/api/types';
import { ContractPromise } from '@polkadot/api-contract';
import type { AccountData, DispatchError } from '@polkadot/types/interfaces';
import type { SignerPayloadJSON } from '@polkadot/types/types';
import type { Rpc } from '../lib/azero/endpoint.ts';
import type { ResolvedChain } from '../lib/azero/resolve-chain.ts';
import { toHex } from '../lib/azero/scale.ts';
import { decodeSs58 } from '../lib/azero/ss58.ts';
import { encodeUpdateRecords } from '../lib/azero/update-records.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { ALEPH_CONTRACTS_CALL, isContractCall } from './expected-call.ts';
import { registryAbi } from './registry-abi.ts';
import { providerOf } from './rpc-provider.ts';
import type { WriteFailure } from './write-failure.ts';
import { contractRefusal, runtimeRefusal, walletRefusal } from './write-refusals.ts';
import type { Prepared, Signed, Tracked } from './write-run.ts';
import type { Cost, WriteOrder } from './write-state.ts';

/** A call of the registry that can be signed. */
export type Transaction = SubmittableExtrinsic<'promise'>;

/** Writes records to the registry of one chain, through polkadot-js. Nothing here rejects. */
export type RegistryWriter = {
  /** Runs it without writing, and asks what it would cost. */
  readonly prepare: (order: WriteOrder) => Promise<Result<Prepared<Transaction>, WriteFailure>>;
  /** Has it signed by a wallet, which may change nothing of it. */
  readonly sign: (
    order: WriteOrder,
    transaction: Transaction,
    signer: Signer,
  ) => Promise<Result<Signed, WriteFailure>>;
  /** Why the records are not as a transaction wanted whose nonce is used. */
  readonly reason: (sent: Tracked) => Promise<WriteFailure | 'happened'>;
  /** The chain's own unit: how many digits are behind the point, and its name. */
  readonly unit: { readonly decimals: number; readonly symbol: string };
  /** For asking AZERO.ID's own resolver. */
  readonly api: ApiPromise;
};

/**
 * For how many blocks a transaction is good, from its making on: time enough to read it in the wallet (a block a second on Aleph
 * Zero), and little enough that its end can be waited for. A power of two.
 */
const BLOCKS_GOOD = 256;

/** Connects to the first endpoint that serves the chain of the settings. `rpc` must allow answers as large as metadata (1 MB). */
export async function connectWriter(
  chain: ResolvedChain,
  rpc: Rpc,
): Promise<Result<RegistryWriter, WriteFailure>> {
  const urls = chain.operators.flatMap((operator) => operator.urls);
  let failure: WriteFailure = { kind: 'chain-unreachable' };
  for (const url of urls) {
    // oxlint-disable-next-line no-await-in-loop -- the next is asked only when this one fails
    const api = await connect(url, chain, rpc);
    if (api.ok) return ok(createWriter(api.value, chain));
    // A wrong chain is the graver of the two.
    if (api.error.kind === 'wrong-chain') failure = api.error;
  }
  return err(failure);
}

async function connect(
  url: string,
  chain: ResolvedChain,
  rpc: Rpc,
): Promise<Result<ApiPromise, WriteFailure>> {
  const genesis = await rpc(url, 'chain_getBlockHash', [0]);
  if (!genesis.ok) return err({ kind: 'chain-unreachable' });
  if (chain.genesis !== undefined && genesis.value !== chain.genesis) {
    return err({ kind: 'wrong-chain' });
  }
  try {
    const api = await ApiPromise.create({
      provider: providerOf(rpc, url),
      noInitWarn: true,
      // Without WebAssembly, which the policy of the page forbids: it hashes and signs nothing by itself.
      initWasm: false,
      throwOnConnect: true,
    });
    const same = api.genesisHash.toHex() === genesis.value;
    return same ? ok(api) : err({ kind: 'wrong-chain' });
  } catch {
    return err({ kind: 'chain-unreachable' });
  }
}

function createWriter(api: ApiPromise, chain: ResolvedChain): RegistryWriter {
  const contract = new ContractPromise(api, registryAbi, toHex(chain.registry));

  async function prepare(order: WriteOrder): Promise<Result<Prepared<Transaction>, WriteFailure>> {
    try {
      return await prepareCall(api, chain, contract, order);
    } catch {
      // polkadot-js throws where the endpoint gives no answer, or none that it understands.
      return err({ kind: 'chain-unreachable' });
    }
  }

  async function sign(
    order: WriteOrder,
    transaction: Transaction,
    wallet: Signer,
  ): Promise<Result<Signed, WriteFailure>> {
    const account = decodeSs58(order.account);
    if (!account.ok) return err({ kind: 'not-controller' });
    let refusal: WriteFailure | undefined;
    let given: SignerPayloadJSON | undefined;
    const signer: Signer = {
      async signPayload(payload) {
        try {
          if (!wallet.signPayload) throw new Error('no signPayload');
          // A copy, since the wallet gets the object itself.
          given = { ...payload };
          const answer = await wallet.signPayload(payload);
          // What fails from here on is in what the wallet gave.
          refusal = { kind: 'signed-otherwise' };
          return answer;
        } catch (error) {
          refusal = walletRefusal(error instanceof Error ? error.message : String(error));
          throw error;
        }
      },
    };
    try {
      const signed = await transaction.signAsync(order.account, {
        signer,
        nonce: -1,
        era: BLOCKS_GOOD,
        withSignedTransaction: true,
      });
      if (given === undefined || !isAsGiven(api, signed, given, order.account)) {
        return err({ kind: 'signed-otherwise' });
      }
      // Of the payload: the chain has gone on since then, and a mortal era counts from the block that it names.
      const after = Number(given.blockNumber);
      return ok({
        hex: signed.toHex(),
        hash: signed.hash.toHex(),
        signer: account.value,
        nonce: signed.nonce.toNumber(),
        label: order.label,
        after,
        deadFrom: signed.era.asMortalEra.death(after),
      });
    } catch {
      return err(refusal ?? { kind: 'chain-unreachable' });
    }
  }

  return {
    api,
    unit: {
      decimals: api.registry.chainDecimals[0] ?? 12,
      symbol: api.registry.chainTokens[0] ?? '',
    },
    prepare,
    sign,
    reason: async (sent) => {
      try {
        return await reasonInBlocks(api, sent);
      } catch {
        return { kind: 'not-applied' };
      }
    },
  };
}

/** Whether what came back from the wallet is what it was given: a tip costs, another nonce waits or is refused, no era never ends. */
function isAsGiven(
  api: ApiPromise,
  signed: Transaction,
  given: SignerPayloadJSON,
  account: string,
): boolean {
  const asked = api.registry.createType('SignerPayload', given);
  return (
    signed.signer.toString() === account &&
    signed.method.toHex() === given.method &&
    signed.era.isMortalEra &&
    signed.era.toHex() === asked.era.toHex() &&
    signed.nonce.toBigInt() === asked.nonce.toBigInt() &&
    signed.tip.toBigInt() === 0n
  );
}

async function prepareCall(
  api: ApiPromise,
  chain: ResolvedChain,
  contract: ContractPromise,
  order: WriteOrder,
): Promise<Result<Prepared<Transaction>, WriteFailure>> {
  const { label, account, changes } = order;
  const { query, tx } = contract;
  const [dryRun, make] = [query['updateRecords'], tx['updateRecords']];
  if (!dryRun || !make) return err({ kind: 'chain-lying' });
  const weights = api.consts.system.blockWeights;
  const most = weights.perClass.normal.maxExtrinsic.unwrapOr(weights.maxBlock);
  const args = [label, changes, false] as const;
  const run = await dryRun(account, { gasLimit: most, storageDepositLimit: null }, ...args);
  if (run.result.isErr) return err(runtimeRefusal(dispatchWord(api, run.result.asErr), 'dry-run'));
  const refusal = registryWord(run.output?.toHuman());
  if (refusal !== undefined) return err(contractRefusal(refusal));

  const deposit = run.storageDeposit.isCharge ? run.storageDeposit.asCharge.toBigInt() : 0n;
  const given = run.storageDeposit.isRefund ? run.storageDeposit.asRefund.toBigInt() : 0n;
  const required = api.registry.createType('WeightV2', run.gasRequired);
  // An eighth more than was needed just now: the state may differ a little in the block that it comes into.
  const gasLimit = api.registry.createType('WeightV2', {
    refTime: (required.refTime.toBigInt() * 9n) / 8n,
    proofSize: (required.proofSize.toBigInt() * 9n) / 8n,
  });
  const transaction = make({ gasLimit, storageDepositLimit: deposit }, ...args);
  const expected = isContractCall(transaction.method.toHex(), {
    contract: chain.registry,
    input: encodeUpdateRecords(label, changes),
    depositLimit: deposit,
    ...(chain.network !== 'development' && { index: ALEPH_CONTRACTS_CALL }),
  });
  if (!expected) return err({ kind: 'chain-lying' });

  const [{ partialFee }, holder] = await Promise.all([
    transaction.paymentInfo(account),
    api.query.system.account(account),
  ]);
  const cost: Cost = {
    fee: partialFee.toBigInt(),
    deposit: deposit - given,
    free: spendable(api, holder.data),
  };
  const need = cost.fee + deposit;
  if (cost.fee > cost.free) return err({ kind: 'too-little-balance', need, have: cost.free });
  if (need > cost.free) return err({ kind: 'too-little-for-deposit', need, have: cost.free });
  return ok({ cost, transaction });
}

/** What an account can spend: all but what is locked, as for staking, and what the chain wants to stay. */
function spendable(api: ApiPromise, data: Pick<AccountData, 'free' | 'reserved' | 'get'>): bigint {
  // Runtimes before `frozen` had one lock for fees and one for the rest.
  const locks = ['frozen', 'feeFrozen', 'miscFrozen'].map((lock) => data.get(lock));
  const locked = locks.map((lock) => BigInt(lock?.toString() ?? 0) - data.reserved.toBigInt());
  const least = api.consts.balances.existentialDeposit.toBigInt();
  const held = [...locked, least].reduce((most, one) => (one > most ? one : most));
  const left = data.free.toBigInt() - held;
  return left < 0n ? 0n : left;
}

/** Finds the transaction in the blocks after it was signed, and reads what became of it there. */
async function reasonInBlocks(
  api: ApiPromise,
  { after, deadFrom, hash: wanted }: Tracked,
): Promise<WriteFailure | 'happened'> {
  const final = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
  const last = Math.min(final.number.toNumber(), deadFrom);
  for (let number = after + 1; number <= last; number += 1) {
    // oxlint-disable-next-line no-await-in-loop -- it is nearly always in the first one
    const hash = await api.rpc.chain.getBlockHash(number);
    // oxlint-disable-next-line no-await-in-loop -- as above
    const { block } = await api.rpc.chain.getBlock(hash);
    const index = block.extrinsics.findIndex((extrinsic) => extrinsic.hash.toHex() === wanted);
    if (index < 0) continue;
    // oxlint-disable-next-line no-await-in-loop -- it is this block
    const events = await (await api.at(hash)).query.system.events();
    for (const { phase, event } of events) {
      if (!phase.isApplyExtrinsic || phase.asApplyExtrinsic.toNumber() !== index) continue;
      if (api.events.system.ExtrinsicSuccess.is(event)) return 'happened';
      if (!api.events.system.ExtrinsicFailed.is(event)) continue;
      return runtimeRefusal(dispatchWord(api, event.data[0]), 'block');
    }
    return { kind: 'not-applied' };
  }
  // Its nonce is used, and not by it.
  return { kind: 'stale-nonce' };
}

/** The name of a runtime's error. */
function dispatchWord(
  api: ApiPromise,
  error: Pick<DispatchError, 'isModule' | 'asModule'> & { readonly type: string },
): string {
  return error.isModule ? api.registry.findMetaError(error.asModule).name : error.type;
}

/** The registry's error in `Result<Result<(), Error>, LangError>`; undefined where there is none. */
function registryWord(output: unknown): string | undefined {
  const outer = variantOf(output);
  if (outer?.name !== 'Ok') return 'LangError';
  const inner = variantOf(outer.content);
  if (inner?.name === 'Ok') return undefined;
  return variantOf(inner?.content)?.name ?? 'unknown';
}

/** An enum of polkadot-js as it is shown to people: its name, or an object with that one key. */
function variantOf(
  value: unknown,
): { readonly name: string; readonly content?: unknown } | undefined {
  if (typeof value === 'string') return { name: value };
  if (typeof value !== 'object' || value === null) return undefined;
  const [entry] = Object.entries(value);
  return entry && { name: entry[0], content: entry[1] };
}
