/** What is in tests/e2e/long, in real calls of real browsers: answers that come late, ten thousand messages, 500 MB each way at once, a file on a slow path. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Four calls with much talk, and a quarter of an hour of waiting. */
const TIMEOUT = 90 * 60_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'calls that take long',
  async () => {
    const child = spawn(process.execPath, ['tests/e2e/run.ts'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        COPYBARA_TALK_MB: '500',
        COPYBARA_TALK_MESSAGES: '10000',
        ...process.env,
        COPYBARA_E2E_LONG: 'yes',
      },
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    expect(code).toBe(0);
  },
  TIMEOUT,
);
