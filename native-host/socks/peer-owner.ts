/**
 * The owner of a local TCP connection's other end, from the bytes of /proc/net/tcp or /proc/net/tcp6 (proc_net_tcp.txt in
 * the kernel's documentation; addresses are printed word by word in the machine's byte order, ports as numbers).
 */

/** One of the two tables, and how 127.0.0.1 looks in it. */
export interface Table {
  readonly path: string;
  readonly loopback: string;
}

/** Where a client's end is, by the kind of socket that it opened. */
export const TABLES: readonly Table[] = [
  { path: '/proc/net/tcp', loopback: '0100007F' },
  // ::ffff:127.0.0.1
  { path: '/proc/net/tcp6', loopback: '0000000000000000FFFF00000100007F' },
];

/** The longest line that is read, in bytes; the kernel's are under 200. */
const MAX_LINE = 512;

/** What is looked through: a `Buffer`, or anything that can find bytes in itself. */
export interface Bytes {
  readonly indexOf: (text: string, from: number, encoding: 'latin1') => number;
  readonly toString: (encoding: 'latin1', from: number, to: number) => string;
}

/**
 * The user id of the client's end of the connection between two ports of 127.0.0.1; `undefined` where it is not listed.
 * It searches instead of taking the table apart: there may be tens of thousands of lines.
 */
export function findOwner(
  table: Bytes,
  loopback: string,
  clientPort: number,
  proxyPort: number,
): number | undefined {
  // The client's end prints itself with its own port first; ours has it the other way round.
  const pair = ` ${loopback}:${hex(clientPort)} ${loopback}:${hex(proxyPort)} `;
  const at = table.indexOf(pair, 0, 'latin1');
  if (at === -1) return undefined;
  const start = at + pair.length;
  const [line = ''] = table.toString('latin1', start, start + MAX_LINE).split('\n');
  const [, , , , uid = ''] = line.split(/ +/); // st, tx_queue:rx_queue, tr:tm->when, retrnsmt, uid
  return /^\d{1,10}$/.test(uid) ? Number(uid) : undefined;
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
