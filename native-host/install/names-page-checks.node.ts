/** What the names page needs of this machine: its file, and the one port that wallets know it by. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { NAMES_PAGE_PORT } from '../../lib/protocol/ids.ts';
import { assertNever } from '../../lib/result.ts';
import type { Check } from './checks.ts';
import { look } from './files.node.ts';
import { hostFiles } from './install.node.ts';
import { listenersAt } from './port-holder.ts';
import type { Surroundings } from './surroundings.node.ts';

/** Who holds the port. `hidden`: the system does not tell. */
type Holder =
  | { readonly kind: 'nobody' | 'our-host' | 'other-user' | 'hidden' }
  | { readonly kind: 'program'; readonly name: string; readonly pid: number };

/** Looks for the file beside the installed host, and at the port on both loopback addresses. */
export async function namesPageChecks(
  { roots }: Pick<Surroundings, 'roots'>,
  port = NAMES_PAGE_PORT,
): Promise<readonly Check[]> {
  const files = hostFiles(roots);
  const { namesPage } = files;
  const page: Check =
    look(namesPage).kind === 'file'
      ? { id: 'names-page', state: 'ok', text: 'the file of the names page is there' }
      : {
          id: 'names-page',
          state: 'bad',
          text: 'the file of the names page is missing beside the host',
          remedy: 'run copybara-host install from the newest release, which brings it along',
        };
  return [page, portCheck(await holderOf(port, [files.host, files.launcher]), port)];
}

function portCheck(holder: Holder, port: number): Check {
  const id = 'names-port';
  const bad = (who: string, detail?: string): Check => ({
    id,
    state: 'bad',
    text: `TCP port ${port} of the names page is held by ${who}`,
    remedy:
      'end that program; the page is served at no other port, since your wallet knows it by this one',
    ...(detail === undefined ? {} : { detail }),
  });
  switch (holder.kind) {
    case 'nobody':
      return { id, state: 'ok', text: `TCP port ${port} is free for the names page` };
    case 'our-host':
      return {
        id,
        state: 'note',
        text: `TCP port ${port} is held by a Copybara host, which opens the names page just now and holds it for a minute at most`,
      };
    case 'program':
      return bad(`another program of yours (${holder.name})`, `process ${holder.pid}`);
    case 'other-user':
      return bad('a program of another user of this machine');
    case 'hidden':
      return bad('another program');
    default:
      return assertNever(holder);
  }
}

async function holderOf(port: number, ours: readonly string[]): Promise<Holder> {
  const taken = await Promise.all(['127.0.0.1', '::1'].map((address) => isTaken(address, port)));
  if (!taken.includes(true)) return { kind: 'nobody' };
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    listenersAt(textOf(table), port),
  );
  const uid = process.getuid?.();
  const [first] = sockets;
  if (first === undefined || uid === undefined) return { kind: 'hidden' };
  const inodes = sockets.map(({ inode }) => `socket:[${inode}]`);
  const holders = processes().filter((pid) => holds(pid, inodes));
  const pid = holders.find((one) => !isOurs(one, ours)) ?? holders[0];
  if (pid === undefined) return { kind: first.uid === uid ? 'hidden' : 'other-user' };
  if (isOurs(pid, ours)) return { kind: 'our-host' };
  return { kind: 'program', name: textOf(`/proc/${pid}/comm`).trim(), pid };
}

/** Whether an address's port can't be had; one that this machine does not have is nobody's. */
function isTaken(host: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error) => resolve('code' in error && error.code === 'EADDRINUSE'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

function processes(): readonly number[] {
  return listed('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** Whether a process has one of these sockets open; of other users' processes the system tells nothing. */
function holds(pid: number, inodes: readonly string[]): boolean {
  return listed(`/proc/${pid}/fd`).some((fd) => {
    try {
      return inodes.includes(readlinkSync(`/proc/${pid}/fd/${fd}`));
    } catch {
      return false;
    }
  });
}

function isOurs(pid: number, ours: readonly string[]): boolean {
  return textOf(`/proc/${pid}/cmdline`)
    .split('\0')
    .some((argument) => ours.includes(argument));
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
