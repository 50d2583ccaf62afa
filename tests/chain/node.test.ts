import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import vectors from '../fixtures/azns-vectors.json' with { type: 'json' };
import { createLedger, startChain } from '../stand-ins/chain/chain.ts';
import { chainForTest, NODE_A, NODE_B, post } from './client.ts';

/** get_record(alice, staex-id) on mainnet's registry. */
const READ = vectors.requests[0]?.stateCall.params ?? [];

const options = {
  network: 'alephzero',
  names: [{ name: 'alice', records: { 'staex-id': NODE_A } }],
} as const;

/** The record as one server has it: its text is the end of the answer, before the two bytes of events. */
async function read(url: string, at?: unknown): Promise<string> {
  const reply = await post(url, 'state_call', at === undefined ? READ : [...READ, at]);
  const bytes = Buffer.from(String(reply.result).slice(2), 'hex');
  return bytes.subarray(-54, -2).toString();
}

test('a read at a block answers as of that block; at no block, as of the best', async () => {
  const chain = await chainForTest({ ...options, finalityLag: 2, keepStates: 4 });
  const before = chain.best().hash;
  chain.setRecord('alice', 'staex-id', NODE_B);
  expect(await read(chain.url)).toBe(NODE_B);
  expect(await read(chain.url, before)).toBe(NODE_A);
  expect((await post(chain.url, 'chain_getFinalizedHead')).result).toBe(before);
  for (let made = 0; made < 3; made += 1) chain.seal();
  expect(chain.finalized().number).toBe(2);
  const pruned = await post(chain.url, 'state_call', [...READ, before]);
  expect(pruned.error).toMatchObject({
    code: 4003,
    message: expect.stringContaining('already discarded'),
  });
  const unknown = await post(chain.url, 'state_call', [...READ, `0x${'12'.repeat(32)}`]);
  expect(unknown.error).toMatchObject({
    code: 4003,
    message: expect.stringContaining('not found'),
  });
});

test('time is the time of the block, so a name expires with a block and not before', async () => {
  let now = 1_000;
  const chain = await chainForTest({
    network: 'alephzero',
    now: () => now,
    names: [{ name: 'alice', expiresAt: 2_000, records: { 'staex-id': NODE_A } }],
  });
  const alive = chain.best().hash;
  now = 2_000;
  chain.seal();
  expect(await read(chain.url)).not.toBe(NODE_A);
  expect(await read(chain.url, alive)).toBe(NODE_A);
});

test('two honest operators differ at their best blocks and agree at a finalized one', async () => {
  const ledger = createLedger(options);
  const ahead = await chainForTest({ ledger, finalityLag: 3 });
  const late = await chainForTest({ ledger, finalityLag: 1, behind: 1 });
  expect(ahead.genesis).toBe(late.genesis);
  ahead.setRecord('alice', 'staex-id', NODE_B);
  expect(await read(ahead.url)).toBe(NODE_B);
  expect(await read(late.url)).toBe(NODE_A);
  // What the later one has not seen yet, it does not know.
  expect((await post(late.url, 'chain_getHeader', [ahead.best().hash])).result).toBeNull();
  const common = late.finalized().hash;
  expect(await read(ahead.url, common)).toBe(await read(late.url, common));
  late.setBehind(0);
  expect(await read(late.url)).toBe(NODE_B);
});

test('one port for POST and WebSocket, with CORS for all, and the refusals of a real node', async () => {
  const chain = await chainForTest(options);
  const preflight = await fetch(chain.url, {
    method: 'OPTIONS',
    headers: { origin: 'https://example.org', 'access-control-request-method': 'POST' },
  });
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
  expect((await fetch(chain.url)).status).toBe(405);
  const plain = { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } };
  expect((await fetch(chain.url, plain)).status).toBe(415);
  expect((await post(chain.url, 'contracts_call')).error?.code).toBe(-32601);
  expect((await post(chain.url, 'state_subscribeStorage', [[]])).error?.code).toBe(-32601);
  expect((await post(chain.url, 'state_call', ['ContractsApi_call', '0x00'])).error?.code).toBe(
    4003,
  );
  expect((await post(chain.url, 'state_call', ['Nothing_here', '0x'])).error?.code).toBe(4003);
  const batch = await fetch(chain.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      { jsonrpc: '2.0', id: 1, method: 'chain_getBlockHash', params: [0] },
      { jsonrpc: '2.0', id: 2, method: 'nothing' },
      { jsonrpc: '2.0', method: 'system_chain' },
    ]),
  });
  expect(await batch.json()).toMatchObject([
    { id: 1, result: chain.genesis },
    { id: 2, error: { code: -32601 } },
  ]);
  const socket = new WebSocket(chain.wsUrl);
  onTestFinished(() => socket.terminate());
  const heard = new Promise((resolve) =>
    socket.once('message', (data) => resolve(Buffer.isBuffer(data) && data.toString())),
  );
  socket.once('open', () =>
    socket.send('{"jsonrpc":"2.0","id":7,"method":"system_chain","params":[]}'),
  );
  expect(await heard).toContain('"id":7');
  expect(chain.stats()).toMatchObject({
    byMethod: { contracts_call: 1, state_call: 2, system_chain: 2 },
  });
});

test('faults belong to one server and end', async () => {
  const ledger = createLedger(options);
  const good = await chainForTest({ ledger });
  const bad = await chainForTest({ ledger });

  await bad.fault({ mode: 'lying', records: { alice: NODE_B, 'nobody.azero': NODE_B } });
  expect(await read(bad.url)).toBe(NODE_B);
  expect(await read(good.url)).toBe(NODE_A);
  await bad.fault({ mode: 'lying', records: { alice: null } });
  expect((await post(bad.url, 'state_call', READ)).result).toContain('0c000108');

  await bad.fault({ mode: 'wrong-genesis' });
  expect((await post(bad.url, 'chain_getBlockHash', [0])).result).not.toBe(bad.genesis);
  expect(await read(bad.url)).toBe(NODE_A);

  await bad.fault({ mode: 'garbage' });
  await expect(post(bad.url, 'system_chain')).rejects.toThrow(SyntaxError);
  await bad.fault({ mode: 'garbage', of: 'scale' });
  const whole = String((await post(good.url, 'state_call', READ)).result);
  expect(String((await post(bad.url, 'state_call', READ)).result).length).toBeLessThan(
    whole.length,
  );

  await bad.fault({ mode: 'oversized', bytes: 1_000_000 });
  expect(String((await post(bad.url, 'state_call', READ)).result).length).toBeGreaterThan(
    2_000_000,
  );

  await bad.fault({ mode: 'contract-gone' });
  expect((await post(bad.url, 'state_call', READ)).result).toContain('01030806000000');

  await bad.fault({ mode: 'http-500' });
  expect((await fetch(bad.url, { method: 'POST' })).status).toBe(500);

  await bad.fault({ mode: 'down' });
  await expect(post(bad.url, 'system_chain')).rejects.toThrow('fetch failed');
  const refused = connect(Number(new URL(bad.url).port), '127.0.0.1');
  expect(await new Promise((resolve) => refused.once('error', resolve))).toMatchObject({
    code: 'ECONNREFUSED',
  });

  await bad.fault({ mode: 'none' });
  expect(await read(bad.url)).toBe(NODE_A);
});

test('a silent server takes the request and says nothing; a slow one says it later', async () => {
  const chain = await chainForTest(options);
  await chain.fault({ mode: 'silent' });
  const asked = chain.asked('system_chain');
  const given = new AbortController();
  const answered = fetch(chain.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"system_chain"}',
    signal: given.signal,
  });
  await asked;
  given.abort();
  await expect(answered).rejects.toThrow('aborted');

  await chain.fault({ mode: 'slow', ms: 40 });
  const from = performance.now();
  await post(chain.url, 'system_chain');
  expect(performance.now() - from).toBeGreaterThan(35);
});

test('closing cuts what hangs', async () => {
  const chain = await startChain(options);
  await chain.fault({ mode: 'silent' });
  const socket: Socket = connect(Number(new URL(chain.url).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.on('error', () => {});
  await chain.close();
  await expect(closed).resolves.toBeDefined();
});
