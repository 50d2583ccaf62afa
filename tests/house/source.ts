/** The files of the repository as the house tests see them: what git knows, or would know once it is committed. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** The repository's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The paths of all files that are not ignored, relative to the repository. */
export function allFiles(): readonly string[] {
  const options = { cwd: ROOT, encoding: 'utf8' } as const;
  // Also where the checkout is another user's, as in containers.
  const args = [
    '-c',
    'safe.directory=*',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ];
  return execFileSync('git', args, options)
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

/** The text of a file. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Whether a path is one of a program of ours. */
export function isSource(path: string): boolean {
  return /\.(?:ts|tsx|mjs|js|cjs)$/.test(path) && !path.endsWith('.d.ts');
}

/** One import or re-export: `to` is a path of the repository for a relative one, else the package as it is written. */
export type Import = {
  readonly from: string;
  readonly to: string;
  readonly relative: boolean;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
};

/** Every import of a file. Throws where the file can't be parsed or an import can't be read. */
export function importsOf(from: string): readonly Import[] {
  return importsIn(from, read(from)).map(({ specifier, typeOnly }) => {
    const relative = specifier.startsWith('.');
    const to = relative ? normalize(join(dirname(from), specifier)) : specifier;
    return { from, to, relative, typeOnly };
  });
}

type Specifier = {
  readonly specifier: string;
  readonly typeOnly: boolean;
  /** Loaded when the program comes to it, not before it runs. */
  readonly dynamic: boolean;
};

/** What the text of a program imports, as it is written: static, dynamic and re-exports. */
export function importsIn(name: string, text: string): readonly Specifier[] {
  const { module, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  const found: Specifier[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    found.push({ specifier: moduleRequest.value, typeOnly, dynamic: false });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (!moduleRequest) continue;
      found.push({ specifier: moduleRequest.value, typeOnly: isType, dynamic: false });
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    const specifier = /^(['"`])([^'"`$]*)\1$/.exec(written)?.[2];
    if (specifier === undefined) throw new Error(`${name}: import(${written}) can't be judged`);
    found.push({ specifier, typeOnly: false, dynamic: true });
  }
  return found;
}

/** A cycle in a graph, as the nodes along it, or undefined. */
export function findCycle(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const done = new Set<string>();
  function walk(node: string, path: readonly string[]): readonly string[] | undefined {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  }
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}
