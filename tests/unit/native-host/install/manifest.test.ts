import { describe, expect, test } from 'vitest';
import { CHROMIUM_EXTENSION_ID } from '../../../../lib/protocol/ids.ts';
import { isChromiumId, manifestText, ownership } from '../../../../native-host/install/manifest.ts';
import { parseReceipt, receiptText } from '../../../../native-host/install/receipt.ts';

const OTHER_ID = 'abcdefghijklmnopabcdefghijklmnop';
const isOurs = (path: string): boolean => path === '/ours/copybara-host';

describe('our manifests', () => {
  test('for Chromium let exactly these extensions in', () => {
    const text = manifestText('chromium', '/ours/copybara-host', [CHROMIUM_EXTENSION_ID, OTHER_ID]);
    expect(JSON.parse(text)).toEqual({
      name: 'io.staex.copybara',
      description: expect.any(String),
      path: '/ours/copybara-host',
      type: 'stdio',
      allowed_origins: [
        `chrome-extension://${CHROMIUM_EXTENSION_ID}/`,
        `chrome-extension://${OTHER_ID}/`,
      ],
    });
  });

  test('for Firefox have its own word for it', () => {
    const manifest: unknown = JSON.parse(
      manifestText('firefox', '/ours/copybara-host', [OTHER_ID]),
    );
    expect(manifest).toMatchObject({ allowed_extensions: ['copybara@staex.io'] });
    expect(manifest).not.toHaveProperty('allowed_origins');
  });
});

describe('whose manifest it is', () => {
  test('ours by name and launcher', () => {
    for (const family of ['chromium', 'firefox'] as const) {
      const text = manifestText(family, '/ours/copybara-host', [CHROMIUM_EXTENSION_ID]);
      expect(ownership(text, isOurs)).toEqual({
        owner: 'us',
        manifest: {
          path: '/ours/copybara-host',
          allowed: [family === 'chromium' ? CHROMIUM_EXTENSION_ID : 'copybara@staex.io'],
        },
      });
    }
  });

  const ours: Record<string, unknown> = JSON.parse(
    manifestText('chromium', '/ours/copybara-host', []),
  );
  test.each([
    ['', 'unreadable'],
    ['{', 'unreadable'],
    ['null', 'unreadable'],
    ['[]', 'unreadable'],
    [JSON.stringify({ ...ours, path: undefined }), 'unreadable'],
    [JSON.stringify({ ...ours, type: 'pkcs11' }), 'unreadable'],
    [JSON.stringify({ ...ours, name: 'io.staex.other' }), 'other-name'],
    [JSON.stringify({ ...ours, path: '/theirs/copybara-host' }), 'other-path'],
  ])("another's: %s", (text, because) => {
    expect(ownership(text, isOurs)).toEqual({ owner: 'another', because });
  });
});

test.each([
  [CHROMIUM_EXTENSION_ID, true],
  [OTHER_ID, true],
  ['', false],
  [OTHER_ID.slice(1), false],
  [`${OTHER_ID}a`, false],
  [`q${OTHER_ID.slice(1)}`, false],
  [OTHER_ID.toUpperCase(), false],
  [`${OTHER_ID}\n`, false],
])('a Chromium id: %s', (text, expected) => {
  expect(isChromiumId(text)).toBe(expected);
});

test('a receipt comes back as it was written; anything else is none', () => {
  const receipt = {
    version: 1 as const,
    chromiumIds: [CHROMIUM_EXTENSION_ID],
    runtime: '/usr/bin/node',
    programs: ['/ours/copybara-host'],
    manifests: ['/h/x.json'],
    registryKeys: [],
    folders: ['/ours'],
  };
  expect(parseReceipt(receiptText(receipt))).toEqual(receipt);
  expect(parseReceipt('')).toBeNull();
  expect(parseReceipt(receiptText(receipt).slice(0, 40))).toBeNull();
  expect(parseReceipt(JSON.stringify({ ...receipt, version: 2 }))).toBeNull();
  expect(parseReceipt(JSON.stringify({ ...receipt, manifests: [1] }))).toBeNull();
});
