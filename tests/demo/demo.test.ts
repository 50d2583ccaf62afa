import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'copybara-demo-test-'));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

function startDemo(): { readonly child: ChildProcess; readonly printed: () => string } {
  const child = spawn(process.execPath, ['demo/demo.ts', '--built', '--headless'], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  return { child, printed: () => text };
}

test('walks through sites and a call, leaves its screenshots and nothing else', async () => {
  const { child, printed } = startDemo();
  const [code] = await once(child, 'close');
  expect(printed()).toContain('9-in-call.png');
  expect(code).toBe(0);
  for (const path of printed().match(/\S+\.png/g) ?? []) expect(existsSync(path)).toBe(true);
  expect(readdirSync(temporary)).toEqual([]);
});

test('leaves nothing behind when it is interrupted with its browsers open', async () => {
  const { child } = startDemo();
  const closed = once(child, 'close');
  child.stdout?.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('Opening your browser')) child.kill('SIGINT');
  });
  expect(await closed).toEqual([130, null]);
  expect(readdirSync(temporary)).toEqual([]);
});
