import { once } from 'node:events';
import { expect, test } from 'vitest';
import { startHost } from './native-host.ts';
import { openSocket } from './sockets.ts';

test.each([
  ['nothing', []],
  ['a greeting', [5, 1, 0]],
  ['half a request', [5, 1, 0, 5, 1, 0, 3, 11, 97]],
])('a client that ends after %s is let go at once', async (_, bytes) => {
  const host = await startHost();
  const socket = await openSocket(host.port);
  const started = performance.now();
  socket.resume().end(Uint8Array.from(bytes));
  await once(socket, 'close');
  // Waiting for the rest of a request that can't come any more would take 5 s.
  expect(performance.now() - started).toBeLessThan(3_000);
});
