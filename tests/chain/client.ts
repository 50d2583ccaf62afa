import { ApiPromise, HttpProvider, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';
import { ContractPromise } from '@polkadot/api-contract';
import { Keyring } from '@polkadot/keyring';
import type { WeightV2 } from '@polkadot/types/interfaces';
import { onTestFinished } from 'vitest';
import { registryAbi } from '../../names-page/registry-abi.ts';
import { type Chain, type ChainOptions, startChain } from '../stand-ins/chain/chain.ts';

/** A node id as a record may hold it, and another one. */
export const NODE_A = '0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghj0';
export const NODE_B = 'zyxwvtsrqpnmkjhgfedcba9876543210zyxwvtsrqpnmkjhgfed0';

const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
/** A development key. */
export const signerOf = (uri: string) => keyring.addFromUri(uri);

/** A stand-in that ends with the test. */
export async function chainForTest(options: ChainOptions = {}): Promise<Chain> {
  const chain = await startChain(options);
  onTestFinished(() => chain.close());
  return chain;
}

/** The classes say `ttl?: … | undefined`, their interface does not: they differ under exactOptionalPropertyTypes only. */
function isProvider(provider: object): provider is NonNullable<ApiOptions['provider']> {
  return 'hasSubscriptions' in provider;
}

/** polkadot-js, connected over one of the transports, until the test ends. */
export async function apiForTest(
  chain: Chain,
  transport: 'ws' | 'http' = 'ws',
): Promise<ApiPromise> {
  const provider = transport === 'ws' ? new WsProvider(chain.wsUrl) : new HttpProvider(chain.url);
  const api = await ApiPromise.create({
    ...(isProvider(provider) ? { provider } : {}),
    noInitWarn: true,
    throwOnConnect: true,
  });
  onTestFinished(() => api.disconnect());
  return api;
}

export function registryContract(api: ApiPromise, chain: Chain): ContractPromise {
  return new ContractPromise(api, registryAbi, chain.registry);
}

/** A limit of so much time (picoseconds), and enough proof size. */
export function gas(api: Pick<ApiPromise, 'registry'>, refTime: bigint): WeightV2 {
  return api.registry.createType('WeightV2', { refTime, proofSize: 200_000n });
}

/** A limit that every call fits. */
export const enoughGas = (api: Pick<ApiPromise, 'registry'>) => gas(api, 4_000_000_000n);

/** How many extrinsics of an account were taken, as its storage says. */
export async function nonceOf(api: ApiPromise, address: string): Promise<number> {
  const account = await api.query['system']?.['account']?.(address);
  // The first field of AccountInfo, a u32.
  return Buffer.from(account?.toU8a() ?? []).readUInt32LE();
}

/** A dry run through polkadot-js: the decoded value inside both Results, and whether the contract reverted. */
export async function query(
  contract: ContractPromise,
  method: string,
  args: readonly unknown[],
  caller = signerOf('//Alice').address,
): Promise<{ readonly output: unknown; readonly reverted: boolean }> {
  const run = contract.query[method];
  if (run === undefined) throw new Error(`no message ${method}`);
  // polkadot-js's own default leaves the proof size at nothing, which runs out of gas here as on a real node.
  const gasLimit = enoughGas(contract.api);
  const { output, result } = await run(caller, { gasLimit }, ...args);
  if (!result.isOk) throw new Error(`refused: ${result.asErr.toString()}`);
  return { output: output?.toHuman(), reverted: result.asOk.flags.isRevert };
}

/** One JSON-RPC request over HTTP, nothing in between: the reply as it came. */
export async function post(
  url: string,
  method: string,
  params: readonly unknown[] = [],
): Promise<{
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: string };
}> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return response.json();
}
