import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ENDINGS } from '../../lib/names/name.ts';
import {
  CHROMIUM_EXTENSION_ID,
  CHROMIUM_MANIFEST_KEY,
  FIREFOX_EXTENSION_ID,
  HOST_NAME,
} from '../../lib/protocol/ids.ts';
import { manifestText } from '../../native-host/install/manifest.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { roomOf } from './arrows.ts';
import { manifestOf, readBuilt } from './built.ts';
import { allFiles, isSource, read } from './source.ts';

describe('the ids', () => {
  it('follow from the key: on Chromium an extension is called by the hash of its key', () => {
    const hash = createHash('sha256').update(Buffer.from(CHROMIUM_MANIFEST_KEY, 'base64'));
    const letters = hash
      .digest('hex')
      .slice(0, 32)
      .replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
    expect(CHROMIUM_EXTENSION_ID).toBe(letters);
  });

  it('are in the manifests of both builds', () => {
    expect(manifestOf('chrome-mv3').key).toBe(CHROMIUM_MANIFEST_KEY);
    expect(manifestOf('chrome-mv3').browser_specific_settings).toBeUndefined();
    expect(manifestOf('firefox-mv3').browser_specific_settings?.gecko.id).toBe(
      FIREFOX_EXTENSION_ID,
    );
    expect(manifestOf('firefox-mv3').key).toBeUndefined();
  });

  it('are in the manifests of the host', () => {
    expect(JSON.parse(manifestText('chromium', '/x', [CHROMIUM_EXTENSION_ID]))).toMatchObject({
      name: HOST_NAME,
      allowed_origins: [`chrome-extension://${CHROMIUM_EXTENSION_ID}/`],
    });
    expect(JSON.parse(manifestText('firefox', '/x', []))).toMatchObject({
      name: HOST_NAME,
      allowed_extensions: [FIREFOX_EXTENSION_ID],
    });
  });

  it('are spelled in one file of the product', () => {
    const product = allFiles().filter((path) => isSource(path) && roomOf(path) !== undefined);
    expect(product.length).toBeGreaterThan(100);
    for (const id of [HOST_NAME, FIREFOX_EXTENSION_ID, CHROMIUM_EXTENSION_ID]) {
      expect(product.filter((path) => read(path).includes(id))).toEqual(['lib/protocol/ids.ts']);
    }
  });

  it('have one version: of the package, both extensions and the host', () => {
    for (const build of ['chrome-mv3', 'firefox-mv3'] as const) {
      expect(manifestOf(build).version).toBe(packageJson.version);
    }
    expect(readBuilt('native-host', 'copybara-host.mjs')).toContain(packageJson.version);
    expect(read('CHANGELOG.md')).toContain(packageJson.version);
  });

  it('leave the endings as the documents tell them', () => {
    expect([...ENDINGS]).toEqual(['azero', 'a0', 'tzero']);
    for (const ending of ENDINGS) expect(read('README.md')).toContain(`.${ending}`);
  });
});
