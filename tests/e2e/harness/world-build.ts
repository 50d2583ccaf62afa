/** Builds the test world from the root namespace and takes it down again. Needs root; touches only what carries this run's name. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CHAIN_ADDRESS,
  FIRST_VIEWS,
  LAN_DEVICE,
  LAN_ROUTER,
  LANS,
  NODES,
  type NodeName,
} from './addresses.ts';
import { makeAuthority } from './certificates.ts';
import { makeNodes } from './mcc-state.ts';
import { attachNode, makeRouter, writeOverlay } from './overlay-router.ts';
import { run, type Service, startOwnService } from './process.ts';
import type { World } from './world.ts';
import { startDisplay } from './x-server.ts';

const PREFIX = 'copybara-e2e-';
const SINK_PORT = 7777;

/** A world that runs: what the tests get, and how it ends. */
export interface BuiltWorld {
  readonly world: World;
  /** Where its description is; `COPYBARA_E2E_WORLD` names it to the tests. */
  readonly file: string;
  destroy(): Promise<void>;
}

async function destroyNamed(name: string): Promise<void> {
  const namespaces = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  for (const namespace of namespaces.filter((entry) => entry.startsWith(`${name}-`))) {
    // oxlint-disable-next-line no-await-in-loop -- few, and in order
    const pids = await run('ip', ['netns', 'pids', namespace]).catch(() => '');
    for (const pid of pids.split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await run('ip', ['netns', 'del', namespace]).catch(() => '');
    rmSync(join('/etc/netns', namespace), { recursive: true, force: true });
  }
  rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

function isRunning(name: string): boolean {
  try {
    const command = readFileSync(`/proc/${name.slice(PREFIX.length)}/cmdline`, 'utf8');
    return command.includes('node') || command.includes('.ts');
  } catch {
    return false;
  }
}

/** Takes down what earlier runs left that were killed before they could tidy up. */
export async function destroyStaleWorlds(): Promise<void> {
  const entries = [
    ...readdirSync(tmpdir()),
    ...(existsSync('/run/netns') ? readdirSync('/run/netns') : []),
  ];
  const names = new Set(entries.flatMap((entry) => /^copybara-e2e-\d+/.exec(entry) ?? []));
  await Promise.all([...names].filter((name) => !isRunning(name)).map(destroyNamed));
}

async function makeNamespace(namespace: string): Promise<void> {
  await run('ip', ['netns', 'add', namespace]);
  await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
  // No IPv6 outside loopback: its chatter would only clutter the captures, and there is no route for it anyway.
  const quiet = ['net.ipv6.conf.default.disable_ipv6=1', 'net.ipv4.conf.default.rp_filter=0'];
  await run('ip', ['netns', 'exec', namespace, 'sysctl', '-qw', ...quiet]);
}

/** L's end of a machine's LAN. */
const lanEnd = (node: NodeName): string => (node === 'A' ? LAN_DEVICE : `${LAN_DEVICE}-${node}`);

/** A machine's LAN: its way to everything that is not overlay. */
async function attachLan(world: World, node: NodeName): Promise<void> {
  const { L } = world.namespaces;
  const own = world.namespaces[node];
  const { own: address, router } = LANS[node];
  await run('ip', ['-n', own, '-batch', '-'], {
    input: [
      `link add ${LAN_DEVICE} type veth peer name ${lanEnd(node)} netns ${L}`,
      `addr add ${address}/24 dev ${LAN_DEVICE}`,
      `link set ${LAN_DEVICE} up`,
    ].join('\n'),
  });
  await run('ip', ['-n', L, '-batch', '-'], {
    input: [
      `addr add ${router}/24 dev ${lanEnd(node)}`,
      `link set ${lanEnd(node)} up`,
      `route add ${address}/32 dev ${lanEnd(node)}`,
    ].join('\n'),
  });
  await run('ip', ['-n', own, 'route', 'add', 'default', 'via', router]);
}

/** The LANs, which share a router: L answers for every address that exists, and passes nothing on from one LAN to another. */
async function makeLan(world: World): Promise<void> {
  const { L } = world.namespaces;
  await run('ip', ['netns', 'exec', L, 'sysctl', '-qw', 'net.ipv4.ip_forward=0']);
  await Promise.all(NODES.map((node) => attachLan(world, node)));
  await run('ip', ['-n', L, '-batch', '-'], {
    input: `addr add ${CHAIN_ADDRESS}/32 dev ${lanEnd('A')}\nroute add local 0.0.0.0/0 dev lo`,
  });
  const routers = Object.values(LANS).map(({ router }) => router);
  const addresses = [...routers, CHAIN_ADDRESS].join(', ');
  await run('ip', ['netns', 'exec', L, 'nft', '-f', '-'], {
    input: `table ip lan {
      set held { type ipv4_addr; elements = { ${addresses} } }
      chain pre { type nat hook prerouting priority dstnat;
        ip daddr @held accept
        meta l4proto { tcp, udp } dnat to :${SINK_PORT}
      }
    }`,
  });
}

/** Builds a world of its own for this process. */
export async function buildWorld(): Promise<BuiltWorld> {
  const name = `${PREFIX}${process.pid}`;
  const dir = join(tmpdir(), name);
  const services: Service[] = [];
  const destroy = async (): Promise<void> => {
    await Promise.all(services.map((service) => service.stop()));
    await destroyNamed(name);
  };
  await destroyNamed(name);
  mkdirSync(dir, { recursive: true });
  const [A, B, C, R, L] = ['A', 'B', 'C', 'R', 'L'].map((part) => `${name}-${part}`);
  if (!A || !B || !C || !R || !L) throw new Error('unreachable');
  const namespaces = { A, B, C, R, L };
  try {
    await Promise.all(Object.values(namespaces).map(makeNamespace));
    const display = await startDisplay(A, dir, (service) => services.push(service));
    const world: World = { dir, namespaces, display, nodeIds: makeNodes(dir) };
    makeAuthority(dir);
    for (const node of NODES) {
      const resolver = join('/etc/netns', namespaces[node]);
      mkdirSync(resolver, { recursive: true });
      const lines = `nameserver ${LAN_ROUTER}\noptions timeout:2\n`;
      writeFileSync(join(resolver, 'resolv.conf'), lines);
    }
    writeFileSync(join(dir, 'dns.json'), '{}');
    writeFileSync(join(dir, 'dns.log'), '');
    writeFileSync(join(dir, 'sink.log'), '');
    await Promise.all([makeRouter(world), makeLan(world)]);
    await Promise.all(NODES.map((node) => attachNode(world, node)));
    await writeOverlay(world, { views: { ...FIRST_VIEWS }, cut: {} });
    const [dns, sink] = await Promise.all([
      startOwnService(L, new URL('dns-server.ts', import.meta.url), {
        address: LAN_ROUTER,
        log: join(dir, 'dns.log'),
        records: join(dir, 'dns.json'),
      }),
      startOwnService(L, new URL('sink.ts', import.meta.url), {
        port: SINK_PORT,
        log: join(dir, 'sink.log'),
        authority: dir,
      }),
    ]);
    services.push(dns, sink);
    const file = join(dir, 'world.json');
    writeFileSync(file, JSON.stringify(world));
    return { world, file, destroy };
  } catch (error) {
    await destroy();
    throw error;
  }
}
