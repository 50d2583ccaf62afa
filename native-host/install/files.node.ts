/** Files that are written whole or not at all, and folders that are remembered. */
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** What is at a path: a plain file's bytes, nothing, or something that we don't touch (a link, a folder, no right to read). */
export type Found =
  | { readonly kind: 'file'; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'other' };

/** Looks at a path without following a link at its end. */
export function look(path: string): Found {
  try {
    const stat = lstatSync(path);
    if (!stat.isFile()) return { kind: 'other' };
    return { kind: 'file', bytes: readFileSync(path), mode: stat.mode & 0o777 };
  } catch (error) {
    return isMissing(error) ? { kind: 'nothing' } : { kind: 'other' };
  }
}

/** Whether a folder is there. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a path leads to something that this person may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The folders that `makeFolders` would make for `path`, parents first. */
export function missingFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = path; !isFolder(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  return missing;
}

/**
 * Makes a folder and its parents, for this person alone: where a browser is installed later, its
 * profile lies in what we made, and browsers make such folders 0700 themselves.
 */
export function makeFolders(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/**
 * Puts `content` at `path`: whole, or the old file stays. A new file takes the name, so on macOS the
 * inode is fresh (the kernel remembers the signature of the old one), and a running program keeps
 * what it has. Windows refuses to rename over a file in use, but lets that file be renamed away.
 */
export function replaceFile(
  path: string,
  content: string | Buffer,
  mode: number,
  rename: (from: string, to: string) => void = renameSync,
): void {
  const fresh = `${path}.new-${process.pid}`;
  rmSync(fresh, { force: true });
  try {
    writeFileSync(fresh, content, { mode, flag: 'wx', flush: true });
    try {
      rename(fresh, path);
    } catch (error) {
      if (!isInUse(error)) throw error;
      const aside = renameAside(path, rename);
      try {
        rename(fresh, path);
      } catch (again) {
        rename(aside, path);
        throw again;
      }
      tryUnlink(aside);
    }
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** Removes a file; one in use on Windows is renamed away first. Says whether it was there. */
export function removeFile(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    if (!isInUse(error)) throw error;
    tryUnlink(renameAside(path, renameSync));
    return true;
  }
}

/** Removes a folder if it is empty; says whether it is gone. */
export function removeEmptyFolder(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    return isMissing(error);
  }
}

/** Takes away what earlier replacements had to leave in a folder of ours. */
export function sweep(folder: string): void {
  if (!isFolder(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/\.(?:new|old)-\d+$/.test(name)) tryUnlink(join(folder, name));
  }
}

function renameAside(path: string, rename: (from: string, to: string) => void): string {
  const aside = `${path}.old-${process.pid}`;
  rename(path, aside);
  return aside;
}

function tryUnlink(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Still in use; the next installation takes it away.
  }
}

/** The short code of a system error (`EACCES`), or its message. */
export function causeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.message : String(error);
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(causeOf(error));
}

function isInUse(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(causeOf(error));
}
