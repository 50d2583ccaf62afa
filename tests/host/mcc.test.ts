import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeIdFromBytes } from '../../lib/node-id.ts';
import { ALICE, DEMO, eventually, isAlive, type MccState, startHost, US } from './native-host.ts';

function someNode(number: number): string {
  const id = nodeIdFromBytes(new Uint8Array(32).fill(number));
  if (!id.ok) throw new Error('no id');
  return id.value;
}

describe('each way in which mcc fails', () => {
  test.each([
    [{ mode: 'empty' }, 'mcc-empty'],
    [{ mode: 'hang' }, 'mcc-timeout'],
    [{ mode: 'no-socket' }, 'mcc-daemon-down'],
    [{ mode: 'forbidden' }, 'mcc-forbidden'],
    [{ mode: 'fails' }, 'mcc-failed'],
    [{ mode: 'junk' }, 'mcc-junk'],
    [{ mode: 'log-line' }, 'mcc-junk'],
    [{ mode: 'ipv6' }, 'mcc-ipv6'],
    [{ mode: 'flood' }, 'mcc-junk'],
    [{ addresses: {} }, 'mcc-failed'],
    [{ addresses: { [US]: '192.0.2.1' } }, 'overlay-missing'],
  ] satisfies [MccState, string][])('%j is told as %s', async (state, cause) => {
    const host = await startHost({
      state: { ...DEMO, ...state },
      config: { mccTimeoutMs: 1500 },
    });
    expect(await host.request('status')).toMatchObject({ answer: { state: 'down', cause } });
    const set = await host.request('route.set', { name: 'alice.azero', nodeId: ALICE });
    expect(set).toMatchObject({ ok: false, failure: cause });
  });

  test('is told when it goes away again', async () => {
    const states: MccState[] = [{ mode: 'hang' }, { mode: 'no-socket' }, { addresses: {} }];
    await Promise.all(
      states.map(async (state) => {
        const config = { mccTimeoutMs: 1500 };
        const host = await startHost({ state: { ...DEMO, ...state }, config });
        expect(await host.request('status')).toMatchObject({ answer: { state: 'down' } });
        host.setMcc(DEMO);
        expect(await host.event('node.changed')).toMatchObject({
          status: { state: 'up', nodeId: US, address: '127.77.0.1' },
        });
      }),
    );
  });

  test.each([
    ['a program that is not there', ['/nowhere/mcc'], 'mcc-not-found'],
    ['a name that is nowhere', ['mcc-which-is-nowhere'], 'mcc-not-found'],
    ['a file that may not be run', ['/etc/passwd'], 'mcc-forbidden'],
    ['a folder', ['/tmp'], 'mcc-forbidden'],
    ['a program that is no mcc', ['/bin/echo'], 'mcc-junk'],
  ])('%s is told', async (_, mcc, cause) => {
    const host = await startHost({ config: { mcc } });
    expect(await host.request('status')).toMatchObject({ answer: { state: 'down', cause } });
  });

  test('an address inside a container is told as that', async () => {
    const host = await startHost({ env: { PATH: process.env['PATH'] ?? '' } });
    const folder = join(host.folder, 'bin');
    mkdirSync(folder);
    const docker = join(folder, 'docker');
    writeFileSync(docker, `#!/bin/sh\n[ "$4" = id ] && echo ${US} || echo 172.17.9.9\n`, {
      mode: 0o755,
    });
    const other = await startHost({
      config: { mcc: ['docker', 'exec', 'mcc', 'mcc'] },
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    expect(await other.request('status')).toMatchObject({
      answer: { state: 'down', cause: 'overlay-in-container', nodeId: US },
    });
  });

  test('an unknown node is told, another node stays reachable', async () => {
    const host = await startHost();
    const unknown = { name: 'carol.azero', nodeId: someNode(7) };
    expect(await host.request('route.set', unknown)).toMatchObject({ failure: 'node-unresolved' });
    host.setMcc({ ...DEMO, unknown: 'empty' });
    const again = { name: 'dave.azero', nodeId: someNode(8) };
    expect(await host.request('route.set', again)).toMatchObject({ failure: 'mcc-empty' });
    const alice = { name: 'alice.azero', nodeId: ALICE };
    expect(await host.request('route.set', alice)).toMatchObject({ ok: true });
  });

  test('the address of another machine’s service, or of nobody, is not dialled', async () => {
    for (const address of ['169.254.169.254', '224.0.0.1', '0.0.0.0', '255.255.255.255']) {
      const addresses = { [US]: '127.77.0.1', [ALICE]: address };
      const host = await startHost({ state: { ...DEMO, addresses } });
      expect(
        await host.request('route.set', { name: 'alice.azero', nodeId: ALICE }),
        address,
      ).toMatchObject({ failure: 'address-not-allowed' });
    }
  });

  test('without allowLoopback the demo’s addresses are no overlay', async () => {
    const host = await startHost({ config: { allowLoopback: false } });
    expect(await host.request('status')).toMatchObject({ answer: { cause: 'overlay-missing' } });
    expect(await host.request('route.set', { name: 'alice.azero', nodeId: ALICE })).toMatchObject({
      failure: 'overlay-missing',
    });
  });
});

describe('asking mcc', () => {
  test('kills the whole group of one that hangs', async () => {
    const host = await startHost({
      state: { ...DEMO, mode: 'hang', record: true },
      config: { mccTimeoutMs: 1500 },
    });
    const asked = host.request('status');
    await eventually(() => host.mccRuns.length === 2, 'it and its child run');
    const runs = host.mccRuns;
    expect(runs.every(({ pid }) => isAlive(pid))).toBe(true);
    expect(await asked).toMatchObject({ answer: { cause: 'mcc-timeout' } });
    await eventually(() => runs.every(({ pid }) => !isAlive(pid)), 'both are gone');
  });

  test('runs one process for the same question, however many ask', async () => {
    const host = await startHost({ state: { ...DEMO, delayMs: 300, record: true } });
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => host.request('status')),
      ...Array.from({ length: 20 }, () =>
        host.request('route.set', { name: 'alice.azero', nodeId: ALICE }),
      ),
    ]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const questions = host.mccRuns.map(({ args }) => args).toSorted();
    expect(questions).toEqual(['id', `resolve ${US}`, `resolve ${ALICE}`].toSorted());
  });

  test('runs eight processes at once, lets some wait and turns the rest away', async () => {
    const host = await startHost();
    await host.request('status');
    host.setMcc({ ...DEMO, mode: 'hang', record: true });
    const asked = Array.from({ length: 100 }, (_, index) =>
      host.request('route.set', { name: `n${index}.azero`, nodeId: someNode(index + 1) }),
    );
    await eventually(() => host.mccRuns.length === 16, 'eight and their children run');
    const failures = new Set<string>();
    await Promise.race(asked);
    host.setMcc({ ...DEMO, unknown: 'error' });
    for (const reply of await Promise.all(asked)) if (!reply.ok) failures.add(reply.failure);
    expect(failures).toContain('mcc-busy');
    expect(failures).toContain('mcc-timeout');
  });

  test('that fails about another node is asked about ours too, and what changed is told', async () => {
    const host = await startHost();
    expect(await host.request('status')).toMatchObject({ answer: { state: 'up' } });
    host.setMcc({ ...DEMO, mode: 'forbidden' });
    await host.request('route.set', { name: 'alice.azero', nodeId: ALICE });
    expect(await host.event('node.changed')).toMatchObject({
      status: { state: 'down', cause: 'mcc-forbidden' },
    });
  });

  test('passes the socket’s path on, and never through a shell', async () => {
    const host = await startHost();
    const program = join(host.folder, 'mcc');
    writeFileSync(program, '#!/bin/sh\necho "$MCC_UNIX_SOCKET_PATH $# $1" >&2\nexit 9\n', {
      mode: 0o755,
    });
    const other = await startHost({
      config: { mcc: [program, '$(touch /tmp/never); x'] },
      env: { MCC_UNIX_SOCKET_PATH: '/run/other.sock' },
    });
    expect(await other.request('status')).toMatchObject({
      answer: { cause: 'mcc-failed', detail: '/run/other.sock 2 $(touch /tmp/never); x' },
    });
  });

  test('finds a program where packages put it, whatever PATH the browser gives', async () => {
    const host = await startHost({ config: { mcc: ['env'] }, env: { PATH: '/nowhere' } });
    expect(await host.request('status')).toMatchObject({
      answer: { cause: 'mcc-junk', detail: expect.stringContaining('uid=') },
    });
  });
});
