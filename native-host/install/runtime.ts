/**
 * Which path to a running Node stays valid: version managers put the version into the path, and
 * an update removes it.
 */

/**
 * Paths that may be a stable link to the same Node, best first; the caller keeps the first that is
 * the same file. Knows Homebrew, Snap, mise, Nix profiles and the usual system links.
 */
export function stableCandidates(runtime: string, home: string): readonly string[] {
  const candidates: string[] = [];
  const brew = /^(.*)\/Cellar\/([^/]+)\/[^/]+\/bin\/node$/.exec(runtime);
  if (brew) candidates.push(`${brew[1]}/opt/${brew[2]}/bin/node`, `${brew[1]}/bin/node`);
  const snap = /^\/snap\/([^/]+)\/[^/]+\/(.*)$/.exec(runtime);
  if (snap) candidates.push(`/snap/${snap[1]}/current/${snap[2]}`);
  const mise = /^(.*\/mise\/installs\/node)\/(\d+)[^/]*\/bin\/node$/.exec(runtime);
  if (mise) candidates.push(`${mise[1]}/${mise[2]}/bin/node`, `${mise[1]}/latest/bin/node`);
  if (runtime.startsWith('/nix/store/')) {
    candidates.push(`${home}/.nix-profile/bin/node`, '/run/current-system/sw/bin/node');
  }
  if (/\d+\.\d+/.test(runtime)) candidates.push('/usr/local/bin/node', '/usr/bin/node');
  return candidates.filter((path) => path !== runtime);
}

/** Why a runtime's path is likely to vanish, or `null`: said to the person, who may choose another Node. */
export function shortLived(runtime: string): 'project' | 'version-manager' | null {
  if (/[\\/]node_modules[\\/]|[\\/]_npx[\\/]/.test(runtime)) return 'project';
  if (/[\\/](?:\.nvm|nvm|fnm|fnm_multishells|\.volta|\.asdf|mise|n)[\\/].*\d/.test(runtime)) {
    return 'version-manager';
  }
  return null;
}
