import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeFrame } from '../../native-host/framing.ts';
import { ALICE, DEMO, eventually, isAlive, startHost, TestHost } from './native-host.ts';

function frame(message: unknown): Uint8Array {
  return encodeFrame(message, 1024 * 1024) ?? expect.unreachable();
}

describe('a session', () => {
  test('opens with hello and names where the proxy listens', async () => {
    const host = new TestHost();
    host.listen();
    expect(await host.request('status')).toMatchObject({ ok: false, failure: 'bad-request' });
    expect(await host.hello()).toMatchObject({
      ok: true,
      answer: {
        protocol: 1,
        platform: process.platform,
        capabilities: [
          'routes',
          'probe',
          'system-proxy',
          'pac-fetch',
          'calls',
          'checks',
          'names-page',
          'turn-tcp',
        ],
        socks: { port: expect.any(Number) },
      },
    });
    expect(host.credentials).toBeUndefined();
    expect(await host.request('fly')).toMatchObject({ ok: false, failure: 'unsupported' });
    expect(await host.request('probe', { name: 'x' })).toMatchObject({ failure: 'bad-request' });
    expect(await host.request('system-proxy')).toMatchObject({ ok: true });
  });

  test('with Firefox has credentials of 128 bits, new for each session', async () => {
    const [first, second] = await Promise.all([
      startHost({ browser: 'firefox' }),
      startHost({ browser: 'firefox' }),
    ]);
    expect(first.credentials?.password).toMatch(/^[0-9a-f]{32}$/);
    expect(first.credentials?.password).not.toBe(second.credentials?.password);
  });

  test('speaks of another version of the protocol as a bad request', async () => {
    const host = new TestHost();
    host.listen();
    const ask = { protocol: 2, version: '0', browser: 'chromium', capabilities: [] };
    expect(await host.request('hello', ask)).toMatchObject({
      failure: 'bad-request',
      detail: 'protocol',
    });
  });

  test('takes requests cut anywhere and replies to each once', async () => {
    const host = await startHost();
    const ids = Array.from({ length: 200 }, (_, index) => 1000 + index);
    const stream = Buffer.concat(ids.map((id) => frame({ id, kind: 'fly', ask: {} })));
    for (let at = 0; at < stream.length; at += 7) host.write(stream.subarray(at, at + 7));
    for (const id of ids) expect(await host.reply(id)).toMatchObject({ failure: 'unsupported' });
  });

  test.each([
    ['a frame that is too large', Uint8Array.of(1, 0, 16, 0)],
    ['a frame of 4 GB', Uint8Array.of(255, 255, 255, 255)],
    ['an empty frame', Uint8Array.of(0, 0, 0, 0)],
    ['no JSON', Uint8Array.of(1, 0, 0, 0, 0x7b)],
    ['text', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ])('ends after %s', async (_, bytes) => {
    const host = await startHost();
    host.write(bytes);
    expect(await host.ended).toBe(1);
  });

  test('outlives messages that are no requests', async () => {
    const host = await startHost();
    for (const message of [null, [], {}, 'x', 7, { id: {} }, { kind: 'status' }])
      host.send(message);
    expect(await host.request('status')).toMatchObject({ ok: true });
  });

  test('outlives whatever JSON asks', async () => {
    const host = await startHost();
    const kinds = [
      'status',
      'route.set',
      'route.refuse',
      'route.drop',
      'probe',
      'pac.fetch',
      'hello',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), fc.jsonValue(), async (kind, ask) => {
        expect(await host.request(kind, ask)).toHaveProperty('ok');
      }),
      { numRuns: 200 },
    );
  });

  test('ends when the browser is gone, and with it what it started', async () => {
    const host = await startHost({ state: { ...DEMO, mode: 'hang', record: true } });
    host.send({ id: 77, kind: 'status', ask: {} });
    await eventually(() => host.mccRuns.length >= 2, 'mcc and its child run');
    const before = performance.now();
    host.child.stdin?.end();
    expect(await host.ended).toBe(0);
    expect(performance.now() - before).toBeLessThan(1000);
    await eventually(() => host.mccRuns.every(({ pid }) => !isAlive(pid)), 'mcc is gone');
  });

  test('gives up on a browser that does not read', async () => {
    const host = new TestHost();
    const ask = { protocol: 1, version: '0', browser: 'chromium', capabilities: [] };
    host.send({ id: 1, kind: 'hello', ask });
    const flood = Buffer.concat(
      Array.from({ length: 2000 }, (_, id) => frame({ id, kind: 'fly', ask: {} })),
    );
    const timer = setInterval(() => {
      for (let times = 0; times < 20; times++) {
        if ((host.child.stdin?.writableLength ?? 0) < 1e6) host.write(flood);
      }
    }, 1);
    onTestFinished(() => clearInterval(timer));
    expect(await host.ended).toBe(1);
  });
});

describe('settings', () => {
  test.each([
    ['{"sox": {}}', 'unknown key "sox"'],
    ['{"mcc": 7}', 'bad value for "mcc"'],
    ['{', 'it is not JSON'],
  ])('%s start a host that says what is wrong: %s', async (config, detail) => {
    const host = await startHost({ config });
    const reply = await host.request('status');
    expect(reply).toMatchObject({ ok: true, answer: { state: 'down', cause: 'config-bad' } });
    expect(JSON.stringify(reply)).toContain(JSON.stringify(detail).slice(1, -1));
    const set = await host.request('route.set', { name: 'alice.azero', nodeId: ALICE });
    expect(set).toMatchObject({ ok: false, failure: 'config-bad' });
  });

  test('that name a file which is not there are an error too', async () => {
    const host = await startHost({ env: { COPYBARA_HOST_CONFIG: '/nowhere/host.json' } });
    expect(await host.request('status')).toMatchObject({ answer: { cause: 'config-bad' } });
  });

  test('that are put right end a host that can do nothing, so that the next one reads them', async () => {
    const host = await startHost({ config: { sokcs: 1 } });
    expect(await host.request('status')).toMatchObject({ answer: { cause: 'config-bad' } });
    expect(await host.request('status')).toMatchObject({ answer: { cause: 'config-bad' } });
    writeFileSync(join(host.folder, 'host.json'), '{}');
    expect(await host.request('status')).toMatchObject({ answer: { cause: 'config-bad' } });
    expect(await host.ended).toBe(0);
  });

  test('that change end no host that works', async () => {
    const host = await startHost();
    writeFileSync(join(host.folder, 'host.json'), '{}');
    for (let count = 0; count < 3; count++) {
      expect(await host.request('status')).toMatchObject({ answer: { state: 'up' } });
    }
  });

  test('with a port that is taken are told so', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const host = new TestHost({ config: { socks: { port } } });
    host.listen();
    expect(await host.hello()).toMatchObject({ ok: false, failure: 'port-in-use' });
  });

  test('keep names and addresses out of the log, except at the debug level', async () => {
    for (const [level, named] of [
      ['info', false],
      ['debug', true],
    ] as const) {
      const state = { id: DEMO.id ?? '', addresses: { [DEMO.id ?? '']: '127.77.0.1' } };
      const host = await startHost({ config: { log: { level } }, state });
      await host.request('route.set', { name: 'alice.azero', nodeId: ALICE });
      await host.request('status');
      host.child.stdin?.end();
      await host.ended;
      expect(host.stderr).toContain('"listening"');
      expect(new RegExp(`alice|${ALICE}|127\\.77`).test(host.stderr)).toBe(named);
    }
  });
});
