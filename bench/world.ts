/** The network of the end-to-end tests for a benchmark: machines in namespaces. Needs Linux and root. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildWorld, destroyStaleWorlds } from '../tests/e2e/harness/world-build.ts';

/** Runs a program inside machine A of a fresh world, and gives the line of JSON that it prints. */
export async function measureInWorld(program: URL): Promise<string> {
  await destroyStaleWorlds();
  const built = await buildWorld();
  try {
    const { status, stdout } = spawnSync(
      'ip',
      ['netns', 'exec', built.world.namespaces.A, process.execPath, fileURLToPath(program)],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, COPYBARA_E2E_WORLD: built.file, DISPLAY: built.world.display },
      },
    );
    if (status !== 0) throw new Error('it could not be measured; see above');
    return stdout;
  } finally {
    await built.destroy();
  }
}
