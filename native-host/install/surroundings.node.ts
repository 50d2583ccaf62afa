/** What the installer must know of this machine, gathered once. */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { getRawAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';
import { NAMES_PAGE_FILE } from '../../lib/protocol/ids.ts';
import { look } from './files.node.ts';
import { KNOWN_RUNTIMES, OLDEST_NODE } from './launcher.ts';
import type { Roots } from './places.ts';
import { type RegRunner, systemReg } from './registry.node.ts';
import { shortLived, stableCandidates } from './runtime.ts';

/** The machine, as the installer and the doctor see it. */
export interface Surroundings {
  readonly roots: Roots;
  readonly home: string;
  /** The bundled host that is to be installed: this very program. */
  readonly bundle: string;
  /** It is one executable that brings its own Node, and is started as it is. */
  readonly single: boolean;
  /** The names page as it was built; undefined where it wasn't. */
  readonly namesPage: Buffer | undefined;
  /** The Node that launchers shall start: an absolute path. */
  readonly runtime: string;
  readonly reg: RegRunner;
  /** Whether the person called us through sudo, so that files would belong to root. */
  readonly throughSudo: boolean;
}

/** Gathers them from the process. */
export function surroundings(): Surroundings {
  const home = homedir();
  const bundle = fileURLToPath(import.meta.url);
  return {
    roots: rootsOf(process.platform, home, process.env),
    home,
    bundle,
    single: isSea(),
    namesPage: isSea() ? Buffer.from(getRawAsset(NAMES_PAGE_FILE)) : besides(bundle),
    runtime: chosenRuntime(process.execPath, home),
    reg: systemReg,
    throughSudo: process.getuid?.() === 0 && process.env['SUDO_USER'] !== undefined,
  };
}

function besides(bundle: string): Buffer | undefined {
  const found = look(join(dirname(bundle), NAMES_PAGE_FILE));
  return found.kind === 'file' ? found.bytes : undefined;
}

/** The folders of a person; a relative path in an XDG variable counts as unset (XDG base directory specification). */
export function rootsOf(
  platform: NodeJS.Platform,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): Roots {
  const folder = (variable: string, otherwise: string): string => {
    const value = env[variable];
    return value !== undefined && isAbsolute(value) ? value.replace(/(?<=.)\/+$/, '') : otherwise;
  };
  if (platform === 'win32') {
    return {
      system: 'windows',
      localAppData: env['LOCALAPPDATA'] ?? `${home}\\AppData\\Local`,
    };
  }
  if (platform === 'darwin') return { system: 'mac', home };
  return {
    system: 'linux',
    home,
    config: folder('XDG_CONFIG_HOME', join(home, '.config')),
    data: folder('XDG_DATA_HOME', join(home, '.local', 'share')),
  };
}

/**
 * A path to the Node that runs now which survives its updates. A Node that belongs to a project's
 * `node_modules` goes with that folder: then one of the usual places is better, if it is new enough.
 */
export function chosenRuntime(running: string, home: string): string {
  const real = realPath(running);
  const stable = stableCandidates(running, home).find((path) => realPath(path) === real);
  if (stable !== undefined) return stable;
  if (shortLived(running) !== 'project') return running;
  return KNOWN_RUNTIMES.find((path) => (nodeVersion(path) ?? 0) >= OLDEST_NODE) ?? running;
}

/** The major version of the Node at a path, `null` where there is none. */
export function nodeVersion(path: string): number | null {
  if (realPath(path) === null) return null;
  try {
    const text = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const major = /^v(\d+)\.\d+\.\d+/.exec(text)?.[1];
    return major === undefined ? null : Number(major);
  } catch {
    return null;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
