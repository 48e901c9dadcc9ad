import { defineConfig } from 'vitest/config';

/** Everything `npm test` runs: no browser, no load, no soak (those have their own configurations). */
export default defineConfig({
  test: {
    include: ['functions/**/*.test.ts', 'edge-agent/**/*.test.ts', 'infra/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/load/**'],
    setupFiles: ['test/property-seed.ts'],
    isolate: false,
    pool: 'threads',
    // One more than cores: tests of faults wait for processes a good part of their time.
    maxWorkers: 3,
    testTimeout: 20_000,
    // Synthesising the AWS application is one hook of some seconds, more when all cores are busy.
    hookTimeout: 60_000,
    env: { NODE_NO_WARNINGS: '1' },
  },
});
