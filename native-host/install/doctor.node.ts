/** `copybara-host doctor`: looks at every link of the chain from a browser to our own node. */
import { arch, networkInterfaces, release } from 'node:os';
import { delimiter, join } from 'node:path';
import { CHROMIUM_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { loadConfig } from '../config.node.ts';
import { configPath, type HostConfig } from '../config.ts';
import { parseIpv4 } from '../ipv4.ts';
import { findOverlay, readInterfaces, runsInContainer } from '../mcc/overlay.ts';
import {
  type Check,
  checkLines,
  checksJson,
  isHealthy,
  nodeChecks,
  portChecks,
  shortened,
  talkCheck,
} from './checks.ts';
import { isExecutable, look } from './files.node.ts';
import { hostFiles, readReceipt } from './install.node.ts';
import { OLDEST_NODE } from './launcher.ts';
import { flatpakChecks, manifestChecks } from './manifest-checks.node.ts';
import { namesPageChecks } from './names-page-checks.node.ts';
import type { Receipt } from './receipt.ts';
import { nodeVersion, type Surroundings } from './surroundings.node.ts';
import { bareEnvironment, talk } from './talk.node.ts';

/** Runs every check; the report, and whether nothing is wrong. */
export async function doctor(
  machine: Surroundings,
  options: { readonly json: boolean; readonly full: boolean },
): Promise<{ readonly text: string; readonly healthy: boolean }> {
  const receipt = readReceipt(machine.roots);
  const checks: Check[] = [
    runtimeCheck(machine, receipt),
    ...manifestChecks(machine, receipt),
    ...flatpakChecks(machine),
  ];
  const config = loadConfig();
  const settings = shortened(
    configPath(process.platform, process.env, machine.home) ?? 'host.json',
    machine.home,
  );
  checks.push(
    config.ok
      ? { id: 'config', state: 'ok', text: `the settings can be read (${settings}, or defaults)` }
      : {
          id: 'config',
          state: 'bad',
          text: 'the settings of the host can not be followed',
          remedy: `repair or remove ${settings}`,
          detail: config.error.detail,
        },
  );
  checks.push(...(await hostChecks(machine, config.ok ? config.value : null, settings)));
  if (receipt !== null) checks.push(...(await namesPageChecks(machine)));
  const about = {
    system: `${process.platform} ${release()} ${arch()}`,
    node: process.version,
  };
  return {
    text: options.json ? checksJson(checks, about, options.full) : checkLines(checks),
    healthy: isHealthy(checks),
  };
}

function runtimeCheck({ home, roots }: Surroundings, receipt: Receipt | null): Check {
  if (receipt === null) {
    return {
      id: 'runtime',
      state: 'bad',
      text: 'the host is not installed',
      remedy: 'run copybara-host install',
    };
  }
  const place = shortened(receipt.runtime, home);
  // The one-file host; what it says is looked at further below.
  if (receipt.runtime === hostFiles(roots).launcher && isExecutable(receipt.runtime)) {
    return { id: 'runtime', state: 'ok', text: `the host brings its own Node (${place})` };
  }
  const version = nodeVersion(receipt.runtime);
  if (version === null || version < OLDEST_NODE) {
    const what = version === null ? 'is no longer there' : `is Node ${version}`;
    return {
      id: 'runtime',
      state: 'bad',
      text: `the Node that the host is started with, ${place}, ${what}`,
      remedy: `run install again with Node ${OLDEST_NODE} or newer: node ${shortened(hostFiles(roots).host, home)} install`,
    };
  }
  return { id: 'runtime', state: 'ok', text: `the host is started with ${place} (${version})` };
}

async function hostChecks(
  { roots, home }: Surroundings,
  config: HostConfig | null,
  settings: string,
): Promise<readonly Check[]> {
  const { launcher } = hostFiles(roots);
  if (look(launcher).kind === 'nothing') {
    const remedy = 'run copybara-host install';
    return [{ id: 'hello', state: 'bad', text: 'there is no installed host to talk to', remedy }];
  }
  const { hello, status, ports } = await talk(
    [launcher, `chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
    bareEnvironment(process.env),
  );
  if (!hello.ok) return [talkCheck(hello.error)];
  const checks: Check[] = [
    { id: 'hello', state: 'ok', text: `the host says hello (version ${hello.value.version})` },
    { id: 'socks', state: 'ok', text: 'the proxy for pages listens' },
  ];
  if (config !== null && runsInContainer(config.mcc)) {
    checks.push({
      id: 'container',
      state: 'note',
      text: `mcc is asked in a container; that one needs the host's network`,
    });
  }
  if (status === null || !status.ok) {
    const failed = talkCheck(status?.error ?? { kind: 'silent' });
    return [...checks, { ...failed, id: 'status', text: `status: ${failed.text}` }];
  }
  return [
    ...checks,
    ...nodeChecks(status.value, {
      configPath: settings,
      mccInTerminal: inPath(config?.mcc[0] ?? 'mcc', home),
      overlayInterface:
        status.value.state === 'up'
          ? overlayInterface(status.value.address, config?.allowLoopback ?? false)
          : null,
    }),
    ...(ports === null ? [] : portChecks(ports, settings)),
  ];
}

function overlayInterface(address: string, allowLoopback: boolean): string | null {
  const own = parseIpv4(address);
  if (own === undefined) return null;
  return findOverlay(readInterfaces(networkInterfaces()), own, allowLoopback)?.name ?? null;
}

/** Where this terminal finds a program, shortened; `null` where it doesn't. */
function inPath(program: string, home: string): string | null {
  if (/[\\/]/.test(program)) return null;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.map((folder) => join(folder, program)).find(isExecutable);
  return found === undefined ? null : shortened(found, home);
}
