import { expect, onTestFinished, test } from 'vitest';
import { parseName } from '../../lib/names/name.ts';
import { parseNodeId } from '../../lib/node-id.ts';
import { ok, type Result } from '../../lib/result.ts';
import { parseIpv4 } from '../../native-host/ipv4.ts';
import type { Reach } from '../../native-host/policy.ts';
import { Routes } from '../../native-host/routes.ts';
import { SocksServer } from '../../native-host/socks/server.node.ts';
import { ALICE, BOB, eventually } from './native-host.ts';
import { serve, socks } from './sockets.ts';

function good<T>(result: Result<T, unknown>): T {
  return result.ok ? result.value : expect.unreachable();
}

const name = good(parseName('alice.azero'));
const before = good(parseNodeId(ALICE));
const after = good(parseNodeId(BOB));

test('a connection that still waits for the address of the former node never gets there', async () => {
  const address = parseIpv4('127.77.0.2') ?? expect.unreachable();
  let visitors = 0;
  const port = await serve(address, () => {
    visitors += 1;
  });
  let told: ((reach: Result<Reach, never>) => void) | undefined;
  let asked = 0;
  const overlay = {
    reachNow: () => undefined,
    reach() {
      asked += 1;
      return new Promise<Result<Reach, never>>((resolve) => {
        told = resolve;
      });
    },
    setInUse: () => undefined,
  };
  const routes = new Routes({ now: () => 0, after: () => () => {}, tell: () => {} });
  routes.set(name, before);
  const server = new SocksServer({ overlay, routes, log: () => {} });
  onTestFinished(() => server.close());
  const access = { port: 0, credentials: undefined, ownerCheck: undefined };
  const client = socks({ port: good(await server.listen(access)) }, name, port);
  await eventually(() => asked === 1, 'the question for the address');

  // As `route.set` does where the chain names another node.
  server.closeOtherNodes(name, after);
  routes.set(name, after);
  server.closeOtherNodes(name, after);
  told?.(ok({ address, source: undefined }));

  expect((await client).reply).toBeUndefined();
  expect(visitors).toBe(0);
});
