import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Ipv4 } from '../ipv4.ts';

/**
 * Where the hosts of this user find the one that holds the port of this address: a socket in a folder that only this user
 * may enter. `undefined` where there is no such folder; then the port is not shared.
 */
export function sharePlace(address: Ipv4, port: number): string | undefined {
  const name = `${networkNamespace()}${address}-${port}`;
  if (process.platform === 'win32') return pipeName(name);
  for (const folder of folders()) {
    if (isPrivate(folder)) return join(folder, `peer-${name}.sock`);
  }
  return undefined;
}

function folders(): readonly string[] {
  const { env, platform } = process;
  const runtime = env['XDG_RUNTIME_DIR'];
  const data =
    platform === 'darwin'
      ? join(homedir(), 'Library/Application Support')
      : env['XDG_DATA_HOME']?.startsWith('/')
        ? env['XDG_DATA_HOME']
        : join(homedir(), '.local/share');
  const own = join(data, 'copybara', 'run');
  return runtime?.startsWith('/') ? [join(runtime, 'copybara'), own] : [own];
}

/** Makes the folder where it is missing, and says whether nobody else can enter it. */
function isPrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    if (!stat.isDirectory() || stat.uid !== process.getuid?.()) return false;
    if ((stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

/** The same port of the same address is another one in another network namespace; files are not. */
function networkNamespace(): string {
  try {
    const inode = /\d+/.exec(readlinkSync('/proc/self/ns/net'))?.[0];
    return inode === undefined ? '' : `${inode}-`;
  } catch {
    return '';
  }
}

/** Windows has no folders for pipes, so the name holds a word that only this user can read. */
function pipeName(name: string): string | undefined {
  const local = process.env['LOCALAPPDATA'];
  if (!local) return undefined;
  const file = join(local, 'copybara', 'peer-pipe');
  try {
    mkdirSync(join(local, 'copybara'), { recursive: true });
    writeFileSync(file, randomBytes(16).toString('hex'), { flag: 'wx' });
  } catch {
    // It is there already; or it can't be, and reading says so.
  }
  try {
    const word = readFileSync(file, 'utf8');
    return /^[0-9a-f]{32}$/.test(word) ? `\\\\.\\pipe\\copybara-${word}-${name}` : undefined;
  } catch {
    return undefined;
  }
}
