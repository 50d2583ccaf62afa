/** The native host in a throw-away profile: its manifest, a launcher that records every start, and its settings. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CHROMIUM_EXTENSION_ID,
  FIREFOX_EXTENSION_ID,
  HOST_NAME,
} from '../../../lib/protocol/ids.ts';
import type { NodeName } from './addresses.ts';
import type { BrowserKind } from './find-browser.ts';
import { runtimeDir } from './machine.ts';
import { mccStateFile } from './mcc-state.ts';
import type { World } from './world.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The real host, as `npm run build` leaves it. */
const REAL_HOST = [path('../../../.output/native-host/copybara-host')];
/** The command that asks a node's simulated `mcc`; A's unless said otherwise. */
export function mccCommand(world: World, node: NodeName = 'A'): string[] {
  const program = path('../../stand-ins/mcc/mcc.mjs');
  return [process.execPath, program, '--state', mccStateFile(world.dir, node)];
}

/** How the host is installed. */
export interface HostOptions {
  /** Program and arguments; the real host unless said otherwise. */
  readonly command?: readonly string[];
  /** Keys of `host.json` that differ from "ask the simulated mcc of this machine". */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** The host of one browser profile, from outside. */
export class HostTrace {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** The process ids of every start so far, the last one last. */
  starts(): number[] {
    const file = join(this.dir, 'starts');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
  }

  /** The host that runs now, or `undefined`. */
  running(): number | undefined {
    return this.starts().findLast((pid) => existsSync(`/proc/${pid}/exe`) && !isZombie(pid));
  }

  /** Ends the running host; throws when there is none. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    const pid = this.running();
    if (pid === undefined) throw new Error('no host runs');
    process.kill(pid, signal);
  }

  /** What the hosts wrote to standard error. */
  log(): string {
    const file = join(this.dir, 'stderr');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** Rewrites `host.json`; a host reads it when it starts. */
  configure(settings: Readonly<Record<string, unknown>>): void {
    writeFileSync(join(this.dir, 'host.json'), JSON.stringify(settings));
  }

  /** Makes the browser find no host, as before the installation; `install` brings it back. */
  uninstall(): void {
    rmSync(this.#manifest(), { force: true });
  }

  /** Writes the manifest, with other values for some of its keys where a test wants it wrong. */
  install(change: Readonly<Record<string, unknown>> = {}): void {
    mkdirSync(dirname(this.#manifest()), { recursive: true });
    const manifest: object = JSON.parse(readFileSync(join(this.dir, 'manifest.json'), 'utf8'));
    writeFileSync(this.#manifest(), JSON.stringify({ ...manifest, ...change }));
  }

  /** Installs a shell script in the host's place; `install` brings the real one back. `$launcher` is the real one. */
  installScript(script: string): void {
    const other = join(this.dir, 'other');
    writeFileSync(other, `#!/bin/sh\nlauncher=${quote(join(this.dir, 'launcher'))}\n${script}\n`, {
      mode: 0o755,
    });
    this.install({ path: other });
  }

  #manifest(): string {
    return readFileSync(join(this.dir, 'manifest.place'), 'utf8');
  }
}

function isZombie(pid: number): boolean {
  return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Prepares the host for a profile, where `manifests` is the folder that the browser looks in, and installs it unless `options`
 * is `null`. The launcher sets the environment itself, so nothing of the tests' own reaches the host by accident.
 */
export function prepareHost(
  world: World,
  node: NodeName,
  kind: BrowserKind,
  dir: string,
  manifests: string,
  options: HostOptions | null,
): HostTrace {
  mkdirSync(dir, { recursive: true });
  const { command = REAL_HOST, settings = {}, env = {} } = options ?? {};
  const all = {
    XDG_RUNTIME_DIR: runtimeDir(world, node),
    ...env,
    COPYBARA_HOST_CONFIG: join(dir, 'host.json'),
  };
  const assignments = Object.entries(all).map(([key, value]) => quote(`${key}=${value}`));
  const launcher = join(dir, 'launcher');
  writeFileSync(
    launcher,
    `#!/bin/sh\necho $$ >> ${quote(join(dir, 'starts'))}\n` +
      `exec env ${assignments.join(' ')} ${command.map(quote).join(' ')} "$@" 2>> ${quote(join(dir, 'stderr'))}\n`,
    { mode: 0o755 },
  );
  const allowed =
    kind === 'chromium'
      ? { allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`] }
      : { allowed_extensions: [FIREFOX_EXTENSION_ID] };
  const manifest = {
    name: HOST_NAME,
    description: 'Copybara native host (test)',
    path: launcher,
    type: 'stdio',
    ...allowed,
  };
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(dir, 'manifest.place'), join(manifests, `${HOST_NAME}.json`));
  const trace = new HostTrace(dir);
  trace.configure({ mcc: mccCommand(world, node), ...settings });
  if (options !== null) trace.install();
  return trace;
}
