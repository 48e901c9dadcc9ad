import { defineConfig } from 'vitest/config';

/** A person's day in a real browser against the whole local stack; one file at a time, since each starts a stack. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.test.ts'],
    globalSetup: ['test/scratch.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is waited for comes in well under a second; the rest is room for a slow machine.
    expect: { poll: { timeout: 30_000, interval: 100 } },
    env: { NODE_NO_WARNINGS: '1' },
  },
});
