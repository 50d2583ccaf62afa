/** Faults of the chain's operators and of what they have of a name, in both browsers. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gateTells, goesOn, tryAgain } from './fault.ts';
import { screenshotDisplay } from './harness/display.ts';
import { waitFor } from './harness/wait-for.ts';
import { BROWSERS, type Story, startStory } from './story.ts';

const OPERATORS = [0, 1, 2];

describe.each(BROWSERS)('%s', (kind) => {
  let story: Story;
  let url: string;
  let name: string;
  let count = 0;
  beforeAll(async () => {
    story = await startStory(kind);
  });
  afterAll(() => story.end());
  beforeEach(async () => {
    await story.fresh();
    // A name that was never read, so that no answer comes from what is remembered; it is alice's too.
    name = `name${count++}-${kind}`;
    url = `http://${name}.azero/`;
    await command({ do: 'register', name, records: { 'staex-id': story.world.plan.nodeIds.B } });
  });
  afterEach(async (context) => {
    if (context.task.result?.state === 'fail') {
      screenshotDisplay(story.world.plan, `fail-${kind}-${context.task.name.replace(/\W+/g, '-')}`);
    }
    await fault({ mode: 'none' });
    expect(story.escaped()).toEqual([]);
  });

  async function command(what: Readonly<Record<string, unknown>>): Promise<void> {
    await story.scene.chain.command(what);
  }

  /** Puts a fault on these operators (0 to 2). */
  async function fault(
    mode: Readonly<Record<string, unknown>>,
    operators: readonly number[] = OPERATORS,
  ): Promise<void> {
    await Promise.all(operators.map((operator) => command({ do: 'fault', operator, ...mode })));
  }

  const operators = (...numbers: number[]): string =>
    numbers.map((number) => `operator ${number}`).join(', ');

  describe('the operators', () => {
    it('are down, then back', async () => {
      await fault({ mode: 'down' });
      await story.visit(url);
      await gateTells(story, 'chain-unreachable', { operators: operators(1, 2, 3) });
      await fault({ mode: 'none' });
      await goesOn(story, url);
    });

    it('fail inside, then do not', async () => {
      await fault({ mode: 'http-500' });
      await story.visit(url);
      await gateTells(story, 'chain-unreachable', { operators: operators(1, 2, 3) });
      await fault({ mode: 'none' });
      await goesOn(story, url);
    });

    it('never answer, then do', async () => {
      await fault({ mode: 'silent' });
      await story.visit(url);
      await gateTells(story, 'chain-unreachable', { operators: operators(1, 2, 3) });
      await fault({ mode: 'none' });
      await goesOn(story, url);
    });

    it('are slow, and the name opens', async () => {
      await fault({ mode: 'slow', ms: 1500 });
      await story.visit(url);
      await goesOn(story, url);
    });

    it('are two: one is down, and the others are enough', async () => {
      await fault({ mode: 'down' }, [0]);
      await story.visit(url);
      await goesOn(story, url);
    });

    it('are of two minds: the liar loses against two', async () => {
      const records = { [`${name}.azero`]: story.world.plan.nodeIds.C };
      await fault({ mode: 'lying', records }, [0]);
      await story.visit(url);
      await goesOn(story, url);
      const [visit] = await story.visits();
      expect(visit).toMatchObject({ proof: { confirmedBy: ['operator 2', 'operator 3'] } });
      expect(story.scene.bob.requests.entries()).toEqual([]);
    });

    it('are of two minds, one against one, then agree', async () => {
      const records = { [`${name}.azero`]: story.world.plan.nodeIds.C };
      await fault({ mode: 'lying', records }, [1]);
      await fault({ mode: 'down' }, [2]);
      await story.visit(url);
      await gateTells(story, 'endpoint-lying', { operator: operators(1, 2) });
      await fault({ mode: 'none' });
      // By itself, after the 20 seconds that the gate counts down.
      await goesOn(story, url, 'alice.azero', 40_000);
      expect(story.scene.bob.requests.entries()).toEqual([]);
    });

    it.each([
      ['garbage', { mode: 'garbage', of: 'json' }],
      ['half an answer', { mode: 'garbage', of: 'scale' }],
      ['8 MB', { mode: 'oversized' }],
    ])('answer with %s, then properly', async (_, mode) => {
      // The others are silent about it, so that it is clear who is named.
      await fault({ mode: 'down' }, [1, 2]);
      await fault(mode, [0]);
      await story.visit(url);
      await gateTells(story, 'endpoint-lying', { operator: operators(1) });
      await fault({ mode: 'none' });
      await tryAgain(story);
      await goesOn(story, url);
    });

    it('no longer have the registry, then have it', async () => {
      await fault({ mode: 'contract-gone' });
      await story.visit(url);
      await gateTells(story, 'contract-changed');
      await fault({ mode: 'none' });
      await tryAgain(story);
      await goesOn(story, url);
    });

    it('read another chain than the one that is set, then the right one is set', async () => {
      const endpoints = story.scene.chain.endpoints.slice(0, 1);
      await story.set({ chain: { network: 'alephzero', endpoints, quorum: 1 } });
      try {
        await story.visit(url);
        await gateTells(story, 'endpoint-lying', { operator: operators(1) });
      } finally {
        await story.set({});
      }
      await tryAgain(story);
      await goesOn(story, url);
    });
  });

  describe('one operator only', () => {
    it('is asked about, once', async () => {
      await fault({ mode: 'down' }, [1, 2]);
      await story.visit(url);
      const gate = await story.gate(/only operator 1/i);
      screenshotDisplay(story.world.plan, `gate-asking-${kind}`);
      expect(story.scene.alice.requests.entries()).toEqual([]);
      await gate.evaluate(() => {
        const buttons = [...document.querySelectorAll('button')];
        buttons.find(({ textContent }) => textContent === 'Open anyway for this session')?.click();
      });
      await goesOn(story, url);
      // It fails and comes back, the worker is started again, and nobody is asked a second time.
      await story.world.cut('B', 'unreachable');
      await story.visit(`${url.slice(0, -1)}:8080/`);
      await gateTells(story, 'node-unreachable', { port: '8080' });
      await story.browser.killBackground();
      await story.world.restore('B');
      await goesOn(story, `${url.slice(0, -1)}:8080/`);
    });

    it('is not enough, and then there are two', async () => {
      await fault({ mode: 'down' }, [1, 2]);
      await story.visit(url);
      await story.gate(/only operator 1/i);
      await fault({ mode: 'none' });
      // The question stays in view while the others are asked again, and goes when they answer.
      await goesOn(story, url);
    });
  });

  describe('the record', () => {
    it('is missing, malformed, expired, and at last there', async () => {
      const id = story.world.plan.nodeIds.B;
      const other = `other-${name}`;
      const at = `http://${other}.azero/`;
      await story.visit(at);
      await gateTells(story, 'name-not-registered');
      await command({ do: 'register', name: other, records: {} });
      await tryAgain(story);
      await gateTells(story, 'no-record');
      await command({ do: 'setRecord', name: other, key: 'staex-id', value: 'my <b>node' });
      await tryAgain(story);
      await gateTells(story, 'record-malformed', { value: 'my <b>node' });
      await command({ do: 'setRecord', name: other, key: 'staex-id', value: id });
      const since = Date.UTC(2024, 4, 6);
      await command({ do: 'setExpiry', name: other, expiresAt: since });
      await tryAgain(story);
      await gateTells(story, 'name-expired', { since: String(since) });
      await command({ do: 'setExpiry', name: other, expiresAt: Date.now() + 1e10 });
      await goesOn(story, at, 'alice.azero', 30_000);
    });

    it('names another node at the next visit, because the old one is gone', async () => {
      await story.visit(url);
      await goesOn(story, url);
      const { C } = story.world.plan.nodeIds;
      await command({ do: 'setRecord', name, key: 'staex-id', value: C });
      await story.world.cut('B', 'unreachable');
      await story.visit(`${url}again`);
      await goesOn(story, `${url}again`, 'bob.azero', 50_000);
    });

    it('names another node at the next visit, once what is remembered of it is old', async () => {
      await story.visit(url);
      await goesOn(story, url);
      const { C } = story.world.plan.nodeIds;
      await command({ do: 'setRecord', name, key: 'staex-id', value: C });
      await story.browser.inExtension(async (api, key) => {
        const record: unknown = (await api.storage.session.get(key))[key];
        if (typeof record !== 'object') throw new Error(`nothing is kept under ${key}`);
        await api.storage.session.set({ [key]: { ...record, readAt: Date.now() - 6 * 60_000 } });
      }, `record:${name}.azero`);
      await story.browser.killBackground();
      // Served from memory once more while it is read again; then the old node's connections are closed.
      await waitFor(
        async () => {
          await story.visit(`${url}again`);
          await story.browser.pageAt((at) => at === `${url}again`);
          const page = await story.tab();
          return page.evaluate(() => document.title === 'bob.azero');
        },
        { timeout: 40_000, interval: 1_000, what: 'the new node' },
      );
    });
  });

  it('a name of the test network is told apart on mainnet', async () => {
    const { endpoints } = story.scene.chain;
    await story.set({ chain: { network: 'alephzero', endpoints, quorum: 2 } });
    try {
      await story.visit('http://alice.tzero/');
      await gateTells(story, 'wrong-network', { ending: 'tzero', network: 'alephzero' });
    } finally {
      await story.set({});
    }
  });
});
