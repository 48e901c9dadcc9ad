import { defineConfig } from 'vitest/config';

/** Everything `npm test` runs: no browser, no load, no soak (those have their own configurations). */
export default defineConfig({
  test: {
    include: ['functions/**/*.test.ts', 'edge-agent/**/*.test.ts', 'infra/**/*.test.ts', 'test/**/*.test.ts', 'web/src/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'test/e2e/**', 'test/load/**'],
    globalSetup: ['test/scratch.ts'],
    setupFiles: ['test/property-seed.ts'],
    isolate: false,
    pool: 'threads',
    // One more than cores: tests of faults wait for processes a good part of their time.
    maxWorkers: 3,
    // Limits are there for what hangs: a machine that is busy with other things may take ten times as long as a quiet one.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    env: { NODE_NO_WARNINGS: '1' },
  },
});
