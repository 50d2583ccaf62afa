/**
 * The first read of a name in Node, ours against resolver-core's, each in a fresh process against the same node. What counts is the
 * time from "all modules are loaded, and Node's own fetch and WebSocket were used once, elsewhere" to the answer. Told beside it: the
 * same where Node's fetch was never used, and the whole process from its start to its end, loading of all modules included.
 */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import { run, type Service, startService } from '../../tests/e2e/harness/process.ts';
import { waitFor } from '../../tests/e2e/harness/wait-for.ts';
import { newNodeId } from '../native-host.ts';
import { median, type Result, type Results, timesLess } from '../results.ts';
import { type Distance, startDelayProxy } from './delay-proxy.ts';
import type { ReadOrder, ReadReport } from './order.ts';

const OURS = fileURLToPath(new URL('ours.ts', import.meta.url));
const THEIRS = fileURLToPath(new URL('resolver-core.ts', import.meta.url));
const CHAIN = fileURLToPath(new URL('../../tests/stand-ins/chain/main.ts', import.meta.url));
const ROUNDS = 11;
const NAMES = ['alice.azero', 'bobby.azero'];
const RIVAL = 'resolver-core';
const COLD_RIVAL = 'resolver-core, cold fetch';

const Ready = v.object({
  registry: v.string(),
  router: v.string(),
  genesis: v.string(),
  operators: v.array(v.object({ url: v.string() })),
});
const Stats = v.object({
  stats: v.object({ total: v.number(), byMethod: v.record(v.string(), v.number()) }),
});

/** How often a node was asked so far. */
async function requests(chain: Service): Promise<number> {
  const before = chain.answers.length;
  chain.send(JSON.stringify({ do: 'stats' }));
  const line = await waitFor(() => chain.answers[before], { interval: 2 });
  return v.parse(Stats, JSON.parse(line)).stats.total;
}

/** Two fresh processes, one that reads a name and one that goes on to read another. */
interface Reading {
  readonly first: number;
  readonly next: number;
  readonly whole: number;
  /** Of a first read, at the first operator. */
  readonly requests: number;
}

async function readOnce(program: string, order: ReadOrder, chain: Service): Promise<Reading> {
  const read = async (names: readonly string[]): Promise<readonly number[]> => {
    const out = await run(process.execPath, [program, JSON.stringify({ ...order, names })]);
    const { each }: ReadReport = JSON.parse(out);
    return each;
  };
  const [first, next] = await read(NAMES);
  const before = await requests(chain);
  const started = performance.now();
  await read(NAMES.slice(0, 1));
  const whole = performance.now() - started;
  if (first === undefined || next === undefined) throw new Error('no report');
  return { first, next, whole, requests: (await requests(chain)) - before };
}

type Subject = { readonly program: string; readonly order: ReadOrder };

async function byTurns(
  subjects: Readonly<Record<string, Subject>>,
  chain: Service,
): Promise<Readonly<Record<string, readonly Reading[]>>> {
  const all: Record<string, Reading[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, { program, order }] of Object.entries(subjects)) {
      all[name] = [...(all[name] ?? []), await readOnce(program, order, chain)];
    }
  }
  return all;
}

/** A server that has nothing to do with it. */
async function startOther(): Promise<{ readonly authority: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end());
  });
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  if (typeof at !== 'object' || at === null) throw new Error('no port');
  return {
    authority: `127.0.0.1:${at.port}`,
    close: () => {
      sockets.close();
      server.close();
    },
  };
}

async function measure(
  chain: Service,
  other: string,
  distance: Distance,
  goal: number | undefined,
): Promise<Results> {
  const { roundTrip } = distance;
  const ready = v.parse(Ready, JSON.parse(chain.ready));
  const proxies = await Promise.all(
    ready.operators.map(({ url }) => startDelayProxy(Number(new URL(url).port), distance)),
  );
  const endpoints =
    roundTrip === 0
      ? ready.operators.map(({ url }) => url)
      : proxies.map(({ port }) => `http://127.0.0.1:${port}`);
  const { registry, router, genesis } = ready;
  const one: ReadOrder = {
    endpoints: endpoints.slice(0, 1),
    registry,
    router,
    genesis,
    quorum: 1,
    warmUp: other,
    names: [],
  };
  try {
    const all = await byTurns(
      {
        'ours, very first contact': { program: OURS, order: one },
        'ours, genesis known': { program: OURS, order: { ...one, genesis: undefined } },
        'ours, two operators': { program: OURS, order: { ...one, endpoints, quorum: 2 } },
        'ours, cold fetch': { program: OURS, order: { ...one, warmUp: undefined } },
        [COLD_RIVAL]: {
          program: THEIRS,
          order: { ...one, warmUp: undefined },
        },
        [RIVAL]: { program: THEIRS, order: one },
      },
      chain,
    );
    return results(all, distance, goal);
  } finally {
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }
}

function results(
  all: Readonly<Record<string, readonly Reading[]>>,
  { roundTrip, handshake }: Distance,
  goal: number | undefined,
): Results {
  const of = (subject: string, what: keyof Reading): number =>
    median((all[subject] ?? []).map((reading) => reading[what]));
  const against = (subject: string, what: keyof Reading, unit: string, rival = RIVAL): Result => ({
    value: of(subject, what),
    unit,
    rival: { name: RIVAL, value: of(rival, what) },
    ratio: timesLess(of(subject, what), of(rival, what)),
    runs: ROUNDS,
  });
  const first = against('ours, very first contact', 'first', 'ms');
  const known = against('ours, genesis known', 'first', 'ms');
  const knownRequests = against('ours, genesis known', 'requests', 'requests');
  const sooner = ({ ratio = 0 }: Result): Pick<Result, 'goal'> =>
    goal === undefined ? {} : { goal: { text: `${goal} x sooner`, met: ratio >= goal } };
  const at = `${roundTrip} ms round trip${handshake ? ', handshakes too' : ''}`;
  return {
    [`first read, very first contact, ${at}`]: { ...first, ...sooner(first) },
    [`first read, genesis known, ${at}`]: { ...known, ...sooner(known) },
    [`first read, two operators agree, ${at}`]: against('ours, two operators', 'first', 'ms'),
    [`first read, Node's fetch never used, ${at}`]: against(
      'ours, cold fetch',
      'first',
      'ms',
      COLD_RIVAL,
    ),
    [`first read, whole process, ${at}`]: against('ours, cold fetch', 'whole', 'ms', COLD_RIVAL),
    [`next name, same process, ${at}`]: against('ours, very first contact', 'next', 'ms'),
    ...(roundTrip === 0 && {
      'first read, requests, very first contact': against(
        'ours, very first contact',
        'requests',
        'requests',
      ),
      'first read, requests, genesis known': {
        ...knownRequests,
        goal: { text: 'one request', met: knownRequests.value === 1 },
      },
    }),
  };
}

/** Runs all of it. */
export async function firstReadBenchmark(): Promise<Results> {
  const chain = await startService(undefined, process.execPath, [CHAIN, '--operators', '2']);
  const other = await startOther();
  try {
    for (const name of NAMES) {
      chain.send(JSON.stringify({ do: 'register', name, records: { 'staex-id': newNodeId() } }));
    }
    await waitFor(() => chain.answers.length === NAMES.length);
    return {
      ...(await measure(chain, other.authority, { roundTrip: 0, handshake: false }, 10)),
      ...(await measure(chain, other.authority, { roundTrip: 50, handshake: false }, 5)),
      // As over a real link. Half of our time is then the handshake, which no reader can shorten.
      ...(await measure(chain, other.authority, { roundTrip: 50, handshake: true }, undefined)),
    };
  } finally {
    other.close();
    await chain.stop();
  }
}
