/** Who listens at a TCP port, from the text of /proc/net/tcp or /proc/net/tcp6 (proc_net_tcp.txt in the kernel's documentation). */

/** A socket that listens. */
export interface ListeningSocket {
  readonly uid: number;
  readonly inode: number;
}

const LISTEN = '0A';

/** The sockets of a table that listen at a port of this machine, at whatever address. */
export function listenersAt(table: string, port: number): readonly ListeningSocket[] {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    // sl, local_address, rem_address, st, tx_queue:rx_queue, tr:tm->when, retrnsmt, uid, timeout, inode
    const [, local = '', , state, , , , uid = '', , inode = ''] = line.trim().split(/ +/);
    const isIt = state === LISTEN && local.endsWith(end) && /^\d+$/.test(uid + inode);
    return isIt ? [{ uid: Number(uid), inode: Number(inode) }] : [];
  });
}
