/** A reader over fake operators, for the tests of reading names. */
import type { ChainSettings } from '../../../lib/azero/networks.ts';
import { createNameReader, type ReadOptions } from '../../../lib/azero/registry.ts';
import { chainOf, type FakeNode, fakeChain, NAMES, NODES, type World } from './fake-chain.ts';

/** Their endpoints. */
export const URLS = ['ws://a', 'ws://b', 'ws://c'] as const;
/** Worlds of two views, and a node that is not there. */
export const ALICE: World = { alice: { record: NODES.alice } };
export const OTHER: World = { alice: { record: NODES.other } };
export const DOWN: FakeNode = { fails: { kind: 'unreachable' }, world: {} };

/** A reader of operators A, B, C with one endpoint each, as many as there are nodes, unless the settings say otherwise. */
export function setUp(nodes: readonly FakeNode[], settings: Partial<ChainSettings> = {}) {
  const chain = fakeChain(Object.fromEntries(nodes.map((node, i) => [URLS[i] ?? '', node])));
  const endpoints = nodes.map((_, i) => ({ url: URLS[i] ?? '', operator: 'ABC'.charAt(i) }));
  const reader = createNameReader({
    chain: chainOf({ endpoints, ...settings }),
    rpc: chain.rpc,
    now: chain.now,
    delay: chain.delay,
  });
  const read = (options?: ReadOptions, name = NAMES.alice) =>
    chain.settle(reader.read(name, options));
  const asked = () => chain.log.map(({ url, method, message }) => `${url} ${message ?? method}`);
  return { ...chain, reader, read, asked };
}

/** A node that says what is so. */
export const honest = (): FakeNode => ({ world: ALICE });
/** A fault as the reader reports it. */
export const fault = (operator: string, cause: string) => ({
  operator,
  url: `ws://${operator.toLowerCase()}`,
  cause,
});
