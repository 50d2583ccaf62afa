/**
 * Runs the end-to-end tests: builds a network of namespaces, runs vitest inside machine A of it, and takes it down again,
 * however the tests end. Arguments go to vitest.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildWorld, destroyStaleWorlds } from './harness/world-build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

if (process.platform !== 'linux' || process.getuid?.() !== 0) {
  process.stderr.write(
    'The end-to-end tests build a network of namespaces, so they need Linux and root: sudo npm run test:e2e\n',
  );
  process.exit(1);
}
await destroyStaleWorlds();
const built = await buildWorld().catch((error: unknown) => {
  process.stderr.write(
    `The test network can't be built (missing tools: node scripts/setup.mjs --browsers): ${String(error)}\n`,
  );
  process.exit(1);
});
const vitestCommand = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
const settings = ['--config', 'tests/e2e/vitest.config.ts', ...process.argv.slice(2)];
const vitest = spawn(
  'ip',
  ['netns', 'exec', built.world.namespaces.A, ...vitestCommand, ...settings],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, COPYBARA_E2E_WORLD: built.file, DISPLAY: built.world.display },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => vitest.kill(signal));
}
const code = await new Promise<number>((resolve) => {
  vitest.once('error', () => resolve(1));
  vitest.once('close', (status, signal) => {
    resolve(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
  });
});
await built.destroy();
process.exit(code);
