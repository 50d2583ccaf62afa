/** Faults of our own Staex node and of the other one, in both browsers: each is told, and ends by itself with its cause. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FailureKind } from '../../lib/protocol/ui.ts';
import { gateTells, goesOn } from './fault.ts';
import { screenshotDisplay } from './harness/display.ts';
import type { MccState } from './harness/mcc-state.ts';
import { mccCommand } from './harness/native-host.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const ALICE = 'http://alice.azero/';

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(() => story.fresh());
  afterEach((context) => {
    if (context.task.result?.state === 'fail') {
      screenshotDisplay(story.world.plan, `fail-${kind}-${context.task.name.replace(/\W+/g, '-')}`);
    }
    expect(story.escaped()).toEqual([]);
  });

  function changeMcc(change: (state: MccState) => void): void {
    story.world.changeMcc('A', change);
  }

  /** A program that stands in `folder` and does what the simulated `mcc` does, with `lead` before its arguments taken off. */
  function wrapMcc(folder: string, name: string, lead: number): string {
    const path = join(folder, name);
    const command = mccCommand(story.world.plan).map((word) => `'${word}'`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, `#!/bin/sh\nshift ${lead}\nexec ${command.join(' ')} "$@"\n`, {
      mode: 0o755,
    });
    return path;
  }

  describe('our own node', () => {
    it.each<[string, FailureKind]>([
      ['empty', 'mcc-empty'],
      ['hang', 'mcc-timeout'],
      ['junk', 'mcc-junk'],
      ['log-line', 'mcc-junk'],
      ['ipv6', 'mcc-ipv6'],
      ['forbidden', 'mcc-forbidden'],
      ['no-socket', 'mcc-daemon-down'],
    ])('its mcc: %s', async (mode, failure) => {
      changeMcc((state) => Object.assign(state, { mode }));
      await story.visit(ALICE);
      await gateTells(story, failure);
      changeMcc((state) => Object.assign(state, { mode: 'ok' }));
      await goesOn(story, ALICE);
    });

    describe('another command', () => {
      let folder: string;
      beforeEach(() => {
        folder = join(story.browser.profile.home, 'programs');
        rmSync(folder, { recursive: true, force: true });
      });
      afterEach(() => {
        story.browser.host.configure({ mcc: mccCommand(story.world.plan) });
        story.browser.host.kill();
      });

      /** Lets the host run with this command. */
      function use(...mcc: string[]): void {
        story.browser.host.configure({ mcc });
        story.browser.host.kill();
      }

      it('that is not there, then is', async () => {
        use(join(folder, 'mcc'));
        await story.visit(ALICE);
        await gateTells(story, 'mcc-not-found');
        wrapMcc(folder, 'mcc', 0);
        await goesOn(story, ALICE);
      });

      it('that we may not run, then may', async () => {
        // The tests are root, who may run everything that anybody may.
        const program = wrapMcc(folder, 'mcc', 0);
        chmodSync(program, 0o644);
        use(program);
        await story.visit(ALICE);
        await gateTells(story, 'mcc-forbidden');
        chmodSync(program, 0o755);
        await goesOn(story, ALICE);
      });

      it('in a container with a network of its own, then with ours', async () => {
        changeMcc((state) => Object.assign(state.addresses, { [state.id]: '10.115.200.200' }));
        use(wrapMcc(folder, 'docker', 3), 'exec', 'staex', 'mcc');
        await story.visit(ALICE);
        await gateTells(story, 'overlay-in-container');
        await story.world.reset();
        await goesOn(story, ALICE);
      });

      it('that fails to say who we are, then says it', async () => {
        changeMcc((state) => Object.assign(state, { mode: 'fails', only: 'id' }));
        story.browser.host.kill();
        await waitFor(async () => (await story.status())?.node.state === 'down');
        await story.visit(ALICE);
        await gateTells(story, 'mcc-failed');
        changeMcc((state) => Object.assign(state, { mode: 'ok' }));
        await goesOn(story, ALICE);
      });
    });

    it.each(['gone', 'down'] as const)('its interface: %s', async (how) => {
      await story.world.overlayDown(how);
      await story.visit(ALICE);
      await gateTells(story, 'overlay-missing');
      await story.world.overlayUp();
      await goesOn(story, ALICE);
    });

    it('has a site of its own', async () => {
      const name = 'anna';
      const records = { 'staex-id': story.world.plan.nodeIds.A };
      await story.scene.chain.command({ do: 'register', name, records });
      const site = await story.world.site('A', 'anna.azero');
      try {
        await story.visit('http://anna.azero/');
        await goesOn(story, 'http://anna.azero/', 'anna.azero');
      } finally {
        await site.stop();
        await story.scene.chain.command({ do: 'removeRecord', name, key: 'staex-id' });
      }
    });
  });

  describe('the other node', () => {
    it('is unknown to ours', async () => {
      const address = story.world.address('B');
      await story.world.readdress('B', undefined);
      await story.visit(ALICE);
      await gateTells(story, 'node-unresolved');
      await story.world.readdress('B', address);
      await goesOn(story, ALICE);
    });

    it('refuses the port', async () => {
      await story.visit(`${ALICE.slice(0, -1)}:81/`);
      await gateTells(story, 'node-refused', { port: '81' });
      const site = await story.world.site('B', 'alice.azero', { http: [81], https: [] });
      try {
        await goesOn(story, `${ALICE.slice(0, -1)}:81/`);
      } finally {
        await site.stop();
      }
    });

    it.each([
      ['silent', 'node-silent'],
      ['unreachable', 'node-unreachable'],
    ] as const)('is %s', async (how, failure) => {
      await story.world.cut('B', how);
      await story.visit(ALICE);
      await gateTells(story, failure);
      await story.world.restore('B');
      await goesOn(story, ALICE);
    });

    it('has another address at the next visit', async () => {
      await story.open(ALICE);
      await story.world.readdress('B', '10.115.77.8');
      await story.visit(`${ALICE}again`);
      await goesOn(story, `${ALICE}again`);
      expect(story.scene.alice.requests.entries().map(({ url }) => url)).toContain('/again');
    });

    it('falls silent while it is visited, and speaks again', async () => {
      await story.open(ALICE);
      await story.world.cut('B', 'silent');
      await story.visit(`${ALICE}again`);
      await gateTells(story, 'node-silent', {}, 40_000);
      await story.world.restore('B');
      await goesOn(story, `${ALICE}again`);
    });
  });
});
