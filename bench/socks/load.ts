/**
 * The client of all rivals, as a process of its own: `node load.ts '<JSON>'` prints one line of JSON with what it measured.
 * It speaks SOCKS as Chromium does: greeting, then request, then data, each after the answer to the one before.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What is to be done, through which proxy (a port of 127.0.0.1; absent: directly), to which host and port. */
export interface LoadOrder {
  readonly job: 'stream' | 'short' | 'idle';
  readonly proxy?: number | undefined;
  /** What the proxy is told: a name, or an address as text. Directly, it must be an address. */
  readonly host: string;
  readonly port: number;
  /** `stream`: bytes of the one answer. `short`: bytes of each. */
  readonly bytes: number;
  /** `short`: how many connections there are in all. `idle`: how many stay open. */
  readonly connections: number;
  /** `short`: how many run at one time. */
  readonly clients: number;
}

/** What came of it. */
export interface LoadReport {
  /** From the first connection to the end of the last one, ms. */
  readonly ms: number;
  /** `short`: of each connection, from connecting to the last byte, ms. */
  readonly each: readonly number[];
}

const GREETING = Uint8Array.of(5, 1, 0);
const GRANTED = 10;

function order(): LoadOrder {
  const parsed: LoadOrder = JSON.parse(process.argv[2] ?? '');
  return parsed;
}

const { job, proxy, host, port, bytes, connections, clients } = order();
const GET = Buffer.from(`GET /${bytes} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
const REQUEST = Buffer.concat([
  Uint8Array.of(5, 1, 0, 3, host.length),
  Buffer.from(host, 'latin1'),
  Uint8Array.of(port >> 8, port & 255),
]);

/** Opens one connection, through the proxy where there is one; then `onBytes` gets how many bytes came, each time. */
function open(onOpen: (socket: Socket) => void, onBytes: (count: number) => void): Socket {
  let awaited = proxy === undefined ? 0 : 2 + GRANTED;
  const asks = [REQUEST];
  const socket = connect({
    ...(proxy === undefined ? { host, port } : { host: '127.0.0.1', port: proxy }),
    noDelay: true,
    // One buffer for all that comes: the client is to be cheap.
    onread: {
      buffer: Buffer.allocUnsafeSlow(job === 'stream' ? 1024 * 1024 : 4096),
      callback: (count: number, buffer: Uint8Array): boolean => {
        if (awaited === 0) {
          onBytes(count);
          return true;
        }
        awaited -= count;
        // The greeting's answer is 05 00; of the other one the second byte says whether it is granted.
        if (awaited < 0 || buffer[1] !== 0)
          throw new Error(`refused: ${[...buffer.subarray(0, count)].join(' ')}`);
        const ask = asks.shift();
        if (awaited > 0 && ask) socket.write(ask);
        else if (awaited === 0) onOpen(socket);
        return true;
      },
    },
  });
  socket.on('error', (error) => {
    throw error;
  });
  socket.once('connect', () => {
    if (proxy === undefined) onOpen(socket);
    else socket.write(GREETING);
  });
  return socket;
}

/** One request of its own connection: the ms that it took, to the end of the connection. */
function one(): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let came = 0;
    open(
      (socket) => socket.write(GET),
      (count) => {
        came += count;
      },
    ).once('close', () => {
      if (came > bytes) resolve(performance.now() - started);
      else reject(new Error(`cut off after ${came} bytes`));
    });
  });
}

async function many(): Promise<readonly number[]> {
  const each: number[] = [];
  let left = connections;
  const client = async (): Promise<void> => {
    while (left-- > 0) each.push(await one());
  };
  await Promise.all(Array.from({ length: clients }, client));
  return each;
}

async function idle(): Promise<void> {
  for (let opened = 0; opened < connections; opened++) {
    await new Promise((resolve) => open(resolve, () => {}));
  }
}

// The first connections of a process are slow for reasons of its own.
if (job === 'short') for (let warm = 0; warm < 50; warm++) await one();
const started = performance.now();
const each = job === 'stream' ? [await one()] : job === 'short' ? await many() : [];
if (job === 'idle') await idle();
const report: LoadReport = { ms: performance.now() - started, each };
process.stdout.write(`${JSON.stringify(report)}\n`);
// Idle connections stay open until we are told.
if (job === 'idle') await once(process.stdin.resume(), 'end');
process.exit(0);
