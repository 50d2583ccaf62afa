import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../lib/azero/networks.ts';
import { DEFAULT_LINK_BASE } from '../../lib/call/link-text.ts';
import { linkRule } from '../../lib/routing/link-rules.ts';
import { OUR_MATCHES } from '../../lib/routing/matches.ts';
import { NAMES_PAGE_MATCH, namesPageGuard } from '../../lib/routing/names-page-rules.ts';
import { staticRules } from '../../lib/routing/rules.ts';
import { SEARCH_ENGINE_MATCHES } from '../../lib/routing/search-engines.ts';
import { BUILDS, manifestOf, readBuilt } from './built.ts';
import { read } from './source.ts';

/** The rows of the table of permissions: what stands in its first column, and the reason beside it. */
function permissionTable(): readonly { readonly what: string; readonly why: string }[] {
  return [...read('docs/permissions.md').matchAll(/^\| (.+?) \| (.+?) \|$/gm)]
    .map(([, what = '', why = '']) => ({ what, why }))
    .filter(({ what }) => what !== 'Permission' && !what.startsWith('-'));
}

const words = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

const isHost = (word: string): boolean => word.includes('.');

describe.each(BUILDS)('the manifest of %s', (build) => {
  const manifest = manifestOf(build);
  const table = permissionTable();

  it('asks for nothing without a reason in the table, and for all that has one', () => {
    const rows = table.filter(({ what }) => !words(what).some(isHost) && words(what).length > 0);
    expect(rows.flatMap(({ what }) => words(what)).toSorted()).toEqual(
      manifest.permissions.toSorted(),
    );
    for (const { what, why } of table) expect(why.length, what).toBeGreaterThan(30);
    expect(manifest.optional_permissions ?? []).toEqual([]);
    expect(manifest.optional_host_permissions ?? []).toEqual(
      build === 'firefox-mv3' ? [] : ['https://*/*'],
    );
  });

  it('asks for no host without a reason in the table', () => {
    const told = new Set(table.flatMap(({ what }) => words(what)).filter(isHost));
    const search = table.filter(({ what }) => what.startsWith('the search engines'));
    expect(search).toHaveLength(1);
    if (manifest.optional_host_permissions) {
      expect(table.filter(({ what }) => what.startsWith('the host of your own'))).toHaveLength(1);
    }
    const untold = manifest.host_permissions.filter((pattern) => {
      const host = /^\*:\/\/([^/]+)\/\*$/.exec(pattern)?.[1]?.replace(/\.$/, '');
      return !SEARCH_ENGINE_MATCHES.includes(pattern) && (!host || !told.has(host));
    });
    expect(untold).toEqual([]);
    expect(manifest.host_permissions).toEqual(expect.arrayContaining([...OUR_MATCHES]));
    expect(manifest.host_permissions).not.toContain('<all_urls>');
    expect(manifest.host_permissions.join()).not.toMatch(/\*:\/\/\*\/|\*\.(?:com|org)\//);
  });

  it('may ask every built-in chain endpoint', () => {
    const endpoints = Object.values(NETWORKS).flatMap((network) =>
      network.endpoints.map(({ url }) => new URL(url).hostname),
    );
    const open = manifest.host_permissions.map((pattern) => pattern.slice('*://*.'.length, -2));
    for (const host of endpoints.filter((name) => name !== '127.0.0.1')) {
      expect(
        open.some((domain) => host === domain || host.endsWith(`.${domain}`)),
        host,
      ).toBe(true);
    }
  });

  it('lets no other page or program in', () => {
    const { extension_pages } = manifest.content_security_policy;
    expect(extension_pages).toContain("script-src 'self'");
    expect(extension_pages).toContain("frame-ancestors 'none'");
    expect(extension_pages).not.toMatch(/unsafe|https?:|\*/);
    expect(manifest.web_accessible_resources.flatMap(({ resources }) => resources)).toEqual(
      build === 'firefox-mv3'
        ? ['gate.html', 'names.html']
        : ['gate.html', 'names.html', 'link.html'],
    );
    // The origin of the names page is held shut for everybody else by rules; the script looks at the port itself.
    expect(manifest.content_scripts).toEqual([
      { matches: [NAMES_PAGE_MATCH], js: ['names-page-bridge.js'], run_at: 'document_start' },
    ]);
    expect(manifest.externally_connectable).toBeUndefined();
  });

  it('holds the rules that lib/routing prints', () => {
    expect(manifest.declarative_net_request.rule_resources).toEqual([
      { id: 'gate', enabled: true, path: 'rules/gate.json' },
      { id: 'links', enabled: true, path: 'rules/links.json' },
      { id: 'names-page', enabled: true, path: 'rules/names-page.json' },
    ]);
    expect(JSON.parse(readBuilt(build, 'rules', 'gate.json'))).toEqual(staticRules());
    expect(JSON.parse(readBuilt(build, 'rules', 'names-page.json'))).toEqual(namesPageGuard());
    const which = build === 'firefox-mv3' ? 'firefox' : 'chromium';
    expect(JSON.parse(readBuilt(build, 'rules', 'links.json'))).toEqual([
      linkRule(DEFAULT_LINK_BASE, 1, which),
    ]);
  });
});

it('asks for the same on both browsers', () => {
  const [chromium, firefox] = BUILDS.map(manifestOf);
  expect(chromium?.permissions).toEqual(firefox?.permissions);
  // Firefox ends the navigation to a call link without a permission for its host.
  const links = `*://${new URL(DEFAULT_LINK_BASE).hostname}/*`;
  expect(chromium?.host_permissions).toEqual([...(firefox?.host_permissions ?? []), links]);
});

it('tells Firefox that no data is collected', () => {
  const gecko = manifestOf('firefox-mv3').browser_specific_settings?.gecko;
  expect(gecko?.data_collection_permissions).toEqual({ required: ['none'] });
});
