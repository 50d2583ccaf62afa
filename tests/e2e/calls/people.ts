/** Two people, and whoever wants to be one of them, each with a machine, a real browser, Copybara and its host. */
import type { NodeName } from '../harness/addresses.ts';
import type { LaunchOptions, TestBrowser } from '../harness/browser.ts';
import { startChain, type TestChain } from '../harness/chain.ts';
import { launchChromium } from '../harness/chromium.ts';
import type { BrowserKind } from '../harness/find-browser.ts';
import { launchFirefox } from '../harness/firefox.ts';
import { type Machine, type RunningMachine, startMachine } from '../harness/machine.ts';
import { setSettings } from '../harness/scene.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWorld, type TestWorld } from '../harness/world.ts';
import { FIREFOX_TOLD } from '../story.ts';

/** Who sits where. Mallory's node is C, and she has a name as well. */
export const NAMES = { A: 'ana.azero', B: 'bo.azero', C: 'mallory.azero' } as const;

/** Chain, machines and settings that people of one test file share. */
export interface Scene {
  readonly world: TestWorld;
  readonly chain: TestChain;
  /** Settings of whoever sits at a machine. */
  settings(node: NodeName): Readonly<Record<string, unknown>>;
  /** A machine; its display is started when it is asked for first. */
  machine(node: NodeName): Promise<Machine>;
  stop(): Promise<void>;
}

/** Starts the chain, on which each machine's person has a name. */
export async function startScene(): Promise<Scene> {
  const world = openWorld();
  await world.reset();
  const { nodeIds } = world.plan;
  const chain = await startChain(world.plan, [
    { name: 'ana', records: { 'staex-id': nodeIds.A } },
    { name: 'bo', records: { 'staex-id': nodeIds.B } },
    { name: 'mallory', records: { 'staex-id': nodeIds.C } },
  ]);
  const machines = new Map<NodeName, Promise<RunningMachine>>();
  const { endpoints, registry } = chain;
  return {
    world,
    chain,
    settings: (node) => ({
      chain: { network: 'development', endpoints, registry, quorum: 2 },
      myName: NAMES[node],
    }),
    machine(node) {
      const machine = machines.get(node) ?? startMachine(world.plan, node);
      machines.set(node, machine);
      return machine;
    },
    async stop() {
      const running = await Promise.all(machines.values());
      await Promise.all([chain.stop(), ...running.map((machine) => machine.stop())]);
    },
  };
}

/** Starts a browser on a machine and waits until Copybara is ready in it. */
export async function startBrowser(
  scene: Scene,
  node: NodeName,
  kind: BrowserKind,
  options: LaunchOptions = {},
): Promise<TestBrowser> {
  const { world } = scene;
  const machine = await scene.machine(node);
  const start = kind === 'chromium' ? launchChromium : launchFirefox;
  const browser = await start(world.plan, {
    machine,
    devices: options.sound === undefined,
    ...options,
    prefs: { ...FIREFOX_TOLD, ...options.prefs },
  });
  try {
    await setSettings(browser, scene.settings(node));
    await copybaraReady(browser);
    return browser;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Waits until host and node are ready. */
export async function copybaraReady(browser: TestBrowser): Promise<void> {
  let status: unknown;
  await waitFor(
    async () => {
      status = await browser.inExtension(
        async (api) => (await api.storage.session.get('status'))['status'],
      );
      const text = JSON.stringify(status) ?? '';
      return text.includes('"connected"') && text.includes('"up"');
    },
    // Four browsers may start at once.
    { timeout: 30_000, what: 'Copybara to be ready' },
  ).catch(async (error: unknown) => {
    const { kind, host } = browser;
    const runs = await browser.backgroundRuns();
    const seen = { kind, runs, starts: host.starts(), running: host.running(), log: host.log() };
    const what = `${JSON.stringify(status)} ${JSON.stringify(seen)}`;
    throw new Error(`Copybara is not ready: ${what}`, { cause: error });
  });
}
