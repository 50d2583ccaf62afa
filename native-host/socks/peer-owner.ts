/**
 * The owner of a local TCP connection's other end, from the text of /proc/net/tcp or /proc/net/tcp6 (proc_net_tcp.txt in
 * the kernel's documentation; addresses are printed word by word in the machine's byte order, ports as numbers).
 */

// The far end as it prints itself: its local address is 127.0.0.1 and its port, its remote address is ours.
const LOOPBACK = '0100007F';
const MAPPED_LOOPBACK = '0000000000000000FFFF00000100007F'; // ::ffff:127.0.0.1, for a client with an IPv6 socket

/** What `uids` looks up: the client's port and, after a colon, the proxy's, as the file has them. */
export function pairKey(clientPort: number, proxyPort: number): string {
  return `${hex(clientPort)}:${hex(proxyPort)}`;
}

/** The owners' user ids of all connections between two ports of 127.0.0.1, by `pairKey`. Lines that can't be read are left out. */
export function uidsByPair(table: string): ReadonlyMap<string, number> {
  const uids = new Map<string, number>();
  for (const line of table.split('\n')) {
    const [, local, remote, , , , , uid] = line.trim().split(/\s+/);
    const from = loopbackPort(local);
    const to = loopbackPort(remote);
    if (from === undefined || to === undefined || !uid || !/^\d{1,10}$/.test(uid)) continue;
    uids.set(`${from}:${to}`, Number(uid));
  }
  return uids;
}

function loopbackPort(field: string | undefined): string | undefined {
  const [address, port] = field?.split(':') ?? [];
  return address === LOOPBACK || address === MAPPED_LOOPBACK ? port : undefined;
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
