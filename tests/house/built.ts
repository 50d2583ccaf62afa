/** What `npm run build` made, as the house tests read it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import * as v from 'valibot';
import { importsIn, ROOT } from './source.ts';

/** The folders of the two builds. */
export const BUILDS = ['chrome-mv3', 'firefox-mv3'] as const;
/** One of the two builds. */
export type Build = (typeof BUILDS)[number];

const texts = v.array(v.string());
const Manifest = v.object({
  version: v.string(),
  key: v.optional(v.string()),
  permissions: texts,
  host_permissions: texts,
  optional_permissions: v.optional(texts),
  optional_host_permissions: v.optional(texts),
  content_scripts: v.optional(v.unknown()),
  externally_connectable: v.optional(v.unknown()),
  content_security_policy: v.object({ extension_pages: v.string() }),
  web_accessible_resources: v.array(v.object({ resources: texts })),
  declarative_net_request: v.object({
    rule_resources: v.array(v.object({ id: v.string(), enabled: v.boolean(), path: v.string() })),
  }),
  browser_specific_settings: v.optional(
    v.object({
      gecko: v.object({
        id: v.string(),
        data_collection_permissions: v.object({ required: texts }),
      }),
    }),
  ),
});
/** A manifest as far as the tests look at it. */
export type Manifest = v.InferOutput<typeof Manifest>;

/** The text of a built file; fails with the remedy where there is no build. */
export function readBuilt(...path: readonly string[]): string {
  const file = join(ROOT, '.output', ...path);
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`);
  return readFileSync(file, 'utf8');
}

/** The built manifest. */
export function manifestOf(build: Build): Manifest {
  return v.parse(Manifest, JSON.parse(readBuilt(build, 'manifest.json')));
}

/**
 * The scripts that a built page or script loads, as paths in the build; `path` itself too when it is a script. `first`:
 * without those that it imports when somebody needs them.
 */
export function scriptsOf(
  build: Build,
  path: string,
  which: 'first' | 'all' = 'all',
): readonly string[] {
  const seen = new Set<string>();
  const open = path.endsWith('.html')
    ? [...readBuilt(build, path).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(
        ([, at]) => at ?? '',
      )
    : [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { specifier, dynamic } of importsIn(next, readBuilt(build, next))) {
      if (dynamic && which === 'first') continue;
      open.push(
        specifier.startsWith('/') ? specifier.slice(1) : normalize(join(dirname(next), specifier)),
      );
    }
  }
  return [...seen];
}
