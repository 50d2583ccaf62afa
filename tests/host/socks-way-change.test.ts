import { expect, onTestFinished, test } from 'vitest';
import { parseName } from '../../lib/names/name.ts';
import { parseNodeId } from '../../lib/node-id.ts';
import { err, ok, type Result } from '../../lib/result.ts';
import { parseIpv4 } from '../../native-host/ipv4.ts';
import type { NodeTrouble } from '../../native-host/mcc/overlay.node.ts';
import type { Reach } from '../../native-host/policy.ts';
import { Routes } from '../../native-host/routes.ts';
import { SocksServer } from '../../native-host/socks/server.node.ts';
import { ALICE, eventually } from './native-host.ts';
import { serve, socks } from './sockets.ts';

function good<T>(result: Result<T, unknown>): T {
  return result.ok ? result.value : expect.unreachable();
}

const name = good(parseName('alice.azero'));
const node = good(parseNodeId(ALICE));
const there: Reach = {
  address: parseIpv4('127.77.0.2') ?? expect.unreachable(),
  source: undefined,
};
const elsewhere: Reach = { ...there, address: parseIpv4('127.77.0.3') ?? expect.unreachable() };

type Way = Result<Reach, NodeTrouble>;

/** Dials through a proxy whose overlay gives `first` before the dial and `then` after it; what became of it at the other end. */
async function dialWhere(first: Way, then: Way): Promise<{ reply?: number; said: string }> {
  let asked = 0;
  const heard: string[] = [];
  let visits = 0;
  let ends = 0;
  const port = await serve(there.address, (socket) => {
    visits += 1;
    socket.on('data', (chunk: Buffer) => heard.push(chunk.toString()));
    socket.on('close', () => {
      ends += 1;
    });
    socket.resume();
    socket.on('end', () => socket.end());
  });
  const overlay = {
    reachNow: () => undefined,
    async reach() {
      asked += 1;
      return asked === 1 ? first : then;
    },
    setInUse: () => undefined,
  };
  // Asked whether the name stands for another node by now, the extension says that nothing is known.
  const tell = (): void => void setImmediate(() => routes.refuse(name, 'not-verified'));
  const routes = new Routes({ now: () => 0, after: () => () => {}, tell });
  routes.set(name, node);
  const server = new SocksServer({ overlay, routes, log: () => {} });
  onTestFinished(() => server.close());
  const access = { port: 0, credentials: undefined, ownerCheck: undefined };
  const client = await socks({ port: good(await server.listen(access)) }, name, port);
  client.socket.end('hello');
  client.socket.resume();
  await eventually(() => visits > 0 && ends === visits, 'the end of what was dialled');
  return { said: heard.join(''), ...(client.reply === undefined ? {} : { reply: client.reply }) };
}

test('what is dialled is spoken to where the way to it has stayed', async () => {
  expect(await dialWhere(ok(there), ok({ ...there }))).toEqual({ reply: 0, said: 'hello' });
});

test.each<[string, Way]>([
  ['leads around the overlay', err({ cause: 'address-not-allowed' })],
  ['leads to another address', ok(elsewhere)],
  ['starts at another address of ours', ok({ ...there, source: elsewhere.address })],
])('nothing is said where the way %s by the time the connection stands', async (_, way) => {
  const outcome = await dialWhere(ok(there), way);
  expect(outcome.said).toBe('');
  expect(outcome.reply).not.toBe(0);
});
