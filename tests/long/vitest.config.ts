import { defineConfig } from 'vitest/config';

/** What takes minutes: `npm run test:long`. One after the other, since they watch time and memory. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
});
