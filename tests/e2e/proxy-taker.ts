import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An extension that sends ordinary windows, or private ones alone, out directly as soon as it may; gives its folder. */
export function proxyTaker(dir: string, scope: 'regular' | 'incognito_persistent'): string {
  const folder = mkdtempSync(join(dir, 'taker-'));
  const manifest = {
    manifest_version: 3,
    name: 'Taker',
    version: '1',
    permissions: ['proxy'],
    background: { service_worker: 'background.js' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'background.js'),
    `chrome.proxy.settings.set({ value: { mode: 'direct' }, scope: '${scope}' });`,
  );
  return folder;
}
