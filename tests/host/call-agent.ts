/**
 * Runs inside a network namespace: a page with its TURN client, and a plain UDP socket. Takes one JSON object a line on
 * standard input, and prints one for each.
 */
import { createSocket, type Socket } from 'node:dgram';
import { createInterface } from 'node:readline';
import { type TurnAccess, TurnClient } from './turn-client.ts';

let page: TurnClient | undefined;
let socket: Socket | undefined;
const caught: { hex: string; from: string; port: number }[] = [];
const counts = { packets: 0, bytes: 0, first: 0, last: 0 };

interface Command {
  readonly do: string;
  readonly access: TurnAccess;
  readonly by: 'channel' | 'indication';
  readonly address?: string;
  readonly hex: string;
  readonly patience: number;
  readonly count: number;
  readonly size: number;
  readonly burst: number;
  readonly to: string;
  readonly port: number;
}

const commands: Record<string, (ask: Command) => unknown> = {
  async page({ access, by, address }) {
    page?.close();
    page = new TurnClient(access);
    if (address !== undefined) await page.bind(address);
    const code = await page.allocate();
    if (code !== 0) return code;
    return by === 'channel' ? page.bindChannel() : page.permit();
  },
  say: ({ hex }) => page?.send(Buffer.from(hex, 'hex')),
  hear: async ({ patience }) => (await page?.receive(patience))?.toString('hex') ?? null,
  count() {
    Object.assign(counts, { packets: 0, bytes: 0, first: 0, last: 0 });
    if (!page) return;
    page.onData = (payload) => {
      counts.first ||= performance.now();
      counts.last = performance.now();
      counts.packets += 1;
      counts.bytes += payload.length;
    };
  },
  counts: () => ({ ...counts }),
  echo() {
    const client = page;
    if (client) client.onData = (payload) => client.send(payload);
  },
  /** So many datagrams, a burst each millisecond. */
  async flood({ count, size, burst }) {
    const bytes = Buffer.alloc(size, 0x5a);
    for (let sent = 0; sent < count; ) {
      for (let times = 0; times < burst && sent < count; times++, sent++) page?.send(bytes);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },
  /** Round trips through an echo, one after the other; each in milliseconds. */
  async ping({ count }) {
    const times: number[] = [];
    for (let index = 0; index < count; index++) {
      const before = performance.now();
      page?.send(Buffer.alloc(100, index));
      await page?.receive(1000);
      times.push(performance.now() - before);
    }
    return times;
  },
  socket({ address, port }) {
    const made = createSocket('udp4');
    socket = made;
    made.on('error', () => undefined);
    made.on('message', (bytes, from) => {
      caught.push({ hex: bytes.toString('hex'), from: from.address, port: from.port });
    });
    return new Promise((resolve) => {
      made.bind({ address: address ?? '0.0.0.0', port }, () => resolve(made.address().port));
    });
  },
  throw: ({ to, port, hex }) =>
    new Promise((resolve) => {
      socket?.send(Buffer.from(hex, 'hex'), port, to, (error) => resolve(error?.message ?? null));
    }),
  /** Everything that came, and comes in the next while. */
  async catchAll({ patience }) {
    await new Promise((resolve) => setTimeout(resolve, patience));
    return caught.splice(0);
  },
  async catch({ patience }) {
    const end = Date.now() + patience;
    while (caught.length === 0 && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 5));
    return caught.splice(0);
  },
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const ask: Command = JSON.parse(line);
  void Promise.resolve(commands[ask.do]?.(ask)).then((answer) =>
    process.stdout.write(`${JSON.stringify(answer ?? null)}\n`),
  );
});
process.stdout.write('"ready"\n');
