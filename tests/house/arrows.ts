/**
 * Which part of the house may import which: the one list, from which docs/architecture.md is explained, .oxlintrc.json is
 * printed (rooms only) and `arrows.test.ts` judges every import (files, types and packages too).
 */

/** A room and what it may import: a room, or one file of a room. Every room may import itself. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'lib/result.ts': [],
  'lib/node-id.ts': ['lib/result.ts'],
  'lib/webextension.browser.ts': [],
  'lib/names': ['lib/result.ts'],
  'lib/protocol': ['lib/result.ts', 'lib/node-id.ts', 'lib/names/name.ts'],
  'lib/azero': ['lib/result.ts', 'lib/node-id.ts', 'lib/names/name.ts', 'lib/protocol/limits.ts'],
  'lib/routing': ['lib/result.ts', 'lib/node-id.ts', 'lib/names', 'lib/protocol'],
  'lib/host': ['lib/result.ts', 'lib/protocol'],
  'lib/call': ['lib/result.ts', 'lib/node-id.ts', 'lib/names', 'lib/protocol'],
  'lib/state': [
    'lib/result.ts',
    'lib/node-id.ts',
    'lib/names',
    'lib/protocol',
    'lib/call/call-id.ts',
    'lib/call/fingerprint.ts',
    'lib/call/session-end.ts',
  ],
  'lib/i18n': [
    'lib/result.ts',
    'lib/names',
    'lib/call',
    'lib/protocol/ui.ts',
    'lib/protocol/calls.ts',
  ],
  'lib/background': [
    'lib/result.ts',
    'lib/node-id.ts',
    'lib/names',
    'lib/protocol',
    'lib/azero',
    'lib/routing',
    'lib/host',
    'lib/call',
    'lib/state',
    'lib/i18n/badge.ts',
    'lib/i18n/languages.ts',
  ],
  'lib/pages': [
    'lib/result.ts',
    'lib/node-id.ts',
    'lib/names',
    'lib/protocol',
    'lib/azero/chain.browser.ts',
    'lib/azero/networks.ts',
    'lib/azero/resolve-chain.ts',
    'lib/routing/pac.ts',
    'lib/routing/gate-url.ts',
    'lib/routing/search-engines.ts',
    'lib/routing/search-engine-names.ts',
    'lib/routing/gate-address.ts',
    'lib/routing/gate-target.ts',
    'lib/host',
    'lib/call',
    'lib/state',
    'lib/i18n',
    'components',
  ],
  components: [
    'lib/result.ts',
    'lib/names',
    'lib/call',
    'lib/protocol/ui.ts',
    'lib/protocol/calls.ts',
    'lib/i18n',
  ],
  'names-page': [
    'lib/result.ts',
    'lib/node-id.ts',
    'lib/names',
    'lib/protocol',
    'lib/azero',
    'lib/i18n',
    'components',
  ],
  entrypoints: ['lib/background', 'lib/pages', 'components'],
  'native-host': [
    'lib/result.ts',
    'lib/node-id.ts',
    'lib/names/name.ts',
    'lib/protocol/host.ts',
    'lib/protocol/host-checks.ts',
    'lib/protocol/host-values.ts',
    'lib/protocol/ids.ts',
    'lib/protocol/limits.ts',
    'package.json',
  ],
};

/** What stands outside of the product and may import all of it but the entrypoints; nothing of the product imports it. */
export const OUTSIDE = ['tests', 'demo', 'bench', 'scripts', 'wxt.config.ts', 'vitest.config.ts'];

/** The packages that pure files may import, and what the others may beside them. */
export const PACKAGES = {
  pure: ['valibot', '@noble/hashes', '@scure/base', 'lean-qr'],
  views: ['preact', '@preact/signals'],
  browser: ['preact', '@preact/signals'],
  /** Of which everybody may have types, and only the window of a call what runs: it weighs a sixth of a page. */
  types: ['webextension-polyfill'],
  entrypoints: ['wxt'],
  /** The page with the wallet may be large: nothing of it is in the extension. */
  names: ['@polkadot', '@azns/resolver-core'],
  node: ['node:'],
} as const;

/** The room that a file of the product is in; undefined outside of it. `path` is relative to the repository. */
export function roomOf(path: string): string | undefined {
  if (path in ARROWS) return path;
  return Object.keys(ARROWS).find((room) => path.startsWith(`${room}/`));
}

/** Whether a file touches the world by its name. */
export function isShell(path: string): boolean {
  return /\.(?:browser|node)\.tsx?$/.test(path);
}

/** Whether a file of one room may import another file. */
export function mayImport(from: string, to: string): boolean {
  const room = roomOf(from);
  if (to === 'lib/webextension.browser.ts') return isShell(from);
  if (room === undefined) return !to.startsWith('entrypoints/');
  return to.startsWith(`${room}/`) || ARROWS[room]?.some((door) => isBehind(to, door)) === true;
}

function isBehind(path: string, door: string): boolean {
  return path === door || path.startsWith(`${door}/`);
}

/** Whether an arrow leads to something of a room, if only to one of its files. */
function leadsInto(room: string, other: string): boolean {
  return room === other || ARROWS[room]?.some((door) => isBehind(door, other)) === true;
}

const WORLD = {
  regex: '\\.(browser|node)\\.tsx?$|^node:|^@wxt-dev/',
  message: 'A pure file touches no world: values in, values out.',
};

/** The part of .oxlintrc.json that holds the arrows: lint knows rooms and pure files, the test knows single files too. */
export function lintOverrides(): readonly unknown[] {
  const rooms = Object.keys(ARROWS).filter((room) => !room.endsWith('.ts'));
  const outside = OUTSIDE.filter((place) => !place.endsWith('.ts'));
  return rooms.flatMap((room) => {
    const closed = [...rooms, ...outside].filter((other) => !leadsInto(room, other));
    const arrow = {
      regex: `^(\\.\\./)+(lib/)?(${closed.map((other) => other.replace(/^lib\//, '')).join('|')})/`,
      message: `No arrow from ${room} to there: see docs/architecture.md.`,
    };
    const shells = [`${room}/**/*.browser.{ts,tsx}`, `${room}/**/*.node.ts`];
    const inWorld = room === 'entrypoints';
    const rule = (...patterns: readonly unknown[]): object => ({
      'no-restricted-imports': ['error', { patterns }],
    });
    return [
      { files: [`${room}/**`], rules: inWorld ? rule(arrow) : rule(arrow, WORLD) },
      ...(inWorld ? [] : [{ files: shells, rules: rule(arrow) }]),
    ];
  });
}
