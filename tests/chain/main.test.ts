import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { expect, onTestFinished, test } from 'vitest';
import { NODE_A, post } from './client.ts';

const ready = v.object({
  ready: v.literal(true),
  url: v.string(),
  registry: v.string(),
  router: v.string(),
  genesis: v.string(),
  operators: v.array(v.object({ url: v.string(), wsUrl: v.string() })),
});

test('runs as a process: ready line, one answer a command, ends with its stdin', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chain-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const seed = join(folder, 'seed.json');
  await writeFile(
    seed,
    JSON.stringify({
      names: [{ name: 'alice', tld: 'azero', owner: '//Alice', records: { 'staex-id': NODE_A } }],
    }),
  );
  const main = new URL('../stand-ins/chain/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, '--seed', seed, '--operators', '2'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  const command = (value: unknown) => {
    child.stdin.write(`${JSON.stringify(value)}\n`);
    return next();
  };

  const started = v.parse(ready, await next());
  const [first, second] = started.operators;
  if (first === undefined || second === undefined) throw new Error('two operators');
  expect(first.url).toBe(started.url);
  expect((await post(second.url, 'chain_getBlockHash', [0])).result).toBe(started.genesis);

  expect(await command({ do: 'setRecord', name: 'alice', key: 'k', value: 'v' })).toMatchObject({
    ok: true,
    block: 1,
  });
  expect(await command({ do: 'register', name: 'bob.tzero' })).toMatchObject({
    ok: true,
    block: 2,
  });
  expect(await command({ do: 'setRecord', name: 'nobody', key: 'k', value: 'v' })).toMatchObject({
    ok: false,
  });
  expect(await command({ do: 'nonsense' })).toMatchObject({ ok: false });
  expect(await command({ do: 'setBehind', blocks: 1, operator: 1 })).toEqual({ ok: true });
  expect(await post(second.url, 'chain_getHeader')).toMatchObject({ result: { number: '0x1' } });
  expect(await command({ do: 'fault', mode: 'http-500', operator: 1 })).toEqual({ ok: true });
  await expect(post(second.url, 'system_chain')).rejects.toThrow(SyntaxError);
  expect(await command({ do: 'stats', operator: 1 })).toMatchObject({
    ok: true,
    stats: { byMethod: { chain_getBlockHash: 1, chain_getHeader: 1, system_chain: 1 } },
  });

  const exited = once(child, 'exit');
  child.stdin.end();
  expect(await exited).toEqual([0, null]);
});
