/** The host's SOCKS proxy against `microsocks` and against no proxy, on loopback, the rounds of all three taking turns. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type Service, startService } from '../../tests/e2e/harness/process.ts';
import { waitFor } from '../../tests/e2e/harness/wait-for.ts';
import {
  newNodeId,
  type RunningHost,
  setRoute,
  startHost,
  writeHostConfig,
} from '../native-host.ts';
import { processorTime, residentMegabytes } from '../process-cost.ts';
import { median, type Results } from '../results.ts';
import type { LoadOrder, LoadReport } from './load.ts';

const SITE = fileURLToPath(new URL('site.ts', import.meta.url));
const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));
const OWN = '127.77.0.1';
const ALICE = '127.77.0.2';
const KIBIBYTE = 1024;
const GIBIBYTE = 1024 ** 3;

const STREAM_ROUNDS = 5;
const SHORT_ROUNDS = 7;
/** Few enough that what closed connections leave in the kernel (TIME_WAIT, a minute) stays in the thousands. */
const SHORT_CONNECTIONS = 1500;
const LATENCY_ROUNDS = 7;
const LATENCY_CONNECTIONS = 300;
const IDLE = 1000;

/** One way to the site. */
interface Way {
  readonly name: 'direct' | 'microsocks' | 'copybara';
  readonly pid?: number;
  readonly proxy?: number;
  readonly host: string;
}

/** A way through a proxy. */
type Proxy = Way & Required<Pick<Way, 'pid' | 'proxy'>>;

/** What one round gave: the load's report, and how much processor time the proxy took, ms. */
type Round = LoadReport & { readonly cpu: number };

async function load(way: Way, port: number, order: Partial<LoadOrder>): Promise<Round> {
  const whole: LoadOrder = {
    job: 'short',
    bytes: KIBIBYTE,
    connections: 0,
    clients: 1,
    proxy: way.proxy,
    host: way.host,
    port,
    ...order,
  };
  const cpuOfProxy = (): number => (way.pid === undefined ? 0 : processorTime(way.pid));
  const before = cpuOfProxy();
  const out = await run(process.execPath, [LOAD, JSON.stringify(whole)]);
  const cpu = cpuOfProxy() - before;
  const report: LoadReport = JSON.parse(out);
  return { ...report, cpu };
}

/** All ways by turns, so that what changes on this machine meanwhile changes for all. */
async function byTurns(
  ways: readonly Way[],
  rounds: number,
  port: number,
  order: Partial<LoadOrder>,
): Promise<Readonly<Record<Way['name'], readonly Round[]>>> {
  const all: Record<Way['name'], Round[]> = { direct: [], microsocks: [], copybara: [] };
  for (let round = 0; round < rounds; round++) {
    // Who comes first changes as well: each leaves something behind for the next.
    const turned = ways.map((_, index) => ways[(index + round) % ways.length]);
    for (const way of turned) if (way) all[way.name].push(await load(way, port, order));
  }
  return all;
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const at = server.address();
      server.close(() => resolve(typeof at === 'object' && at ? at.port : 0));
    });
  });
}

async function startMicrosocks(): Promise<Service & { readonly port: number }> {
  const port = await freePort();
  // It says nothing when it is ready, so the shell speaks for it; and it is spared the pipe to us for its log.
  const line = `echo started; exec microsocks -i 127.0.0.1 -p ${port} 2>/dev/null`;
  const service = await startService(undefined, '/bin/sh', ['-c', line]);
  await waitFor(() => listens(port), { what: 'microsocks' });
  return { ...service, port };
}

function listens(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readFileSync('/proc/net/tcp', 'utf8').includes(`0100007F:${hex} 00000000:0000 0A`);
}

/** Megabytes of a proxy that did nothing else yet, with so many connections open through it. */
async function withIdle(way: Proxy, port: number): Promise<number> {
  const order: LoadOrder = {
    job: 'idle',
    bytes: 0,
    connections: IDLE,
    clients: 1,
    proxy: way.proxy,
    host: way.host,
    port,
  };
  const service = await startService(undefined, process.execPath, [LOAD, JSON.stringify(order)], {
    timeout: 60_000,
  });
  const held = residentMegabytes(way.pid);
  await service.stop();
  return held;
}

/**
 * Runs all of it, where the system allows in a network of its own: there other programs' connections are out of the way, and few
 * closed ones are kept (TIME_WAIT; tens of thousands of them slow every rival down, and no browser leaves as many).
 */
export async function socksBenchmark(): Promise<Results> {
  const alone = process.getuid?.() === 0 ? ['--net'] : ['--user', '--map-root-user', '--net'];
  const script = 'ip link set lo up && sysctl -qw net.ipv4.tcp_max_tw_buckets=1000 && exec "$@"';
  const args = [...alone, 'sh', '-c', script, 'sh'];
  try {
    await run('unshare', [...args, 'true']);
  } catch {
    process.stdout.write('socks: not in a network of its own\n');
    return inThisNetwork();
  }
  const program = fileURLToPath(new URL('alone.ts', import.meta.url));
  const results: Results = JSON.parse(await run('unshare', [...args, process.execPath, program]));
  return results;
}

/** Runs all of it right here. */
export async function inThisNetwork(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-bench-'));
  const stops: (() => Promise<void>)[] = [];
  try {
    const site = await startService(undefined, process.execPath, [SITE, ALICE]);
    stops.push(site.stop);
    const port = Number(site.ready);
    const alice = newNodeId();
    const own = { id: newNodeId(), address: OWN };
    const config = writeHostConfig(folder, own, { [alice]: ALICE });
    /** Both of them, fresh. */
    const proxies = async (): Promise<{ rival: Proxy; ours: Proxy; stop(): Promise<void> }> => {
      const microsocks = await startMicrosocks();
      stops.push(microsocks.stop);
      const host = await startHost(config, nodeArguments());
      stops.push(host.stop);
      await setRoute(host, 'alice.azero', alice);
      return {
        ...waysThrough(microsocks, host),
        stop: async () => {
          await host.stop();
          await microsocks.stop();
        },
      };
    };
    const fresh = await proxies();
    const idle = {
      ours: await withIdle(fresh.ours, port),
      rival: await withIdle(fresh.rival, port),
    };
    await fresh.stop();
    const { ours, rival } = await proxies();
    return await measure(port, rival, ours, idle);
  } finally {
    for (const stop of stops.toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Arguments for the host's Node, for profiling it: COPYBARA_BENCH_NODE="--cpu-prof". */
function nodeArguments(): readonly string[] {
  return (process.env['COPYBARA_BENCH_NODE'] ?? '').split(' ').filter(Boolean);
}

/** The ways through both proxies. */
function waysThrough(
  microsocks: Service & { readonly port: number },
  host: RunningHost,
): { readonly rival: Proxy; readonly ours: Proxy } {
  return {
    // The address as text in SOCKS's own type for names: it is spared a look-up that a name would cost it.
    rival: {
      name: 'microsocks',
      pid: microsocks.child.pid ?? 0,
      proxy: microsocks.port,
      host: ALICE,
    },
    ours: { name: 'copybara', pid: host.pid, proxy: host.port, host: 'alice.azero' },
  };
}

async function measure(
  port: number,
  rival: Proxy,
  ours: Proxy,
  idle: { readonly ours: number; readonly rival: number },
): Promise<Results> {
  const direct: Way = { name: 'direct', host: ALICE };
  const ways = [direct, rival, ours];

  const latency = await byTurns(ways, LATENCY_ROUNDS, port, { connections: LATENCY_CONNECTIONS });
  const short = await byTurns(ways, SHORT_ROUNDS, port, {
    connections: SHORT_CONNECTIONS,
    clients: 32,
  });
  const stream = await byTurns(ways, STREAM_ROUNDS, port, { job: 'stream', bytes: 2 * GIBIBYTE });
  const afterwards = residentMegabytes(ours.pid);

  const gigabits = (name: Way['name']): number =>
    median(stream[name].map(({ ms }) => (2 * GIBIBYTE * 8) / 1e6 / ms));
  const perSecond = (name: Way['name']): number =>
    median(short[name].map(({ ms }) => (SHORT_CONNECTIONS * 1000) / ms));
  const each = (name: Way['name']): number =>
    median(latency[name].map((round) => median(round.each)));
  const added = (name: Way['name']): number => each(name) - each('direct');
  const cpuEach = (name: Way['name']): number =>
    median(short[name].map(({ cpu }) => (cpu * 1000) / SHORT_CONNECTIONS));

  const streamRatio = gigabits('copybara') / gigabits('microsocks');
  const shortRatio = perSecond('copybara') / perSecond('microsocks');
  return {
    'socks stream': {
      value: gigabits('copybara'),
      unit: 'Gbit/s',
      rival: { name: 'microsocks', value: gigabits('microsocks') },
      ratio: streamRatio,
      runs: STREAM_ROUNDS,
      goal: { text: '0.95 x microsocks', met: streamRatio >= 0.95 },
    },
    'socks stream, without proxy': {
      value: gigabits('direct'),
      unit: 'Gbit/s',
      runs: STREAM_ROUNDS,
    },
    'socks 32 clients': {
      value: perSecond('copybara'),
      unit: 'connections/s',
      rival: { name: 'microsocks', value: perSecond('microsocks') },
      ratio: shortRatio,
      runs: SHORT_ROUNDS,
      goal: { text: '0.75 x microsocks', met: shortRatio >= 0.75 },
    },
    'socks 32 clients, without proxy': {
      value: perSecond('direct'),
      unit: 'connections/s',
      runs: SHORT_ROUNDS,
    },
    'socks processor time of a connection': {
      value: cpuEach('copybara'),
      unit: 'us',
      rival: { name: 'microsocks', value: cpuEach('microsocks') },
      ratio: cpuEach('microsocks') / cpuEach('copybara'),
      runs: SHORT_ROUNDS,
    },
    'socks added latency': {
      value: added('copybara'),
      unit: 'ms',
      rival: { name: 'microsocks', value: added('microsocks') },
      ratio: added('microsocks') / added('copybara'),
      runs: LATENCY_ROUNDS * LATENCY_CONNECTIONS,
      goal: { text: 'under 1 ms', met: added('copybara') < 1 },
    },
    'socks memory after all that': {
      value: afterwards,
      unit: 'MB',
      rival: { name: 'microsocks', value: residentMegabytes(rival.pid) },
      runs: 1,
    },
    'socks memory with 1000 idle connections': {
      value: idle.ours,
      unit: 'MB',
      rival: { name: 'microsocks', value: idle.rival },
      ratio: idle.rival / idle.ours,
      runs: 1,
      goal: { text: 'under 100 MB', met: idle.ours < 100 },
    },
  };
}
