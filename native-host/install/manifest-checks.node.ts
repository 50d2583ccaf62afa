/** The doctor's look at the manifests: is each there, ours, and does it lead to a program that starts? */
import { join } from 'node:path';
import { CHROMIUM_EXTENSION_ID, FIREFOX_EXTENSION_ID } from '../../lib/protocol/ids.ts';
import { byBrowser } from './by-browser.ts';
import { type Check, shortened } from './checks.ts';
import { isExecutable, isFolder, look } from './files.node.ts';
import { launcherTest } from './install.node.ts';
import { flatpakMayLeave, flatpakPermission } from './launcher.ts';
import { ownership } from './manifest.ts';
import {
  type FlatpakPlace,
  flatpakPlaces,
  type ManifestPlace,
  manifestPlaces,
  registryPlaces,
  windowsManifest,
} from './places.ts';
import type { Receipt } from './receipt.ts';
import { registryValue } from './registry.node.ts';
import type { Surroundings } from './surroundings.node.ts';

type Verdict = 'ok' | 'missing' | 'foreign' | 'launcher-gone' | 'wrong-id';

/** What is wrong with a manifest, in words, and what to do. */
const VERDICTS: Readonly<
  Record<Exclude<Verdict, 'ok'>, { readonly text: string; readonly remedy: string }>
> = {
  missing: { text: 'no manifest', remedy: 'run copybara-host install' },
  foreign: {
    text: "another program's manifest has our name",
    remedy: 'remove it yourself, then run install',
  },
  'launcher-gone': {
    text: 'the program that the manifest starts is gone or not executable',
    remedy: 'run copybara-host install',
  },
  'wrong-id': {
    text: 'the manifest does not let our extension in',
    remedy: 'run copybara-host install',
  },
};

/** One check a browser; a single one where none knows the host. */
export function manifestChecks(machine: Surroundings, receipt: Receipt | null): readonly Check[] {
  const { roots, home, reg } = machine;
  const isOurs = launcherTest(roots, receipt);
  const files: readonly (ManifestPlace | FlatpakPlace)[] = [
    ...manifestPlaces(roots),
    ...flatpakPlaces(roots).filter(({ appFolder }) => isFolder(appFolder)),
  ];
  const keys = registryPlaces(roots).map(({ browsers, family, key }) => {
    const value = registryValue(reg, key);
    const wanted =
      roots.system === 'windows' ? windowsManifest(roots.localAppData, family) : undefined;
    const verdict: Verdict = value === null ? 'missing' : value === wanted ? 'ok' : 'foreign';
    return { browsers, place: key, verdict };
  });
  const all = [
    ...files.map((place) => ({
      browsers: place.browsers,
      place: place.file,
      verdict: manifestVerdict(place, isOurs, receipt),
    })),
    ...keys,
  ];
  if (all.every(({ verdict }) => verdict === 'missing')) {
    const { remedy } = VERDICTS.missing;
    return [{ id: 'manifests', state: 'bad', text: 'no browser knows the host', remedy }];
  }
  const lines = byBrowser(all, ({ verdict }) => verdict !== 'ok');
  return [...lines].map(([browser, { verdict, place }]): Check => {
    const id = `manifest:${browser}`;
    if (verdict === 'ok') return { id, state: 'ok', text: `${browser} knows the host` };
    const { text, remedy } = VERDICTS[verdict];
    return {
      id,
      state: 'bad',
      text: `${browser}: ${text} (${shortened(place, home)})`,
      remedy,
    };
  });
}

function manifestVerdict(
  { file, family }: ManifestPlace,
  isOurs: (path: string) => boolean,
  receipt: Receipt | null,
): Verdict {
  const found = look(file);
  if (found.kind === 'nothing') return 'missing';
  if (found.kind === 'other') return 'foreign';
  const whose = ownership(found.bytes.toString('utf8'), isOurs);
  if (whose.owner === 'another') return 'foreign';
  if (!isExecutable(whose.manifest.path)) return 'launcher-gone';
  const wanted =
    family === 'firefox'
      ? [FIREFOX_EXTENSION_ID]
      : [CHROMIUM_EXTENSION_ID, ...(receipt?.chromiumIds ?? [])];
  return wanted.every((id) => whose.manifest.allowed.includes(id)) ? 'ok' : 'wrong-id';
}

/** Whether the Flatpak browsers that are here may start a program outside of their sandbox. */
export function flatpakChecks({ roots }: Surroundings): readonly Check[] {
  if (roots.system !== 'linux') return [];
  const apps = flatpakPlaces(roots).filter(({ appFolder }) => isFolder(appFolder));
  return [...new Set(apps.map(({ app }) => app))].map((app): Check => {
    const allowed = [app, 'global'].some((name) => {
      const found = look(join(roots.data, 'flatpak', 'overrides', name));
      return found.kind === 'file' && flatpakMayLeave(found.bytes.toString('utf8'));
    });
    const id = `flatpak:${app}`;
    return allowed
      ? { id, state: 'ok', text: `${app} may start the host outside of its sandbox` }
      : {
          id,
          state: 'note',
          text: `${app} may not leave its sandbox, as far as your own settings say`,
          remedy: `only if you browse with it: ${flatpakPermission(app)}`,
        };
  });
}
