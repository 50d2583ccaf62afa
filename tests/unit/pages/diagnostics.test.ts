import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AzeroName, parseName } from '../../../lib/names/name.ts';
import { type NodeId, nodeIdFromBytes } from '../../../lib/node-id.ts';
import {
  diagnosticsText,
  type Facts,
  PERMISSION_WORDS,
  type Ticked,
} from '../../../lib/pages/diagnostics.ts';
import { FAILURE_KINDS, STEPS } from '../../../lib/protocol/ui.ts';
import type { Result } from '../../../lib/result.ts';

function sure<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error('a fixture is wrong');
  return result.value;
}

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz'.split('')),
  minLength: 9,
  maxLength: 20,
});
const name = letters.map((label): AzeroName => sure(parseName(`${label}.azero`)));
const id = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes): NodeId => sure(nodeIdFromBytes(bytes)));
const address = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => parts.join('.'));
const url = letters.map((host) => `wss://${host}.example/${host}`);
/** What must not get through in places where a short word of somebody else stands. */
const hostile = fc.oneof(name, id, address, url, letters, fc.string());
const kind = fc.constantFrom(...FAILURE_KINDS);
const time = fc.integer({ min: 0, max: 2_000_000_000_000 });

/** Facts with private things wherever a text can stand, and all of those things. */
const facts: fc.Arbitrary<Facts> = fc.record({
  at: time,
  version: hostile,
  browser: fc.constantFrom('Chromium' as const, 'Firefox' as const),
  browserVersion: hostile,
  system: fc.array(hostile, { maxLength: 3 }),
  permissions: fc.array(
    fc.record({ word: fc.constantFrom(...PERMISSION_WORDS), given: fc.boolean() }),
  ),
  proxyControl: fc.option(hostile, { nil: undefined }),
  status: fc.record({
    routing: fc.constantFrom(
      { state: 'on' as const },
      { state: 'failing' as const, failure: 'proxy-held-by-extension' as const },
    ),
    host: fc.oneof(
      fc.record({
        state: fc.constant('connected' as const),
        version: hostile,
        platform: hostile,
        port: fc.nat(65_535),
      }),
      fc.constant({ state: 'down' as const, failure: 'host-stopped' as const }),
    ),
    node: fc.oneof(
      fc.record({ state: fc.constant('up' as const), nodeId: id, address }),
      fc.record({
        state: fc.constant('down' as const),
        cause: fc.constant('mcc-failed' as const),
        nodeId: id,
        detail: hostile,
      }),
    ),
    chain: fc.oneof(
      fc.record({
        state: fc.constant('up' as const),
        operators: fc.array(hostile),
        at: time,
      }),
      fc.record({
        state: fc.constant('failing' as const),
        failure: fc.record({ kind, words: fc.record({ detail: hostile, operator: hostile }) }),
        at: time,
      }),
    ),
  }),
  myName: fc.oneof(
    fc.record({ state: fc.constant('matches' as const), name }),
    fc.record({
      state: fc.constant('differs' as const),
      name,
      recordNodeId: id,
      ownNodeId: id,
    }),
    fc.record({
      state: fc.constant('failed' as const),
      name,
      failure: fc.record({ kind, words: fc.record({ value: hostile }) }),
    }),
  ),
  host: fc.oneof(
    fc.record({
      ok: fc.constant(true as const),
      value: fc.record({ version: hostile, platform: hostile }),
    }),
    fc.record({
      ok: fc.constant(false as const),
      error: fc.record({ kind: fc.constant('mcc-timeout' as const), detail: hostile }),
    }),
  ),
  ports: fc.oneof(
    fc.constant(undefined),
    fc.record({
      ok: fc.constant(false as const),
      error: fc.record({ kind: fc.constant('mcc-junk' as const), detail: hostile }),
    }),
  ),
  network: hostile,
  quorum: fc.nat(5),
  endpoints: fc.array(
    fc.record({
      url,
      operator: letters,
      isBuiltIn: fc.constant(false),
      test: fc.constantFrom(
        { state: 'works' as const, ms: 41 },
        { state: 'failed' as const, cause: 'timeout' as const },
      ),
    }),
    { maxLength: 3 },
  ),
  visits: fc.array(
    fc.record({
      state: fc.constant('failed' as const),
      name,
      step: fc.constantFrom(...STEPS),
      failure: fc.record({ kind, words: fc.record({ detail: hostile }) }),
      failedAt: time,
    }),
    { maxLength: 3 },
  ),
  calls: fc.array(fc.record({ name, cause: fc.constantFrom('hung-up' as const), endedAt: time }), {
    maxLength: 3,
  }),
});

/** Every text that stands anywhere in the facts. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const NOTHING: Ticked = { names: false, addresses: false, ids: false };
const NAME = /[a-z0-9-]+\.(azero|a0|tzero)\b/;
const ID = /[0-9a-z]{52}/;
const ADDRESS = /\d+\.\d+\.\d+\.\d+|\w+:\/\//;

describe('the text to hand on', () => {
  it('holds no name, address or id that was not ticked, wherever one stands', () => {
    fc.assert(
      fc.property(
        facts,
        fc.record({ names: fc.boolean(), addresses: fc.boolean(), ids: fc.boolean() }),
        (all, ticked) => {
          const text = diagnosticsText(all, ticked);
          if (!ticked.names) expect(text).not.toMatch(NAME);
          if (!ticked.ids) expect(text).not.toMatch(ID);
          if (!ticked.addresses) expect(text).not.toMatch(ADDRESS);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is made of our own words and numbers where nothing is ticked', () => {
    const own = new Set<string>(
      diagnosticsText(sample(), NOTHING)
        .split(/[^a-zA-Z]+/)
        .concat(textsIn(FAILURE_KINDS)),
    );
    fc.assert(
      fc.property(facts, (all) => {
        const text = diagnosticsText(all, NOTHING);
        expect(text).toMatch(/^[\x20-\x7e\n]*$/);
        for (const word of textsIn(all)) {
          const isPrivate = word.length >= 9 && !own.has(word) && !isOurs(word);
          if (isPrivate) expect(text).not.toContain(word);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds what was ticked', () => {
    const all = sample();
    const whole = diagnosticsText(all, { names: true, addresses: true, ids: true });
    for (const word of ['alice.azero', 'carol.azero', '10.1.2.3', 'wss://own.example'])
      expect(whole).toContain(word);
    expect(whole).toMatch(ID);
    expect(diagnosticsText(all, { ...NOTHING, names: true })).not.toMatch(ID);
  });

  it('says what is wrong', () => {
    expect(diagnosticsText(sample(), NOTHING)).toMatchInlineSnapshot(`
      "copybara: 0.1.0
      browser: Chromium 141
      system: linux x86-64
      permissions: proxy, NOT search-engines
      proxy setting: controlled_by_this_extension
      routing: on

      host of the background: connected, 0.1.0, linux, proxy on port 40001
      host of this page: answers, 0.1.0, linux
      mcc and node: up
      relay of calls: works
      peer port: 9378 in-use

      own name: matches

      network: alephzero, 2 must agree
      endpoint 1: 40 ms (https://rpc.azero.dev, Aleph Zero Foundation)
      endpoint 2: unreachable (one of your own)
      chain: up

      names of this session: 0 open, 1 failed
      failed: no-record at record, 3 min ago
      call: hung-up, 5 min ago
      "
    `);
  });

  it('never says what mcc printed', () => {
    const { status } = sample();
    const node = {
      state: 'down' as const,
      cause: 'mcc-failed' as const,
      detail: 'zoe’s own words',
    };
    const everything = { names: true, addresses: true, ids: true };
    const text = diagnosticsText({ ...sample(), status: { ...status, node } }, everything);
    expect(text).toContain('mcc and node: mcc-failed');
    expect(text).not.toContain('zoe');
  });
});

/** Kinds and words that the text is made of, and that may stand in the facts too. */
function isOurs(word: string): boolean {
  const known: readonly string[] = [...FAILURE_KINDS, ...STEPS, ...PERMISSION_WORDS];
  return (
    known.includes(word) ||
    /^[a-z]+(-[a-z]+)+$/.test(word) ||
    ['connected', 'connection'].includes(word)
  );
}

function sample(): Facts {
  const nodeId = sure(nodeIdFromBytes(new Uint8Array(32).fill(9)));
  const [alice, carol] = ['alice.azero', 'carol.azero'].map((text) => sure(parseName(text)));
  if (!alice || !carol) throw new Error('unreachable');
  return {
    at: 10 * 60_000,
    version: '0.1.0',
    browser: 'Chromium',
    browserVersion: '141',
    system: ['linux', 'x86-64'],
    permissions: [
      { word: 'proxy', given: true },
      { word: 'search-engines', given: false },
    ],
    proxyControl: 'controlled_by_this_extension',
    status: {
      routing: { state: 'on' },
      host: { state: 'connected', version: '0.1.0', platform: 'linux', port: 40_001 },
      node: { state: 'up', nodeId, address: '10.1.2.3' },
      chain: { state: 'up', operators: ['A', 'B'], at: 0 },
    },
    myName: { state: 'matches', name: alice },
    host: { ok: true, value: { version: '0.1.0', platform: 'linux' } },
    ports: { ok: true, value: { relay: 'works', peer: { port: 9378, state: 'in-use' } } },
    network: 'alephzero',
    quorum: 2,
    endpoints: [
      {
        url: 'https://rpc.azero.dev',
        operator: 'Aleph Zero Foundation',
        isBuiltIn: true,
        test: { state: 'works', ms: 40 },
      },
      {
        url: 'wss://own.example',
        operator: 'Me',
        isBuiltIn: false,
        test: { state: 'failed', cause: 'unreachable' },
      },
    ],
    visits: [
      {
        state: 'failed',
        name: carol,
        step: 'record',
        failure: { kind: 'no-record' },
        failedAt: 7 * 60_000,
      },
    ],
    calls: [{ name: carol, cause: 'hung-up', endedAt: 5 * 60_000 }],
  };
}
