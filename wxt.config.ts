import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync } from 'vite';
import { defineConfig } from 'wxt';
import { DEFAULT_LINK_BASE } from './lib/call/link-text.ts';
import { DESCRIPTIONS, UNSHOWN } from './lib/i18n/descriptions.ts';
import { LANGUAGES } from './lib/i18n/languages.ts';
import { PAGE_SENTENCES } from './lib/i18n/page-sentences.ts';
import { CHROMIUM_MANIFEST_KEY, FIREFOX_EXTENSION_ID } from './lib/protocol/ids.ts';
import { LINK_PATH, linkRule } from './lib/routing/link-rules.ts';
import { OUR_MATCHES } from './lib/routing/matches.ts';
import {
  NAMES_OPENING_PATH,
  NAMES_PAGE_MATCH,
  namesPageGuard,
} from './lib/routing/names-page-rules.ts';
import { staticRules } from './lib/routing/rules.ts';
import { SEARCH_ENGINE_MATCHES } from './lib/routing/search-engines.ts';

/** The built-in chain endpoints; others answer through CORS or are granted by the person. */
const CHAIN_MATCHES = ['*://*.azero.dev/*', '*://*.azero.fans/*'];

/** The host of call links. */
const LINK_MATCH = `*://${new URL(DEFAULT_LINK_BASE).hostname}/*`;

/**
 * What is imported by a click is in the extension's own folder, and brings no style (only entrypoints import one): Vite's helper, which would
 * preload both, weighs more than it helps.
 */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id: string) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null,
} as const;

/** The PAC is a text to a minifier: its indentation and comments are left out here, where they may be anywhere. */
const densePac = {
  name: 'dense-pac',
  enforce: 'pre',
  transform: (code: string, id: string) =>
    id.endsWith('/lib/routing/pac.ts') ? code.replace(/^\s+(?:\/\/.*)?/gm, '') : null,
} as const;

/** The oldest browsers that are supported, here and in the manifests. */
const TARGET = ['chrome128', 'firefox140'];

/** The minifier of later versions of Vite than WXT builds with: two kB less of background than by esbuild. */
const minify = {
  name: 'minify',
  enforce: 'post',
  renderChunk: {
    order: 'post',
    handler: (code: string, { fileName }: { readonly fileName: string }) =>
      minifySync(fileName, code, { compress: { target: TARGET } }),
  },
} as const;

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  // The browser is started by the demo and the tests, in a profile of their own.
  webExt: { disabled: true },
  // Hidden files stay out of the archive of sources unless they are named.
  zip: {
    sourcesRoot: '.',
    includeSources: [
      '.npmrc',
      '.node-version',
      '.oxlintrc.json',
      '.puppeteerrc.cjs',
      '.editorconfig',
    ],
  },
  manifest: ({ browser }) => ({
    name: 'Copybara',
    description: '__MSG_description__',
    default_locale: LANGUAGES[0],
    permissions: [
      'alarms',
      'declarativeNetRequest',
      'nativeMessaging',
      'proxy',
      'storage',
      'webNavigation',
      'webRequest',
    ],
    host_permissions: [
      ...OUR_MATCHES,
      NAMES_PAGE_MATCH,
      ...CHAIN_MATCHES,
      ...SEARCH_ENGINE_MATCHES,
      // Firefox ends the navigation to a link without a permission.
      ...(browser === 'firefox' ? [] : [LINK_MATCH]),
    ],
    // For whoever sets a base of her own for call links, which is asked for then.
    ...(browser === 'firefox' ? {} : { optional_host_permissions: ['https://*/*'] }),
    omnibox: { keyword: 'az' },
    icons: {
      16: 'icon/16.png',
      32: 'icon/32.png',
      48: 'icon/48.png',
      96: 'icon/96.png',
      128: 'icon/128.png',
    },
    content_security_policy: {
      extension_pages:
        "script-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    },
    declarative_net_request: {
      rule_resources: [
        { id: 'gate', enabled: true, path: 'rules/gate.json' },
        { id: 'links', enabled: true, path: 'rules/links.json' },
        { id: 'names-page', enabled: true, path: 'rules/names-page.json' },
      ],
    },
    content_scripts: [
      { matches: [NAMES_PAGE_MATCH], js: ['names-page-bridge.js'], run_at: 'document_start' },
    ],
    web_accessible_resources: [
      {
        resources: [
          'gate.html',
          NAMES_OPENING_PATH.slice(1),
          ...(browser === 'firefox' ? [] : [LINK_PATH.slice(1)]),
        ],
        matches: ['<all_urls>'],
        use_dynamic_url: true,
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: FIREFOX_EXTENSION_ID,
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          storage: { managed_schema: 'managed-schema.json' },
          key: CHROMIUM_MANIFEST_KEY,
          minimum_chrome_version: '128',
        }),
  }),
  vite: () => ({
    build: {
      target: TARGET,
      modulePreload: {
        polyfill: false,
        // As above: a script would carry a list of what it preloads, and preload nothing.
        resolveDependencies: (_file, scripts, { hostType }) => (hostType === 'html' ? scripts : []),
      },
      minify: false,
      cssMinify: 'esbuild',
    },
    plugins: [plainImports, densePac, minify],
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      for (const language of LANGUAGES) {
        const messages = {
          description: { message: DESCRIPTIONS[language] },
          unshown: { message: UNSHOWN[language] },
        };
        const relativeDest = `_locales/${language}/messages.json`;
        files.push({ relativeDest, contents: JSON.stringify(messages) });
      }
      for (const [page, catalogues] of Object.entries(PAGE_SENTENCES)) {
        for (const { language, messages } of catalogues) {
          const relativeDest = `sentences/${page}.${language}.json`;
          files.push({ relativeDest, contents: JSON.stringify(messages) });
        }
      }
    },
    // The packaged rules are printed from the one place that knows them.
    'build:done': (wxt) => {
      const folder = join(wxt.config.outDir, 'rules');
      mkdirSync(folder, { recursive: true });
      const which = wxt.config.browser === 'firefox' ? 'firefox' : 'chromium';
      const sets = {
        gate: staticRules(),
        links: [linkRule(DEFAULT_LINK_BASE, 1, which)],
        'names-page': namesPageGuard(),
      };
      for (const [name, rules] of Object.entries(sets)) {
        writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(rules, null, 2)}\n`);
      }
    },
  },
});
