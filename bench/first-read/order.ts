/** What the two readers are given, as their only argument, and what they say: shared so that they are told the same. */

/** One first read. */
export interface ReadOrder {
  /** `http://host:port` of each operator's node; the rival asks the first one, over WebSocket as it does. */
  readonly endpoints: readonly string[];
  readonly registry: string;
  readonly router: string;
  /** Absent: the reader has no hash to check. */
  readonly genesis?: string | undefined;
  readonly quorum: number;
  /** `host:port` of a server that has nothing to do with it, where Node's own fetch and WebSocket are used once before; absent: neither is. */
  readonly warmUp?: string | undefined;
  /** The names to read, one after the other, in one process. */
  readonly names: readonly string[];
}

/** How long each of them took, ms; the first from when all modules were loaded. */
export interface ReadReport {
  readonly each: readonly number[];
}

/** The order that this process was given. */
export function givenOrder(): ReadOrder {
  const order: ReadOrder = JSON.parse(process.argv[2] ?? '');
  return order;
}

/**
 * Node loads its own fetch and WebSocket at their first use, about 15 ms; browsers have theirs. Using both once leaves what is
 * measured to the readers.
 */
export async function warmUp({ warmUp: authority }: ReadOrder): Promise<void> {
  if (authority === undefined) return;
  await (await fetch(`http://${authority}`, { method: 'POST', body: '{}' })).text();
  const socket = new WebSocket(`ws://${authority}`);
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  socket.close();
  await new Promise((resolve) => socket.addEventListener('close', resolve));
}

/** Says what was measured and ends the process, whatever is still open. */
export function report(each: readonly number[]): void {
  const said: ReadReport = { each };
  process.stdout.write(`${JSON.stringify(said)}\n`, () => process.exit(0));
}
