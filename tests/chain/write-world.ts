/** What tests of a write start from: a chain of two operators, and a wallet that signs. */
import type { SignerPayloadJSON } from '@polkadot/types/types';
import { onTestFinished } from 'vitest';
import { createRpc, delay } from '../../lib/azero/chain.browser.ts';
import { createOperators } from '../../lib/azero/endpoint.ts';
import { askQuorum } from '../../lib/azero/quorum.ts';
import { resolveChain } from '../../lib/azero/resolve-chain.ts';
import { askFate } from '../../lib/azero/transaction-fate.ts';
import { connectWriter, type RegistryWriter } from '../../names-page/registry-writer.browser.ts';
import { submit } from '../../names-page/submit.ts';
import {
  createWriteRun,
  type Signed,
  type Tracked,
  type WriteRun,
} from '../../names-page/write-run.ts';
import type { WriteOrder, WriteState } from '../../names-page/write-state.ts';
import { type Chain, createLedger, type LedgerOptions } from '../stand-ins/chain/chain.ts';
import { signPayload } from '../stand-ins/wallet/sign.ts';
import { chainForTest, NODE_A, NODE_B, signerOf } from './client.ts';

/** Whose name it is. */
export const alice = signerOf('//Alice');
const names = [{ name: 'alice', owner: '//Alice', records: { 'staex-id': NODE_A, old: 'x' } }];

/** What the local chain takes: for each transaction, each byte of records, and what must stay in an account. */
export const FEE = 1_000_000_000n;
export const BYTE = 1_000_000_000n;
export const LEAST = 1_000_000_000n;

type Sign = (payload: SignerPayloadJSON) => Promise<Given> | Given;

/** What is written unless a test says otherwise. */
export const ORDER: WriteOrder = {
  label: 'alice',
  name: 'alice.azero',
  account: alice.address,
  changes: [
    ['bühne', 'wert ✓'],
    ['old', null],
    ['staex-id', NODE_B],
  ],
  ownNode: true,
};

type Options = LedgerOptions & {
  readonly scheme?: 'http' | 'ws';
  readonly finalityLag?: number;
  readonly genesis?: string;
};

/** What a wallet gives back: a signature, or with it a transaction of its own making. */
export type Given =
  | `0x${string}`
  | { readonly signature: `0x${string}`; readonly signedTransaction: `0x${string}` };

/** Two operators of one ledger and a write over them, with a wallet that signs in this process. */
export async function setUp(
  options: Options = {},
  sign: Sign = (payload) => signPayload(alice, payload),
) {
  const { scheme = 'http', finalityLag = 0, genesis, ...ledgerOptions } = options;
  const ledger = createLedger({ names, ...ledgerOptions });
  const chains = [
    await chainForTest({ ledger, finalityLag }),
    await chainForTest({ ledger, finalityLag }),
  ];
  const [first] = chains;
  if (first === undefined) throw new Error('no chain');
  const resolved = resolveChain({
    network: options.network ?? 'development',
    endpoints: chains.map((node, index) => ({
      url: scheme === 'http' ? node.url : node.wsUrl,
      operator: `op${index + 1}`,
    })),
    genesis: genesis ?? first.genesis,
    registry: first.registry,
    quorum: 2,
  });
  if (!resolved.ok) throw new Error(resolved.error.kind);
  const rpc = createRpc({ maxAnswer: 2_000_000, timeout: 2_000 });
  onTestFinished(() => rpc.close());
  const send = (hex: string): ReturnType<typeof submit> => submit(rpc, urls, hex);
  const urls = resolved.value.operators.flatMap((operator) => operator.urls);
  const writer = await connectWriter(resolved.value, rpc);
  const operators = createOperators({ rpc, delay, genesis: first.genesis });
  const states: WriteState[] = [];
  const noted: string[] = [];
  const signer = {
    async signPayload(payload: SignerPayloadJSON) {
      const given = await sign(payload);
      return typeof given === 'string' ? { id: 1, signature: given } : { id: 1, ...given };
    },
  };
  const run = (
    made: RegistryWriter,
    remember: (order: WriteOrder, signed: Signed) => void = () => {},
  ): WriteRun =>
    createWriteRun(
      {
        prepare: made.prepare,
        ownNode: async () => NODE_B,
        sign: (order, transaction) => made.sign(order, transaction, signer),
        send,
        remember: async (order, signed) => {
          remember(order, signed);
          noted.push(signed.hash);
          return true;
        },
        told: (hash) => noted.splice(noted.indexOf(hash), 1),
        fate: (sent: Tracked) =>
          askQuorum({
            operators: resolved.value.operators,
            quorum: 2,
            ask: operators,
            delay,
            question: (block) => askFate(resolved.value.registry, sent, block),
          }),
        reason: made.reason,
        delay: (ms) => delay(Math.min(ms, 10), new AbortController().signal),
      },
      (state) => states.push(state),
    );
  return { ledger, chains, first, chain: resolved.value, signer, writer, send, run, states, noted };
}

/** That chain and that write. */
export type World = Awaited<ReturnType<typeof setUp>>;

/** Writes, from the price to the end. */
export async function write(world: World, order: WriteOrder = ORDER): Promise<WriteState> {
  if (!world.writer.ok) throw new Error(world.writer.error.kind);
  const run = world.run(world.writer.value);
  await run.begin(order);
  await run.sign();
  return run.state();
}

/** alice's records on the chain. */
export const recordsOf = (chain: Chain) =>
  Object.fromEntries(
    [...chain.ledger.state.registries.values()]
      .flatMap(({ names: known }) => [...(known.get('alice')?.records ?? [])])
      .values(),
  );
