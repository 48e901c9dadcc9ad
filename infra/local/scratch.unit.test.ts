import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScratch } from './scratch.ts';

let dir = '';
const before = process.env.TMPDIR;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'trunkline-scratch-'));
});
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(dir, { recursive: true });
});

test('handlers write below the data directory, and nothing of a run that was killed is left to the next', async () => {
  await openScratch(dir);
  // Not `tmpdir()`: a test thread has an environment of its own, which that does not always read.
  expect(process.env.TMPDIR).toBe(join(dir, 'tmp'));
  writeFileSync(join(dir, 'tmp', 'of-the-killed'), 'x');
  const next = await openScratch(dir);
  expect(existsSync(join(dir, 'tmp', 'of-the-killed'))).toBe(false);
  expect(existsSync(join(dir, 'tmp'))).toBe(true);
  await next.remove();
  expect(existsSync(join(dir, 'tmp'))).toBe(false);
});
