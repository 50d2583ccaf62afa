/** Takes away what an installation wrote, and nothing else. */
import { basename } from 'node:path';
import { NAMES_PAGE_FILE } from '../../lib/protocol/ids.ts';
import { causeOf, look, removeEmptyFolder, removeFile, sweep } from './files.node.ts';
import { hostFiles, launcherTest, readReceipt } from './install.node.ts';
import { ownership } from './manifest.ts';
import {
  flatpakPlaces,
  installFolder,
  manifestPlaces,
  registryPlaces,
  windowsManifest,
} from './places.ts';
import { registryValue, removeRegistryKey } from './registry.node.ts';
import type { Surroundings } from './surroundings.node.ts';

/** What was done to one file or registry key that was there. */
export interface Removal {
  readonly place: string;
  readonly outcome: 'removed' | 'kept-foreign' | { readonly failed: string };
}

const PROGRAM_NAMES = ['copybara-host', 'copybara-host.bat', 'copybara-host.mjs', NAMES_PAGE_FILE];

/**
 * Uninstalls, also where the receipt is lost: our manifests are known by the launcher they name.
 * What was replaced by another's in the meantime stays.
 */
export function uninstall({ roots, reg }: Surroundings): readonly Removal[] {
  const files = hostFiles(roots);
  const receipt = readReceipt(roots);
  const isOurs = launcherTest(roots, receipt);
  const removals: Removal[] = [];
  const remove = (place: string, action: () => boolean): void => {
    try {
      if (action()) removals.push({ place, outcome: 'removed' });
    } catch (error) {
      removals.push({ place, outcome: { failed: causeOf(error) } });
    }
  };

  const keys = registryPlaces(roots).map(({ key }) => key);
  for (const key of new Set([...(receipt?.registryKeys ?? []), ...keys])) {
    const value = registryValue(reg, key);
    if (value === null || roots.system !== 'windows') continue;
    const ours = [
      windowsManifest(roots.localAppData, 'chromium'),
      windowsManifest(roots.localAppData, 'firefox'),
    ].includes(value);
    const outcome = !ours
      ? 'kept-foreign'
      : removeRegistryKey(reg, key)
        ? 'removed'
        : { failed: 'reg.exe' };
    removals.push({ place: key, outcome });
  }

  const places = [...manifestPlaces(roots), ...flatpakPlaces(roots)].map(({ file }) => file);
  for (const file of new Set([...(receipt?.manifests ?? []), ...places])) {
    const found = look(file);
    if (found.kind === 'nothing') continue;
    if (found.kind === 'file' && ownership(found.bytes.toString('utf8'), isOurs).owner === 'us') {
      remove(file, () => removeFile(file));
    } else {
      removals.push({ place: file, outcome: 'kept-foreign' });
    }
  }

  const known = [
    files.host,
    files.launcher,
    files.namesPage,
    ...flatpakPlaces(roots).map(({ launcher }) => launcher),
  ];
  for (const file of new Set([...(receipt?.programs ?? []), ...known])) {
    // A damaged receipt must not make us remove what can't be ours.
    if (PROGRAM_NAMES.includes(basename(file.replaceAll('\\', '/')))) {
      remove(file, () => removeFile(file));
    }
  }

  sweep(installFolder(roots));
  // The receipt stays while something of ours could not be removed, for the next attempt.
  if (removals.every(({ outcome }) => typeof outcome === 'string')) {
    remove(files.receipt, () => removeFile(files.receipt));
  }
  // Children come after their parents in the receipt; flat uninstalls without one only lose our own folder.
  const folders = [...(receipt?.folders ?? [])].toSorted((a, b) => b.length - a.length);
  for (const folder of new Set([...folders, installFolder(roots)])) removeEmptyFolder(folder);
  return removals;
}
