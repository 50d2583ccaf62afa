/** Builds the test world from the root namespace and takes it down again. Needs root; touches only what carries this run's name. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHAIN_ADDRESS, FIRST_VIEWS, LAN_A, LAN_DEVICE, LAN_ROUTER, NODES } from './addresses.ts';
import { makeAuthority } from './certificates.ts';
import { makeNodes } from './mcc-state.ts';
import { attachNode, makeRouter, writeOverlay } from './overlay-router.ts';
import { run, type Service, startOwnService, startService } from './process.ts';
import type { World } from './world.ts';

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

/** The LAN: A's way to everything that is not overlay. L answers for every address that exists. */
async function makeLan(world: World): Promise<void> {
  const { A, L } = world.namespaces;
  await run('ip', ['-n', A, '-batch', '-'], {
    input: [
      `link add ${LAN_DEVICE} type veth peer name ${LAN_DEVICE} netns ${L}`,
      `addr add ${LAN_A}/24 dev ${LAN_DEVICE}`,
      `link set ${LAN_DEVICE} up`,
    ].join('\n'),
  });
  const own = [`${LAN_ROUTER}/24`, `${CHAIN_ADDRESS}/32`];
  await run('ip', ['-n', L, '-batch', '-'], {
    input: [
      ...own.map((address) => `addr add ${address} dev ${LAN_DEVICE}`),
      `link set ${LAN_DEVICE} up`,
      `route add ${LAN_A}/32 dev ${LAN_DEVICE}`,
      'route add local 0.0.0.0/0 dev lo',
    ].join('\n'),
  });
  await run('ip', ['-n', A, 'route', 'add', 'default', 'via', LAN_ROUTER]);
  const addresses = [LAN_ROUTER, CHAIN_ADDRESS].join(', ');
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

/** In A, so that whoever clears a dead run's namespaces away ends these too. */
async function startDisplay(
  namespace: string,
  dir: string,
  keep: (service: Service) => void,
): Promise<string> {
  const server = await startService(namespace, 'sh', [
    '-c',
    `exec Xvfb -displayfd 1 -screen 0 1280x900x24 -fbdir ${dir} -nolisten tcp -ac`,
  ]);
  keep(server);
  const display = `:${server.ready.trim()}`;
  // A window manager, since without one no window ever gets the keyboard. `--startup` tells when it is there.
  const env = { ...process.env, DISPLAY: display, HOME: dir };
  keep(await startService(namespace, 'openbox', ['--startup', 'echo ready'], { env }));
  return display;
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
    const resolver = join('/etc/netns', A);
    mkdirSync(resolver, { recursive: true });
    writeFileSync(join(resolver, 'resolv.conf'), `nameserver ${LAN_ROUTER}\noptions timeout:2\n`);
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
