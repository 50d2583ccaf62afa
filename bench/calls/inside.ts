/**
 * Runs inside machine A of the test world: two real Chromiums on two machines, by turns directly, through two Copybara hosts, and
 * through two coturns. Prints one line of JSON.
 */
import { startBrowser, startScene } from '../../tests/e2e/calls/people.ts';
import {
  connectDirectly,
  connectThroughHosts,
  type PlainEnd,
  plainEnd,
} from '../../tests/e2e/calls/plain-call.ts';
import { OWN_ADDRESS } from '../../tests/e2e/harness/addresses.ts';
import { type Service, startService } from '../../tests/e2e/harness/process.ts';
import { processorTime } from '../process-cost.ts';

/** What this process measures; each list holds one value a round. */
export interface Measured {
  /** Round trips over the data channel, in ms. */
  readonly ping: Record<Way, number[]>;
  /** One stream over the data channel, in Mbit/s. */
  readonly stream: Record<Way, number[]>;
  /** CPU time of each host over wall time, both ways at 2.5 Mbit/s, in %. */
  readonly load: number[];
}

/** The rivals. */
export type Way = 'direct' | 'hosts' | 'coturn';

const ROUNDS = 5;
const PINGS = 400;
const STREAM_BYTES = 24 * 1024 * 1024;
const PACE_MS = 12_000;
const COTURN = { user: 'bench', password: 'bench', port: 3478 };
const COTURN_ACCESS = {
  turnUrl: `turn:${OWN_ADDRESS}:${COTURN.port}?transport=udp`,
  username: COTURN.user,
  credential: COTURN.password,
};

const scene = await startScene();
const ends: (() => Promise<unknown>)[] = [() => scene.stop()];

function startCoturn(node: 'A' | 'B'): Promise<Service> {
  const { world } = scene;
  const words = [
    '-n --no-tls --no-dtls --no-cli --lt-cred-mech --realm bench --simple-log --new-log-timestamp',
    `--user ${COTURN.user}:${COTURN.password} --listening-port ${COTURN.port}`,
    `--listening-ip ${OWN_ADDRESS} --relay-ip ${OWN_ADDRESS} --log-file stdout --pidfile ${world.plan.dir}/coturn-${node}`,
  ];
  return startService(world.plan.namespaces[node], 'turnserver', words.join(' ').split(' '));
}

const ways: Record<Way, (ana: PlainEnd, bo: PlainEnd) => Promise<void>> = {
  direct: (ana, bo) => connectDirectly(ana, bo),
  hosts: connectThroughHosts,
  coturn: (ana, bo) => connectDirectly(ana, bo, { relay: COTURN_ACCESS }),
};

async function measure(ana: PlainEnd, bo: PlainEnd): Promise<Measured> {
  const measured: Measured = {
    ping: { direct: [], hosts: [], coturn: [] },
    stream: { direct: [], hosts: [], coturn: [] },
    load: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of ['direct', 'hosts', 'coturn'] as const) {
      await ways[way](ana, bo);
      await ana.ask('ping', 50);
      measured.ping[way].push((await ana.ask('ping', PINGS)) / PINGS);
      const there = bo.ask('received', STREAM_BYTES);
      await ana.ask('send', STREAM_BYTES);
      const { bytes, milliseconds } = await there;
      measured.stream[way].push((bytes * 8) / milliseconds / 1000);
      if (way !== 'hosts') continue;
      if (round === 0) measured.load.push(...(await hostLoad(ana, bo)));
      await Promise.all([ana.ask('closeHost'), bo.ask('closeHost')]);
    }
  }
  return measured;
}

async function hostLoad(ana: PlainEnd, bo: PlainEnd): Promise<number[]> {
  // The tab's own host, which is the last that its browser started, and the owner of the port, which is the first.
  const hosts = [ana, bo].map(({ browser }) => browser.host.starts());
  const total = (): number[] =>
    hosts.map((pids) => pids.map(processorTime).reduce((sum, each) => sum + each, 0));
  const [before, start] = [total(), performance.now()];
  await Promise.all([ana, bo].map((end) => end.ask('pace', 1100, 2_500_000, PACE_MS)));
  const took = performance.now() - start;
  return total().map((after, index) => ((after - (before[index] ?? 0)) / took) * 100);
}

try {
  for (const node of ['A', 'B'] as const) {
    const coturn = await startCoturn(node);
    ends.push(coturn.stop);
  }
  const browsers = await Promise.all(
    (['A', 'B'] as const).map((node) => startBrowser(scene, node, 'chromium')),
  );
  ends.push(...browsers.map((browser) => () => browser.close()));
  const [ana, bo] = await Promise.all(browsers.map(plainEnd));
  if (!ana || !bo) throw new Error('two browsers are two ends');
  process.stdout.write(`${JSON.stringify(await measure(ana, bo))}\n`);
} finally {
  for (const end of ends.toReversed()) await end();
}
