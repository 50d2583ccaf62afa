import { defineConfig } from 'vitest/config';

const long = process.env['COPYBARA_E2E_LONG'] !== undefined;

// Run through tests/e2e/run.ts, which builds the network that these tests live in.
export default defineConfig({
  test: {
    // What takes minutes is for `npm run test:long`.
    include: [long ? 'tests/e2e/long/*.test.ts' : 'tests/e2e/{*,calls/*,names-page/*}.test.ts'],
    pool: 'forks',
    // One display, one keyboard, one overlay: files take turns.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Where nobody watches, real browsers get a second chance; whoever needed it is named at the end.
    retry: process.env['CI'] === undefined ? 0 : 1,
    reporters: ['verbose', './tests/e2e/again-reporter.ts'],
  },
});
