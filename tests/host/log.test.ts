import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../native-host/log.node.ts';

function logTo(level: 'info' | 'debug') {
  const folder = mkdtempSync(join(tmpdir(), 'copybara-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'log');
  const log = createLog({ level, file }, () => new Date());
  return { log, lines: () => readFileSync(file, 'utf8').trim().split('\n') };
}

test('what strangers make happen again and again does not fill the log, and is counted', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { log, lines } = logTo('info');
  for (let count = 0; count < 5_000; count++) log('info', 'foreign-client');
  expect(lines()).toHaveLength(100);
  log('error', 'uncaught');
  expect(lines()).toHaveLength(101);
  vi.advanceTimersByTime(1_000);
  log('info', 'foreign-client');
  log('info', 'foreign-client');
  expect(lines()).toHaveLength(102);
  expect(lines().at(-1)).toContain('"unsaid":4900');
});

test('who asks for everything gets everything', () => {
  const { log, lines } = logTo('debug');
  for (let count = 0; count < 500; count++) log('debug', 'route-set', { name: 'alice.azero' });
  expect(lines()).toHaveLength(500);
});
