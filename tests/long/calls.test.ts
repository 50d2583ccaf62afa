/** A thousand messages, and 50 MB each way at once over a cut, in real calls of real browsers. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'chat and files in a call, much of both',
  async () => {
    const child = spawn(process.execPath, ['tests/e2e/run.ts'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, COPYBARA_E2E_LONG: 'yes' },
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    expect(code).toBe(0);
  },
);
