/**
 * Where browsers look for native-messaging manifests, and where the installed host lives: data only.
 *
 * Sources: Chrome's and Edge's pages on native messaging, MDN on native manifests. Chromium on Linux
 * keeps its folders below `$XDG_CONFIG_HOME`; Firefox reads `~/.mozilla` for these manifests wherever
 * its profile is (Mozilla bug 2005167), and so does Zen on Linux.
 */
import { HOST_NAME } from '../../lib/protocol/ids.ts';
import { assertNever } from '../../lib/result.ts';

/** Which kind of manifest a browser reads. */
export type Family = 'chromium' | 'firefox';

/** The folders of this person on this system, all absolute, without a slash at the end. */
export type Roots =
  | {
      readonly system: 'linux';
      readonly home: string;
      /** `$XDG_CONFIG_HOME` or `~/.config`. */
      readonly config: string;
      /** `$XDG_DATA_HOME` or `~/.local/share`. */
      readonly data: string;
    }
  | { readonly system: 'mac'; readonly home: string }
  | { readonly system: 'windows'; readonly localAppData: string };

/** A manifest file in a folder that a browser reads. */
export interface ManifestPlace {
  /** Every browser that reads this folder: Opera reads Chrome's too. */
  readonly browsers: readonly string[];
  readonly family: Family;
  readonly file: string;
}

/** The same inside the folder of a Flatpak app, with the launcher that the app can see. */
export interface FlatpakPlace extends ManifestPlace {
  readonly app: string;
  /** `~/.var/app/<app>`; Flatpak makes it. Where it is missing, nothing is written. */
  readonly appFolder: string;
  readonly launcher: string;
}

/** A key of the Windows registry whose default value names the manifest file. */
export interface RegistryPlace {
  readonly browsers: readonly string[];
  readonly family: Family;
  readonly key: string;
}

type Folder = readonly [browser: string, family: Family, folder: string];

const CHROMIUM = 'NativeMessagingHosts';

const LINUX_CONFIG: readonly Folder[] = [
  ['Chrome', 'chromium', 'google-chrome'],
  ['Chrome Beta', 'chromium', 'google-chrome-beta'],
  ['Chrome Dev', 'chromium', 'google-chrome-unstable'],
  ['Chrome for Testing', 'chromium', 'google-chrome-for-testing'],
  ['Chromium', 'chromium', 'chromium'],
  ['Brave', 'chromium', 'BraveSoftware/Brave-Browser'],
  ['Edge', 'chromium', 'microsoft-edge'],
  ['Edge Beta', 'chromium', 'microsoft-edge-beta'],
  ['Edge Dev', 'chromium', 'microsoft-edge-dev'],
  ['Vivaldi', 'chromium', 'vivaldi'],
  ['Opera', 'chromium', 'opera'],
  ['Opera', 'chromium', 'google-chrome'],
  ['Helium', 'chromium', 'net.imput.helium'],
];

const LINUX_HOME: readonly Folder[] = [
  ['Firefox', 'firefox', '.mozilla/native-messaging-hosts'],
  ['Zen', 'firefox', '.mozilla/native-messaging-hosts'],
  ['LibreWolf', 'firefox', '.librewolf/native-messaging-hosts'],
];

const FLATPAK: readonly (readonly [...Folder, app: string])[] = [
  ['Firefox', 'firefox', '.mozilla/native-messaging-hosts', 'org.mozilla.firefox'],
  ['LibreWolf', 'firefox', '.librewolf/native-messaging-hosts', 'io.gitlab.librewolf-community'],
  ['Zen', 'firefox', '.mozilla/native-messaging-hosts', 'app.zen_browser.zen'],
  ['Zen', 'firefox', '.zen/native-messaging-hosts', 'app.zen_browser.zen'],
  ['Chrome', 'chromium', `config/google-chrome/${CHROMIUM}`, 'com.google.Chrome'],
  ['Chrome Dev', 'chromium', `config/google-chrome-unstable/${CHROMIUM}`, 'com.google.ChromeDev'],
  ['Chromium', 'chromium', `config/chromium/${CHROMIUM}`, 'org.chromium.Chromium'],
  ['Brave', 'chromium', `config/BraveSoftware/Brave-Browser/${CHROMIUM}`, 'com.brave.Browser'],
  ['Edge', 'chromium', `config/microsoft-edge/${CHROMIUM}`, 'com.microsoft.Edge'],
  ['Vivaldi', 'chromium', `config/vivaldi/${CHROMIUM}`, 'com.vivaldi.Vivaldi'],
  ['Opera', 'chromium', `config/opera/${CHROMIUM}`, 'com.opera.Opera'],
];

const MAC: readonly Folder[] = [
  ['Chrome', 'chromium', 'Google/Chrome'],
  ['Chrome Beta', 'chromium', 'Google/Chrome Beta'],
  ['Chrome Dev', 'chromium', 'Google/Chrome Dev'],
  ['Chrome Canary', 'chromium', 'Google/Chrome Canary'],
  ['Chrome for Testing', 'chromium', 'Google/Chrome for Testing'],
  ['Chromium', 'chromium', 'Chromium'],
  ['Brave', 'chromium', 'BraveSoftware/Brave-Browser'],
  ['Edge', 'chromium', 'Microsoft Edge'],
  ['Edge Beta', 'chromium', 'Microsoft Edge Beta'],
  ['Edge Dev', 'chromium', 'Microsoft Edge Dev'],
  ['Edge Canary', 'chromium', 'Microsoft Edge Canary'],
  ['Vivaldi', 'chromium', 'Vivaldi'],
  ['Opera', 'chromium', 'com.operasoftware.Opera'],
  ['Opera', 'chromium', 'Google/Chrome'],
  ['Arc', 'chromium', 'Arc/User Data'],
  ['Helium', 'chromium', 'net.imput.helium'],
  ['Firefox', 'firefox', 'Mozilla'],
  ['LibreWolf', 'firefox', 'LibreWolf'],
  ['Zen', 'firefox', 'Zen'],
];

const WINDOWS: readonly Folder[] = [
  ['Chrome', 'chromium', 'Google\\Chrome'],
  ['Chromium', 'chromium', 'Chromium'],
  ['Brave', 'chromium', 'BraveSoftware\\Brave-Browser'],
  ['Edge', 'chromium', 'Microsoft\\Edge'],
  ['Vivaldi', 'chromium', 'Vivaldi'],
  ['Opera', 'chromium', 'Opera Software\\Opera Stable'],
  ['Opera', 'chromium', 'Google\\Chrome'],
  ['Firefox', 'firefox', 'Mozilla'],
  ['LibreWolf', 'firefox', 'Mozilla'],
  ['Zen', 'firefox', 'Mozilla'],
];

/** The folder of the installed host: one per person, the same after every update. */
export function installFolder(roots: Roots): string {
  switch (roots.system) {
    case 'linux':
      return `${roots.data}/copybara`;
    case 'mac':
      return `${roots.home}/Library/Application Support/Copybara`;
    case 'windows':
      return `${roots.localAppData}\\Copybara`;
    default:
      return assertNever(roots);
  }
}

/** The manifest files outside of Flatpak, each once. On Windows two files in our own folder, which the registry names. */
export function manifestPlaces(roots: Roots): readonly ManifestPlace[] {
  switch (roots.system) {
    case 'linux':
      return mergedByFile([
        ...LINUX_CONFIG.map(([browser, family, folder]) =>
          place(browser, family, `${roots.config}/${folder}/${CHROMIUM}`),
        ),
        ...LINUX_HOME.map(([browser, family, folder]) =>
          place(browser, family, `${roots.home}/${folder}`),
        ),
      ]);
    case 'mac':
      return mergedByFile(
        MAC.map(([browser, family, folder]) =>
          place(browser, family, `${roots.home}/Library/Application Support/${folder}/${CHROMIUM}`),
        ),
      );
    case 'windows':
      return (['chromium', 'firefox'] as const).map((family) => ({
        browsers: [...new Set(WINDOWS.filter(([, of]) => of === family).map(([name]) => name))],
        family,
        file: windowsManifest(roots.localAppData, family),
      }));
    default:
      return assertNever(roots);
  }
}

/** The manifests and launchers for Flatpak apps; written only where `appFolder` exists. */
export function flatpakPlaces(roots: Roots): readonly FlatpakPlace[] {
  if (roots.system !== 'linux') return [];
  return FLATPAK.map(([browser, family, folder, app]) => {
    const appFolder = `${roots.home}/.var/app/${app}`;
    return {
      ...place(`${browser} (Flatpak)`, family, `${appFolder}/${folder}`),
      app,
      appFolder,
      launcher: `${appFolder}/data/copybara/copybara-host`,
    };
  });
}

/** The registry keys of Windows, each once; empty elsewhere. */
export function registryPlaces(roots: Roots): readonly RegistryPlace[] {
  if (roots.system !== 'windows') return [];
  const byKey = new Map<string, RegistryPlace>();
  for (const [browser, family, vendor] of WINDOWS) {
    const key = `HKCU\\Software\\${vendor}\\NativeMessagingHosts\\${HOST_NAME}`;
    byKey.set(key, { browsers: [...(byKey.get(key)?.browsers ?? []), browser], family, key });
  }
  return [...byKey.values()];
}

/** The manifest file that the registry names for a family of browsers. */
export function windowsManifest(localAppData: string, family: Family): string {
  return `${localAppData}\\Copybara\\${HOST_NAME}.${family}.json`;
}

function place(browser: string, family: Family, folder: string): ManifestPlace {
  return { browsers: [browser], family, file: `${folder}/${HOST_NAME}.json` };
}

function mergedByFile(places: readonly ManifestPlace[]): readonly ManifestPlace[] {
  const byFile = new Map<string, ManifestPlace>();
  for (const one of places) {
    const same = byFile.get(one.file);
    byFile.set(one.file, same ? { ...same, browsers: [...same.browsers, ...one.browsers] } : one);
  }
  return [...byFile.values()];
}
