import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HERE as OUR_NODE } from './call-pair.ts';
import { ALICE, startHost } from './native-host.ts';

/** Needs network namespaces, as root on Linux. */
const possible = process.platform === 'linux' && process.getuid?.() === 0;

const HERE = `cb-watch-${process.pid}`;
const MODULE = fileURLToPath(
  new URL('../../native-host/mcc/network-changes.node.ts', import.meta.url),
);

function inside(text: string): void {
  execFileSync('ip', ['-n', HERE, ...text.split(' ')], { stdio: 'pipe' });
}

/** The command line of a process; empty when it is over. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A process in the namespace that counts what it is told of, until its input ends. */
const COUNTER = `
  const { watchNetwork } = await import(process.argv[1]);
  let told = 0;
  const end = watchNetwork(() => console.log(++told));
  process.stdin.on('end', end).resume();`;

describe.runIf(possible)('the watch over the network', () => {
  test('tells of each address, route, rule and link that comes or goes, and ends with its process', async () => {
    execFileSync('ip', ['netns', 'add', HERE]);
    onTestFinished(() => void execFileSync('ip', ['netns', 'del', HERE]));
    const command = ['netns', 'exec', HERE, process.execPath, '--input-type=module', '-e', COUNTER];
    const counter = spawn('ip', [...command, MODULE], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void counter.kill('SIGKILL'));
    let told = 0;
    counter.stdout.on('data', (chunk: Buffer) => {
      told = Number(chunk.toString().trim().split('\n').at(-1));
    });
    async function tells(change: string): Promise<void> {
      await quiet();
      const before = told;
      inside(change);
      await expect
        .poll(() => told, { interval: 2, timeout: 10_000, message: change })
        .toBeGreaterThan(before);
    }
    /** Waits until what an earlier change is told in is over. */
    async function quiet(): Promise<void> {
      let last = -1;
      await expect
        .poll(
          () => {
            const same = last === told;
            last = told;
            return same;
          },
          { interval: 50, timeout: 10_000 },
        )
        .toBe(true);
    }

    await expect.poll(() => told, { timeout: 10_000 }).toBe(1); // it listens
    await tells('link set lo up');
    await tells('addr add 10.115.0.9/24 dev lo');
    await tells('route add 10.116.0.0/16 dev lo');
    await tells('rule add from 10.115.0.9 table 77');
    await tells('rule del from 10.115.0.9 table 77');
    await tells('route del 10.116.0.0/16 dev lo');
    await tells('addr del 10.115.0.9/24 dev lo');
    await tells('link set lo down');

    const over = new Promise((resolve) => counter.on('exit', resolve));
    counter.stdin.end();
    expect(await over).toBe(0);
  });

  test('leaves nobody behind when its process is killed', async () => {
    const script = `const { watchNetwork } = await import(process.argv[1]); watchNetwork(() => console.log('told'));`;
    const args = ['--input-type=module', '-e', script, MODULE];
    const watcher = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => watcher.stdout.once('data', resolve));
    const { pid } = watcher;
    const perl = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    expect(commandOf(perl)).toContain('NETLINK_ROUTE');
    watcher.kill('SIGKILL');
    await expect.poll(() => commandOf(perl), { timeout: 10_000 }).toBe('');
  });
});

/** The process that watches for the process `pid`; empty while there is none. */
function watcherOf(pid: number | undefined): string {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return pids.find((child) => commandOf(child).includes('NETLINK_ROUTE')) ?? '';
}

test.runIf(process.platform === 'linux')(
  'where the process for it ends there is another one, after a longer pause each time',
  async () => {
    const watcher = spawn(process.execPath, ['--input-type=module', '-e', COUNTER, MODULE], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void watcher.kill('SIGKILL'));
    let told = 0;
    watcher.stdout.on('data', (chunk: Buffer) => {
      told = Number(chunk.toString().trim().split('\n').at(-1));
    });
    const pauses: number[] = [];
    for (let round = 0; round < 3; round++) {
      await expect.poll(() => told > 0 && watcherOf(watcher.pid), { timeout: 10_000 }).toBeTruthy();
      told = 0;
      const killed = performance.now();
      process.kill(Number(watcherOf(watcher.pid)), 'SIGKILL');
      // What changed meanwhile was told by nobody: its begin is told as a change.
      await expect.poll(() => told, { interval: 5, timeout: 10_000 }).toBeGreaterThan(0);
      pauses.push(performance.now() - killed);
    }
    expect(pauses[1]).toBeGreaterThanOrEqual(400);
    expect(pauses[2]).toBeGreaterThanOrEqual(800);
    const over = new Promise((resolve) => watcher.on('exit', resolve));
    watcher.stdin.end();
    expect(await over).toBe(0);
  },
);

test.runIf(process.platform === 'linux')(
  'without a process for it nothing is told, and nothing fails',
  () => {
    const script = `
    const { watchNetwork } = await import(process.argv[1]);
    const { openSync } = await import('node:fs');
    try { for (;;) openSync('/dev/null'); } catch {}
    watchNetwork(() => {})();
    console.log('goes on');`;
    const node = [process.execPath, '--input-type=module', '-e', script, MODULE];
    const output = execFileSync('sh', ['-c', 'ulimit -n 64; exec "$@"', 'sh', ...node]);
    expect(output.toString()).toBe('goes on\n');
  },
);

test.runIf(process.platform === 'linux')(
  'a host has it from the first way on that it is asked for',
  async () => {
    const host = await startHost({ state: OUR_NODE });
    expect(watcherOf(host.child.pid)).toBe('');
    expect(await host.request('route.set', { name: 'alice.azero', nodeId: ALICE })).toMatchObject({
      ok: true,
    });
    expect(watcherOf(host.child.pid)).not.toBe('');
  },
);
