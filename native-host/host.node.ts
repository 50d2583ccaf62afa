import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AzeroName } from '../lib/names/name.ts';
import type { HostEvent } from '../lib/protocol/host.ts';
import { HOST_CAPABILITIES, HOST_PROTOCOL, TURN_TCP } from '../lib/protocol/host.ts';
import { CHECKS_ONLY } from '../lib/protocol/host-checks.ts';
import { NAMES_PAGE_FILE, NAMES_PAGE_PORT } from '../lib/protocol/ids.ts';
import { err, ok, type Result } from '../lib/result.ts';
import { type ConfigError, DEFAULT_CONFIG, type HostConfig } from './config.ts';
import { PROBE_TIMEOUT } from './limits.ts';
import type { Log } from './log.node.ts';
import { createMccDriver, type MccDriver } from './mcc/driver.node.ts';
import { listInterfaces } from './mcc/interfaces.node.ts';
import { watchNetwork } from './mcc/network-changes.node.ts';
import { Overlay } from './mcc/overlay.node.ts';
import { readInterfaces } from './mcc/overlay.ts';
import { routeSource } from './mcc/route-source.node.ts';
import { NamesPageServer } from './names-page/server.node.ts';
import { fetchPac } from './pac-fetch.node.ts';
import { CallService } from './peer/call-service.node.ts';
import { ProbeService } from './peer/probe-service.node.ts';
import type { Handlers } from './router.ts';
import { Routes } from './routes.ts';
import { dial } from './socks/dial.node.ts';
import { createOwnerCheck, type OwnerCheck } from './socks/peer-owner.node.ts';
import { SocksServer } from './socks/server.node.ts';
import { readSystemProxy } from './system-proxy.node.ts';
import { LoopRelay } from './turn/loop.node.ts';
import type { MakeRelay } from './turn/relay-server.ts';
import { TcpRelay } from './turn/tcp-server.node.ts';
import { UdpRelay } from './turn/udp-server.node.ts';

/** The host behind its router: what it does for each request, and how it ends. */
export interface Host {
  readonly handlers: Handlers;
  readonly close: () => void;
}

/** Builds the host. With settings that can't be followed it starts too, asks `mcc` nothing and says which key is wrong. */
export function createHost(
  settings: Result<HostConfig, ConfigError>,
  version: string,
  log: Log,
  tell: (event: HostEvent) => void,
): Host {
  const config = settings.ok ? settings.value : DEFAULT_CONFIG;
  const driver = settings.ok
    ? createMccDriver(config.mcc, config.mccTimeoutMs, process.env)
    : refusingDriver(settings.error);
  const routes = new Routes({ now, after, tell });
  const overlay = new Overlay({
    driver,
    command: config.mcc,
    allowLoopback: config.allowLoopback,
    interfaces: () => readInterfaces(listInterfaces()),
    routeSource,
    watchNetwork,
    now,
    onAddress: (node, address, cause) => {
      socks.closeOtherAddresses(node, address, cause);
      calls.onAddress(node, address, cause);
    },
    onOwnAddress: (address, cause) => {
      socks.closeOtherSources(address, cause);
      calls.onOwnAddress(address, cause);
    },
    onInterfaces: () => tell({ event: 'network.changed' }),
    onStatus: (status) => tell({ event: 'node.changed', status }),
  });
  const socks = new SocksServer({ overlay, routes, log });
  /** Set by `hello`, before which nothing is asked. */
  let overTcp = false;
  let clientCheck: OwnerCheck | undefined;
  const makeRelay: MakeRelay = (onPayload) =>
    overTcp ? new TcpRelay(onPayload, clientCheck, log) : new UdpRelay(onPayload);
  const calls = new CallService({ overlay, peerPort: config.peerPort, log, tell, makeRelay });
  const probes = new ProbeService({ overlay, peerPort: config.peerPort });
  const loop = new LoopRelay(overlay, makeRelay);

  // Only Linux lets us see whose process a client is.
  const uid = process.platform === 'linux' ? process.getuid?.() : undefined;
  const namesPage = new NamesPageServer({ port: NAMES_PAGE_PORT, readPage, uid, log });

  /** The last route that was asked for, for each name whose address is being asked. */
  const lastSet = new Map<AzeroName, symbol>();

  const handlers: Handlers = {
    hello: async ({ browser, capabilities }) => {
      const credentials =
        browser === 'firefox'
          ? { username: 'copybara', password: randomBytes(16).toString('hex') }
          : undefined;
      // Chromium can't show credentials to a SOCKS proxy.
      const ownerCheck = credentials || uid === undefined ? undefined : createOwnerCheck(uid);
      clientCheck = ownerCheck;
      // Firefox refuses a relay on loopback; on any other address TCP goes the way of the person's own proxy.
      overTcp = browser === 'chromium' && capabilities.includes(TURN_TCP);
      const fixed = capabilities.includes(CHECKS_ONLY) ? 0 : config.socks.port;
      const port = await socks.listen({ port: fixed, credentials, ownerCheck });
      if (!port.ok) {
        return err({ cause: port.error, detail: `127.0.0.1:${config.socks.port}` });
      }
      log('info', 'listening', { browser, configBad: !settings.ok });
      return ok({
        protocol: HOST_PROTOCOL,
        version,
        platform: process.platform,
        capabilities: [...HOST_CAPABILITIES],
        socks: { port: port.value, ...credentials },
      });
    },
    status: async () => ok(await overlay.status()),
    'route.set': async ({ name, nodeId }) => {
      const turn = Symbol('turn');
      lastSet.set(name, turn);
      socks.closeOtherNodes(name, nodeId);
      const reach = await overlay.reach(nodeId);
      // Asking takes its time: what was said of the name meanwhile is newer, and has it.
      if (lastSet.get(name) !== turn)
        return reach.ok ? ok({ address: reach.value.address }) : reach;
      lastSet.delete(name);
      const cause = reach.ok ? undefined : reach.error.cause;
      log('info', 'route-set', { cause });
      log('debug', 'route-set', { name, nodeId, cause, ...(reach.ok ? reach.value : reach.error) });
      if (!reach.ok) {
        routes.fail(name, nodeId, reach.error.cause);
        return reach;
      }
      routes.set(name, nodeId);
      socks.closeOtherNodes(name, nodeId);
      return ok({ address: reach.value.address });
    },
    'route.refuse': async ({ name, cause }) => {
      lastSet.delete(name);
      routes.refuse(name, cause);
      return ok({});
    },
    'route.drop': async ({ name }) => {
      lastSet.delete(name);
      routes.drop(name);
      socks.closeName(name);
      return ok({});
    },
    probe: async ({ name, port }) => {
      const route = routes.find(name);
      if (typeof route === 'string') return err({ cause: 'no-route' });
      const reach = await overlay.reach(route.node);
      if (!reach.ok) return reach;
      const before = now();
      const dialled = await dial(reach.value, port, PROBE_TIMEOUT).done;
      if (!dialled.ok) return err({ cause: dialled.error });
      const milliseconds = now() - before;
      dialled.value.destroy();
      return ok({ milliseconds });
    },
    'call.open': (ask) => calls.open(ask),
    'call.arm': async (ask) => {
      const armed = await calls.arm(ask);
      return armed.ok ? ok({}) : armed;
    },
    'call.close': async (ask) => {
      calls.close(ask);
      return ok({});
    },
    'check.ports': async () => {
      const own = await overlay.status();
      if (own.state === 'down') return err({ cause: own.cause, detail: own.detail });
      const tried = new LoopRelay(overlay, makeRelay);
      const [relay, isFree] = await Promise.all([tried.open(), probes.isPortFree()]);
      tried.close();
      const state = isFree ? 'works' : 'in-use';
      return ok({ relay: relay.ok ? 'works' : 'fails', peer: { port: config.peerPort, state } });
    },
    'check.peer': ({ nodeId }) => probes.look(nodeId),
    'check.loop': () => loop.open(),
    'names-page.open': async ({ connect }) => {
      const token = await namesPage.open(connect);
      return token.ok ? ok({ token: token.value }) : err({ cause: token.error });
    },
    'system-proxy': async () => ok(await readSystemProxy()),
    'pac.fetch': async ({ url }) => {
      const text = await fetchPac(url);
      return text.ok
        ? ok({ text: text.value })
        : err({ cause: 'pac-unreadable', detail: text.error.detail });
    },
  };

  return {
    handlers,
    close: () => {
      calls.closeAll();
      probes.close();
      loop.close();
      namesPage.close();
      overlay.close();
      socks.close();
      driver.close();
    },
  };
}

function refusingDriver(error: ConfigError): MccDriver {
  return { ask: async () => error, close: () => undefined };
}

/** The names page, which lies beside the host's own file. */
function readPage(): Promise<string | undefined> {
  return readFile(new URL(NAMES_PAGE_FILE, import.meta.url), 'utf8').catch(() => undefined);
}

function now(): number {
  return performance.now();
}

function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
