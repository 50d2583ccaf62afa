import { defineConfig } from 'vitest/config';

// Run through tests/e2e/run.ts, which builds the network that these tests live in.
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    pool: 'forks',
    // One display, one keyboard, one overlay: files take turns.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['verbose'],
  },
});
