import { readFile } from 'node:fs/promises';
import { findOwner, TABLES } from '../socks/peer-owner.ts';

/** How `::1` looks in /proc/net/tcp6. */
const LOOPBACK_6 = [{ path: '/proc/net/tcp6', loopback: '00000000000000000000000001000000' }];

/**
 * Whether the client's end of a connection to one of our loopback ports is a process of `uid` (Linux). Never rejects; what can't
 * be found out is a no. `address`: the client's, `127.0.0.1` or `::1`.
 */
export async function isClientOf(
  uid: number,
  address: string | undefined,
  clientPort: number,
  port: number,
): Promise<boolean> {
  for (const { path, loopback } of address === '::1' ? LOOPBACK_6 : TABLES) {
    // oxlint-disable-next-line no-await-in-loop -- the second table only where the first does not list it
    const table = await readFile(path).catch(() => Buffer.alloc(0));
    const owner = findOwner(table, loopback, clientPort, port);
    if (owner !== undefined) return owner === uid;
  }
  return false;
}
