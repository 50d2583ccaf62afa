/**
 * Installs the host for every browser, always all of them: whoever installs a browser later finds it
 * ready. Another's manifest is never overwritten. Uninstalling takes away exactly what was written.
 */
import { dirname } from 'node:path';
import { CHROMIUM_EXTENSION_ID, NAMES_PAGE_FILE } from '../../lib/protocol/ids.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import {
  causeOf,
  isFolder,
  look,
  makeFolders,
  missingFolders,
  removeFile,
  replaceFile,
  sweep,
} from './files.node.ts';
import { batchLauncher, flatpakLauncher, KNOWN_RUNTIMES, shellLauncher } from './launcher.ts';
import { manifestText, ownership } from './manifest.ts';
import {
  type Family,
  type FlatpakPlace,
  flatpakPlaces,
  installFolder,
  manifestPlaces,
  type Roots,
  registryPlaces,
  windowsManifest,
} from './places.ts';
import { parseReceipt, type Receipt, receiptText } from './receipt.ts';
import { registryValue, setRegistryValue } from './registry.node.ts';
import type { Surroundings } from './surroundings.node.ts';

/** What became of one manifest. */
export type Outcome =
  | { readonly kind: 'written' | 'unchanged' }
  /** A Flatpak app that this person doesn't have. */
  | { readonly kind: 'not-here' }
  /** Another program's manifest stands there, or a link: left as it is. */
  | { readonly kind: 'kept-foreign' }
  /** A system error's code. */
  | { readonly kind: 'failed'; readonly cause: string };

/** One line of the report. `place` is a file, or a key of the registry. */
export interface PlaceReport {
  readonly browsers: readonly string[];
  readonly place: string;
  /** The Flatpak app, where it is one. */
  readonly app?: string;
  readonly outcome: Outcome;
}

/** What an installation did. */
export interface InstallReport {
  readonly launcher: string;
  /** The Node that it is started with; the launcher itself where that brings its own. */
  readonly runtime: string;
  readonly places: readonly PlaceReport[];
}

/** Why nothing was installed. */
export type InstallFailure =
  | { readonly kind: 'through-sudo' }
  | { readonly kind: 'not-bundled'; readonly path: string }
  | { readonly kind: 'host-not-written'; readonly path: string; readonly cause: string };

/** The files of the installed host. */
export function hostFiles(roots: Roots): {
  readonly host: string;
  readonly launcher: string;
  readonly namesPage: string;
  readonly receipt: string;
} {
  const folder = installFolder(roots);
  const slash = roots.system === 'windows' ? '\\' : '/';
  return {
    host: `${folder}${slash}copybara-host.mjs`,
    launcher: `${folder}${slash}copybara-host${roots.system === 'windows' ? '.bat' : ''}`,
    namesPage: `${folder}${slash}${NAMES_PAGE_FILE}`,
    receipt: `${folder}${slash}receipt.json`,
  };
}

/** The receipt of the last installation, if it can be read. */
export function readReceipt(roots: Roots): Receipt | null {
  const found = look(hostFiles(roots).receipt);
  return found.kind === 'file' ? parseReceipt(found.bytes.toString('utf8')) : null;
}

/** Knows our launchers: what lies in the install folder, inside Flatpak apps, and what the receipt names. */
export function launcherTest(roots: Roots, receipt: Receipt | null): (path: string) => boolean {
  const folder = installFolder(roots);
  const ours = new Set([
    ...flatpakPlaces(roots).map(({ launcher }) => launcher),
    ...(receipt?.programs ?? []),
  ]);
  return (path) =>
    ours.has(path) || (path.startsWith(folder) && /^[\\/][^\\/]+$/.test(path.slice(folder.length)));
}

/** Installs; `extraIds` are further Chromium ids that may use the host. Ids of earlier installations stay. */
export function install(
  machine: Surroundings,
  extraIds: readonly string[],
): Result<InstallReport, InstallFailure> {
  const { roots, bundle, single, namesPage, reg } = machine;
  if (machine.throughSudo) return err({ kind: 'through-sudo' });
  const source = look(bundle);
  const isWhole = single ? roots.system !== 'windows' : bundle.endsWith('.mjs');
  if (source.kind !== 'file' || !isWhole) return err({ kind: 'not-bundled', path: bundle });
  const files = hostFiles(roots);
  // One executable is its own launcher, and its own runtime.
  const runtime = single ? files.launcher : machine.runtime;
  const old = readReceipt(roots);
  const chromiumIds = union([CHROMIUM_EXTENSION_ID], old?.chromiumIds ?? [], extraIds);
  const allFlatpaks = flatpakPlaces(roots);
  const flatpaks = allFlatpaks.filter(({ appFolder }) => isFolder(appFolder));
  const manifests = [...manifestPlaces(roots), ...flatpaks].map(({ file }) => file);
  const programs = [
    files.host,
    files.launcher,
    files.namesPage,
    ...flatpaks.map(({ launcher }) => launcher),
  ];
  const receipt: Receipt = {
    version: 1,
    chromiumIds,
    runtime,
    programs: union(old?.programs ?? [], programs),
    manifests: union(old?.manifests ?? [], manifests),
    registryKeys: union(
      old?.registryKeys ?? [],
      registryPlaces(roots).map(({ key }) => key),
    ),
    folders: union(
      old?.folders ?? [],
      [...programs, ...manifests].flatMap((file) => missingFolders(dirname(file))),
    ),
  };
  try {
    sweep(installFolder(roots));
    // The receipt first: what is interrupted now can still be taken away.
    put(files.receipt, receiptText(receipt), 0o600);
    if (single) {
      put(files.launcher, source.bytes, 0o755);
      // Of an installation that needed a Node.
      if (look(files.host).kind === 'file') removeFile(files.host);
    } else {
      put(files.host, source.bytes, 0o644);
      put(files.launcher, launcherText(roots, runtime, files.host), 0o755);
    }
    // Without it the host does all but show names and records, and says so.
    if (namesPage !== undefined) put(files.namesPage, namesPage, 0o644);
  } catch (error) {
    return err({ kind: 'host-not-written', path: files.host, cause: causeOf(error) });
  }

  const isOurs = launcherTest(roots, old);
  const putManifest = (file: string, family: Family, launcher: string): Outcome => {
    const text = manifestText(family, launcher, chromiumIds);
    const found = look(file);
    if (found.kind === 'other') return { kind: 'kept-foreign' };
    if (found.kind === 'file' && ownership(found.bytes.toString(), isOurs).owner === 'another') {
      return { kind: 'kept-foreign' };
    }
    return put(file, text, 0o644) ? { kind: 'written' } : { kind: 'unchanged' };
  };
  const putFlatpak = ({ file, family, launcher, app }: FlatpakPlace): Outcome => {
    put(launcher, flatpakLauncher(files.launcher, app), 0o755);
    return putManifest(file, family, launcher);
  };
  const plain = manifestPlaces(roots).map(({ browsers, file, family }) => ({
    browsers,
    place: file,
    outcome: attempt(() => putManifest(file, family, files.launcher)),
  }));
  const boxed = allFlatpaks.map((place) => ({
    browsers: place.browsers,
    place: place.file,
    app: place.app,
    outcome: flatpaks.includes(place)
      ? attempt(() => putFlatpak(place))
      : ({ kind: 'not-here' } as const),
  }));
  const keys = registryPlaces(roots).map(({ browsers, family, key }) => ({
    browsers,
    place: key,
    outcome: putKey(reg, roots, key, family),
  }));
  // On Windows the browsers know the keys; the two files behind them are ours alone.
  const places = roots.system === 'windows' ? [...plain.filter(notDone), ...keys] : plain;
  return ok({ launcher: files.launcher, runtime, places: [...places, ...boxed] });
}

function putKey(reg: Surroundings['reg'], roots: Roots, key: string, family: Family): Outcome {
  if (roots.system !== 'windows') return { kind: 'not-here' };
  const wanted = windowsManifest(roots.localAppData, family);
  const there = registryValue(reg, key);
  if (there === wanted) return { kind: 'unchanged' };
  if (there !== null) return { kind: 'kept-foreign' };
  return setRegistryValue(reg, key, wanted)
    ? { kind: 'written' }
    : { kind: 'failed', cause: 'reg.exe' };
}

function launcherText(roots: Roots, runtime: string, host: string): string {
  return roots.system === 'windows'
    ? batchLauncher(runtime)
    : shellLauncher(runtime, host, KNOWN_RUNTIMES);
}

/** Writes a file unless it is there already, byte for byte; says whether it wrote. */
function put(file: string, content: string | Buffer, mode: number): boolean {
  const found = look(file);
  if (found.kind === 'file' && found.mode === mode && found.bytes.equals(Buffer.from(content))) {
    return false;
  }
  makeFolders(dirname(file));
  replaceFile(file, content, mode);
  return true;
}

function attempt(action: () => Outcome): Outcome {
  try {
    return action();
  } catch (error) {
    return { kind: 'failed', cause: causeOf(error) };
  }
}

function notDone({ outcome }: PlaceReport): boolean {
  return outcome.kind === 'failed' || outcome.kind === 'kept-foreign';
}

function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
