import { checkExtrinsic } from './admission.ts';
import type { Block } from './ledger.ts';
import { type BlockState, type Node, RpcError, type Session } from './node.ts';
import { accountInfo, metadataHex, PROPERTIES, STORAGE, version } from './runtime.ts';
import { RUNTIME_CALLS } from './runtime-calls.ts';
import { type Account, BadScale, fromHex, toHex, uint } from './scale.ts';
import { balanceOf } from './state.ts';

type Method = (node: Node, params: readonly unknown[], session: Session | undefined) => unknown;

/** Answers one request; throws `RpcError`. Subscriptions need a session, as over WebSocket. */
export function callMethod(
  node: Node,
  method: string,
  params: readonly unknown[],
  session: Session | undefined,
): unknown {
  const found = METHODS.get(method);
  if (found === undefined) throw new RpcError(-32601, 'Method not found');
  return found(node, params, session);
}

function textParam(params: readonly unknown[], index: number): string {
  const value = params[index];
  if (typeof value !== 'string') throw new RpcError(-32602, 'Invalid params');
  return value;
}

function bytesParam(params: readonly unknown[], index: number): Uint8Array {
  try {
    return fromHex(textParam(params, index));
  } catch (error) {
    if (error instanceof BadScale) throw new RpcError(-32602, 'Invalid params', error.message);
    throw error;
  }
}

/** The block that an optional hash names; without one, the best. An operator doesn't know blocks newer than its best one. */
function blockParam(node: Node, params: readonly unknown[], index: number): Block | undefined {
  if (params[index] === undefined || params[index] === null) return node.best();
  const block = node.ledger.blockOf(textParam(params, index));
  return block === undefined || block.number > node.best().number ? undefined : block;
}

function stateParam(node: Node, params: readonly unknown[], index: number): BlockState {
  const hash = String(params[index]);
  const block = blockParam(node, params, index);
  if (block === undefined) {
    throw new RpcError(
      4003,
      `Client error: UnknownBlock: Header was not found in the database: ${hash}`,
    );
  }
  const state = node.ledger.stateOf(block);
  if (state === undefined) {
    throw new RpcError(4003, `Client error: UnknownBlock: State already discarded for ${hash}`);
  }
  return { block, state };
}

function needSession(session: Session | undefined): Session {
  // A node refuses subscriptions over HTTP.
  if (session === undefined) throw new RpcError(-32601, 'Method not found');
  return session;
}

const unsubscribe: Method = (_node, params, session) => needSession(session).unsubscribe(params[0]);

const getBlockHash: Method = (node, params) => {
  const given = params[0] ?? node.best().number;
  const number = typeof given === 'string' ? Number.parseInt(given, 16) : given;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw new RpcError(-32602, 'Invalid params');
  }
  if (number > node.best().number) return null;
  const hash = node.ledger.block(number)?.hash ?? null;
  return number === 0 && node.fault.mode === 'wrong-genesis' ? `0x${'66'.repeat(32)}` : hash;
};

const stateCall: Method = (node, params) => {
  const name = textParam(params, 0);
  const data = bytesParam(params, 1);
  const at = stateParam(node, params, 2);
  const call = RUNTIME_CALLS.get(name);
  const failed = 'Client error: Execution failed:';
  if (call === undefined)
    throw new RpcError(4003, `${failed} Exported method ${name} is not found`);
  try {
    return toHex(call(node, at, data));
  } catch (error) {
    if (!(error instanceof BadScale)) throw error;
    throw new RpcError(4003, `${failed} Runtime panicked: Bad input data provided to ${name}`);
  }
};

function storageValue({ block, state }: BlockState, key: string): string | null {
  if (key === STORAGE.events) return toHex(block.events);
  if (key === STORAGE.now) return toHex(uint(block.timestamp, 8));
  if (!key.startsWith(STORAGE.account)) return null;
  // The map's hasher is Blake2_128Concat: the account is the end of the key.
  const holder: Account = `0x${key.slice(-64)}`;
  return toHex(accountInfo(state.nonces.get(holder) ?? 0, balanceOf(state, holder)));
}

const queryStorageAt: Method = (node, params) => {
  const keys: unknown = params[0];
  if (!Array.isArray(keys)) throw new RpcError(-32602, 'Invalid params');
  const at = stateParam(node, params, 1);
  return [
    { block: at.block.hash, changes: keys.map((key) => [key, storageValue(at, String(key))]) },
  ];
};

const subscribeStorage: Method = (node, params, session) => {
  const keys: unknown = params[0];
  if (!Array.isArray(keys)) throw new RpcError(-32602, 'Invalid params');
  const known = new Map<string, string | null>();
  return needSession(session).subscribe('state_storage', (notify) => {
    const look = () => {
      const at = stateParam(node, [], 0);
      const changes = keys
        .map((key): [string, string | null] => [String(key), storageValue(at, String(key))])
        .filter(([key, value]) => !known.has(key) || known.get(key) !== value);
      for (const [key, value] of changes) known.set(key, value);
      if (changes.length > 0) notify({ block: at.block.hash, changes });
    };
    look();
    return node.ledger.onBlock(look);
  });
};

function submit(node: Node, params: readonly unknown[]) {
  if (node.fault.mode === 'refusing') {
    throw new RpcError(1010, 'Invalid Transaction', 'Transaction has a bad signature');
  }
  const checked = checkExtrinsic(node.ledger, textParam(params, 0));
  if ('error' in checked) {
    throw new RpcError(checked.error.code, checked.error.message, checked.error.data);
  }
  const known = node.pool.waitingWith(checked.extrinsic);
  if (known === 'same') throw new RpcError(1013, 'Transaction Already Imported');
  if (known === 'other') throw new RpcError(1014, 'Priority is too low: (0 vs 0)');
  return checked;
}

const submitAndWatch: Method = (node, params, session) => {
  const watcher = needSession(session);
  const { extrinsic, future } = submit(node, params);
  return watcher.subscribe('author_extrinsicUpdate', (notify, end) => {
    notify(future ? 'future' : 'ready');
    let shown: Block | undefined;
    const look = () => {
      const block = node.ledger.blockWith(extrinsic.hash);
      if (block === undefined || block.number > node.best().number) return;
      if (shown === undefined) notify({ inBlock: block.hash });
      shown = block;
      if (block.number > node.finalized().number) return;
      notify({ finalized: block.hash });
      end();
    };
    const stop = node.ledger.onBlock(look);
    node.pool.add(extrinsic);
    return stop;
  });
};

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['author_submitAndWatchExtrinsic', submitAndWatch],
  [
    'author_submitExtrinsic',
    (node, params) => {
      const { extrinsic } = submit(node, params);
      if (node.fault.mode !== 'dropping') node.pool.add(extrinsic);
      return extrinsic.hash;
    },
  ],
  ['author_unwatchExtrinsic', unsubscribe],
  [
    'chain_getBlock',
    (node, params) => {
      const block = blockParam(node, params, 0);
      if (block === undefined) return null;
      return {
        block: { header: block.header, extrinsics: block.extrinsics },
        justifications: null,
      };
    },
  ],
  ['chain_getBlockHash', getBlockHash],
  ['chain_getFinalizedHead', (node) => node.finalized().hash],
  ['chain_getHeader', (node, params) => blockParam(node, params, 0)?.header ?? null],
  ['rpc_methods', () => ({ methods: [...METHODS.keys()] })],
  ['state_call', stateCall],
  ['state_getMetadata', () => metadataHex],
  ['state_getRuntimeVersion', (node, params) => stateParam(node, params, 0) && version],
  [
    'state_getStorage',
    (node, params) => storageValue(stateParam(node, params, 1), textParam(params, 0)),
  ],
  ['state_queryStorageAt', queryStorageAt],
  [
    'state_subscribeRuntimeVersion',
    (_node, _params, session) =>
      needSession(session).subscribe('state_runtimeVersion', (notify) => {
        notify(version);
        return () => {};
      }),
  ],
  ['state_subscribeStorage', subscribeStorage],
  ['state_unsubscribeRuntimeVersion', unsubscribe],
  ['state_unsubscribeStorage', unsubscribe],
  ['system_chain', () => 'Copybara stand-in'],
  ['system_health', () => ({ peers: 1, isSyncing: false, shouldHavePeers: false })],
  ['system_properties', () => PROPERTIES],
]);
