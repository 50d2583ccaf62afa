import { describe, expect, test } from 'vitest';
import {
  flatpakPlaces,
  installFolder,
  manifestPlaces,
  type Roots,
  registryPlaces,
} from '../../../../native-host/install/places.ts';

const LINUX: Roots = { system: 'linux', home: '/h', config: '/h/.config', data: '/h/.local/share' };
const MAC: Roots = { system: 'mac', home: '/Users/h' };
const WINDOWS: Roots = { system: 'windows', localAppData: 'C:\\Users\\h\\AppData\\Local' };

function folders(roots: Roots): Record<string, readonly string[]> {
  const byFolder: Record<string, readonly string[]> = {};
  for (const { file, browsers } of manifestPlaces(roots)) {
    byFolder[file.replace(/[\\/]io\.staex\.copybara[^\\/]*$/, '')] = browsers;
  }
  return byFolder;
}

describe('where manifests go', () => {
  test('on Linux', () => {
    expect(folders(LINUX)).toEqual({
      '/h/.config/google-chrome/NativeMessagingHosts': ['Chrome', 'Opera'],
      '/h/.config/google-chrome-beta/NativeMessagingHosts': ['Chrome Beta'],
      '/h/.config/google-chrome-unstable/NativeMessagingHosts': ['Chrome Dev'],
      '/h/.config/google-chrome-for-testing/NativeMessagingHosts': ['Chrome for Testing'],
      '/h/.config/chromium/NativeMessagingHosts': ['Chromium'],
      '/h/.config/BraveSoftware/Brave-Browser/NativeMessagingHosts': ['Brave'],
      '/h/.config/microsoft-edge/NativeMessagingHosts': ['Edge'],
      '/h/.config/microsoft-edge-beta/NativeMessagingHosts': ['Edge Beta'],
      '/h/.config/microsoft-edge-dev/NativeMessagingHosts': ['Edge Dev'],
      '/h/.config/vivaldi/NativeMessagingHosts': ['Vivaldi'],
      '/h/.config/opera/NativeMessagingHosts': ['Opera'],
      '/h/.config/net.imput.helium/NativeMessagingHosts': ['Helium'],
      '/h/.mozilla/native-messaging-hosts': ['Firefox', 'Zen'],
      '/h/.librewolf/native-messaging-hosts': ['LibreWolf'],
    });
  });

  test('on Linux below another config folder: Chromium follows it, Firefox does not', () => {
    const found = Object.keys(folders({ ...LINUX, config: '/elsewhere' }));
    expect(found).toContain('/elsewhere/chromium/NativeMessagingHosts');
    expect(found).toContain('/h/.mozilla/native-messaging-hosts');
  });

  test('on macOS', () => {
    const base = '/Users/h/Library/Application Support';
    expect(folders(MAC)).toEqual({
      [`${base}/Google/Chrome/NativeMessagingHosts`]: ['Chrome', 'Opera'],
      [`${base}/Google/Chrome Beta/NativeMessagingHosts`]: ['Chrome Beta'],
      [`${base}/Google/Chrome Dev/NativeMessagingHosts`]: ['Chrome Dev'],
      [`${base}/Google/Chrome Canary/NativeMessagingHosts`]: ['Chrome Canary'],
      [`${base}/Google/Chrome for Testing/NativeMessagingHosts`]: ['Chrome for Testing'],
      [`${base}/Chromium/NativeMessagingHosts`]: ['Chromium'],
      [`${base}/BraveSoftware/Brave-Browser/NativeMessagingHosts`]: ['Brave'],
      [`${base}/Microsoft Edge/NativeMessagingHosts`]: ['Edge'],
      [`${base}/Microsoft Edge Beta/NativeMessagingHosts`]: ['Edge Beta'],
      [`${base}/Microsoft Edge Dev/NativeMessagingHosts`]: ['Edge Dev'],
      [`${base}/Microsoft Edge Canary/NativeMessagingHosts`]: ['Edge Canary'],
      [`${base}/Vivaldi/NativeMessagingHosts`]: ['Vivaldi'],
      [`${base}/com.operasoftware.Opera/NativeMessagingHosts`]: ['Opera'],
      [`${base}/Arc/User Data/NativeMessagingHosts`]: ['Arc'],
      [`${base}/net.imput.helium/NativeMessagingHosts`]: ['Helium'],
      [`${base}/Mozilla/NativeMessagingHosts`]: ['Firefox'],
      [`${base}/LibreWolf/NativeMessagingHosts`]: ['LibreWolf'],
      [`${base}/Zen/NativeMessagingHosts`]: ['Zen'],
    });
  });

  test('on Windows: two files of ours, and a registry key a vendor', () => {
    expect(manifestPlaces(WINDOWS).map(({ file }) => file)).toEqual([
      'C:\\Users\\h\\AppData\\Local\\Copybara\\io.staex.copybara.chromium.json',
      'C:\\Users\\h\\AppData\\Local\\Copybara\\io.staex.copybara.firefox.json',
    ]);
    expect(registryPlaces(WINDOWS).map(({ key, browsers }) => [key, browsers])).toEqual(
      [
        ['Google\\Chrome', ['Chrome', 'Opera']],
        ['Chromium', ['Chromium']],
        ['BraveSoftware\\Brave-Browser', ['Brave']],
        ['Microsoft\\Edge', ['Edge']],
        ['Vivaldi', ['Vivaldi']],
        ['Opera Software\\Opera Stable', ['Opera']],
        ['Mozilla', ['Firefox', 'LibreWolf', 'Zen']],
      ].map(([vendor, browsers]) => [
        `HKCU\\Software\\${String(vendor)}\\NativeMessagingHosts\\io.staex.copybara`,
        browsers,
      ]),
    );
    expect(registryPlaces(LINUX)).toEqual([]);
    expect(registryPlaces(MAC)).toEqual([]);
  });

  test('in Flatpak apps: manifest and launcher inside the folder of the app', () => {
    expect(flatpakPlaces(MAC)).toEqual([]);
    expect(flatpakPlaces(WINDOWS)).toEqual([]);
    const places = flatpakPlaces(LINUX);
    expect(new Set(places.map(({ app }) => app))).toEqual(
      new Set([
        'org.mozilla.firefox',
        'io.gitlab.librewolf-community',
        'app.zen_browser.zen',
        'com.google.Chrome',
        'com.google.ChromeDev',
        'org.chromium.Chromium',
        'com.brave.Browser',
        'com.microsoft.Edge',
        'com.vivaldi.Vivaldi',
        'com.opera.Opera',
      ]),
    );
    for (const { app, appFolder, file, launcher } of places) {
      expect(appFolder).toBe(`/h/.var/app/${app}`);
      expect(file.startsWith(`${appFolder}/`)).toBe(true);
      expect(launcher.startsWith(`${appFolder}/`)).toBe(true);
    }
  });

  test('every manifest is named as browsers look for it, and no place is listed twice', () => {
    for (const roots of [LINUX, MAC]) {
      const files = [...manifestPlaces(roots), ...flatpakPlaces(roots)].map(({ file }) => file);
      expect(files.length).toBeGreaterThan(10);
      expect(new Set(files).size).toBe(files.length);
      for (const file of files) expect(file).toMatch(/\/io\.staex\.copybara\.json$/);
    }
  });
});

test('the host lives in one stable folder of the person', () => {
  expect(installFolder(LINUX)).toBe('/h/.local/share/copybara');
  expect(installFolder(MAC)).toBe('/Users/h/Library/Application Support/Copybara');
  expect(installFolder(WINDOWS)).toBe('C:\\Users\\h\\AppData\\Local\\Copybara');
});
