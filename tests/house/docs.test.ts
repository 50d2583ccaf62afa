import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../lib/azero/networks.ts';
import { enFailures } from '../../lib/i18n/en-failures.ts';
import { HOST_CAPABILITIES, HOST_PROTOCOL, HostEvent } from '../../lib/protocol/host.ts';
import { EVERY_REQUEST } from '../../lib/protocol/host-checks.ts';
import { HOST_NAME } from '../../lib/protocol/ids.ts';
import { FAILURE_KINDS } from '../../lib/protocol/ui.ts';
import { Settings } from '../../lib/state/settings.ts';
import { DEFAULT_CONFIG } from '../../native-host/config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { troubleshootingText } from '../../scripts/troubleshooting.ts';
import { allFiles, ROOT, read } from './source.ts';

const readme = read('README.md');
const documents = allFiles().filter((path) => path.endsWith('.md'));

/** The anchor that a forge gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

describe('the documents', () => {
  it('link to what is there', () => {
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
        .map(([, link, image]) => link ?? image ?? '')
        .filter((target) => !/^https?:/.test(target))
        .filter((target) => {
          const [file = '', anchor] = target.split('#');
          const to = file === '' ? path : join(dirname(path), file);
          if (!existsSync(join(ROOT, to))) return true;
          const anchors = [...read(to).matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);
          return anchor !== undefined && !anchors.map(anchorOf).includes(anchor);
        })
        .map((target) => `${path}: ${target}`),
    );
    expect(documents.length).toBeGreaterThan(7);
    expect(broken).toEqual([]);
  });

  it('have the anchor that the gate opens', () => {
    const [, anchor] = /copybara#([a-z-]+)/.exec(read('lib/pages/gate-page.browser.tsx')) ?? [];
    const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, text = '']) => anchorOf(text));
    expect(headings).toContain(anchor);
  });

  it('tell of everybody who is asked as it comes, and of no data that is collected', () => {
    const privacy = read('docs/privacy.md');
    const operators = [NETWORKS.alephzero, NETWORKS['alephzero-testnet']].flatMap(({ endpoints }) =>
      endpoints.map(({ operator }) => operator),
    );
    expect(operators.length).toBeGreaterThan(2);
    for (const operator of operators) expect(privacy).toContain(operator);
    expect(privacy).toContain('`data_collection_permissions: none`');
  });

  it('name only npm scripts that are there', () => {
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/npm run ([a-z0-9:]+)/g)].map(([, script = '']) => script),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((script) => !(script in packageJson.scripts))).toEqual([]);
    expect(readme).toContain('npm test');
    expect(read('.ci/run')).toMatch(/^npm test /m);
  });

  it('show pictures that load fast', () => {
    const pictures = allFiles().filter((path) => path.startsWith('docs/images/'));
    expect(pictures.length).toBeGreaterThan(1);
    for (const path of pictures) {
      expect(statSync(join(ROOT, path)).size, path).toBeLessThan(150_000);
      expect(readme).toContain(path);
    }
  });
});

describe('the troubleshooting', () => {
  it('is what the screens say: every failure, its sentence and its next step', () => {
    expect(read('docs/troubleshooting.md')).toBe(troubleshootingText());
    for (const kind of FAILURE_KINDS) {
      expect(troubleshootingText()).toContain(enFailures[`failure.${kind}.what`]);
      expect(troubleshootingText()).toContain(enFailures[`failure.${kind}.next`]);
    }
  });

  it('quotes the screens in the README as they are, and something of every group', () => {
    const sentences: readonly string[] = Object.values(enFailures);
    const quoted = [...readme.matchAll(/^\| “([^”]+)” \|/gm)].map(([, text = '']) => text);
    expect(quoted.length).toBeGreaterThan(7);
    expect(quoted.filter((text) => !sentences.includes(text))).toEqual([]);
    const groups = [...troubleshootingText().matchAll(/^## (.+)$/gm)];
    expect(groups.length).toBeGreaterThan(4);
    for (const [, heading = ''] of groups) {
      expect(readme).toContain(`docs/troubleshooting.md#${anchorOf(heading)})`);
    }
  });
});

describe('docs/settings.md', () => {
  const rows = [...read('docs/settings.md').matchAll(/^\| `([\w.]+)` \|/gm)].map(
    ([, key = '']) => key,
  );

  it('has every key of host.json, and no other', () => {
    const keys = Object.entries(DEFAULT_CONFIG).flatMap(([key, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? Object.keys(value).map((inner) => `${key}.${inner}`)
        : [key],
    );
    expect(keys.length).toBeGreaterThan(5);
    expect(rows.slice(0, keys.length).toSorted()).toEqual(keys.toSorted());
  });

  it('has every key of the extension, and no other', () => {
    const keys = Object.entries(Settings.entries).flatMap(([key, { wrapped }]) =>
      'entries' in wrapped ? Object.keys(wrapped.entries).map((inner) => `${key}.${inner}`) : [key],
    );
    expect(keys.length).toBeGreaterThan(5);
    expect(rows.slice(-keys.length).toSorted()).toEqual(keys.toSorted());
  });
});

describe('docs/host-protocol.md', () => {
  const text = read('docs/host-protocol.md');
  const rows = [...text.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, word]) => word);

  it('has every request and every event, and no other', () => {
    const events = HostEvent.options.map(({ entries }) => entries.event.literal);
    expect(rows).toEqual([...Object.keys(EVERY_REQUEST), ...events]);
  });

  it('tells the version and the name', () => {
    expect(text).toContain(`protocol: ${HOST_PROTOCOL}.`);
    expect(text).toContain(HOST_NAME);
    expect(HOST_CAPABILITIES.length).toBeGreaterThan(0);
  });
});

it('the changelog has a part for this version', () => {
  expect(read('CHANGELOG.md')).toContain(`\n## ${packageJson.version}`);
});
