/** The usual scene: alice.azero is B, bob.azero is C, three operators agree, and the extension in A knows them. */
import type { TestBrowser } from './browser.ts';
import { startChain, type TestChain } from './chain.ts';
import type { Site } from './site.ts';
import type { TestWorld } from './world.ts';

/** What most cases start from. */
export interface Scene {
  readonly chain: TestChain;
  readonly alice: Site;
  readonly bob: Site;
  /** Settings for the extension that name this chain. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ends chain and sites. */
  stop(): Promise<void>;
}

/** Starts chain and sites. */
export async function startScene(world: TestWorld): Promise<Scene> {
  const { B, C } = world.plan.nodeIds;
  const [chain, alice, bob] = await Promise.all([
    startChain(world.plan, [
      { name: 'alice', records: { 'staex-id': B } },
      { name: 'bob', records: { 'staex-id': C } },
      { name: 'carol', records: {} },
    ]),
    world.site('B', 'alice.azero'),
    world.site('C', 'bob.azero'),
  ]);
  const { endpoints, registry } = chain;
  return {
    chain,
    alice,
    bob,
    settings: { chain: { network: 'development', endpoints, registry, quorum: 2 } },
    async stop() {
      await Promise.all([chain.stop(), alice.stop(), bob.stop()]);
    },
  };
}

/** Gives the extension its settings, as its options page would (the item `local:settings`). */
export async function setSettings(
  browser: TestBrowser,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await browser.inExtension(
    async (api, value) => api.storage.local.set({ settings: value }),
    settings,
  );
}
