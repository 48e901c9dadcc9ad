import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataDir } from './data-dir.ts';

describe('data directory', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-data-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is held by one at a time', async () => {
    const first = await openDataDir(dir);
    await expect(openDataDir(dir)).rejects.toThrow('another Trunkline runs on');
    await first.release();
    const second = await openDataDir(dir);
    await second.release();
  });

  it('is emptied by a reset, but for the lock', async () => {
    const held = await openDataDir(dir);
    for (const name of ['dynamodb', 'anything']) writeFileSync(join(dir, name), 'x');
    await held.reset();
    expect(readdirSync(dir)).toEqual(['lock']);
    await held.release();
  });

  it('is never a directory with other things in it', async () => {
    writeFileSync(join(dir, 'thesis.txt'), 'x');
    await expect(openDataDir(dir)).rejects.toThrow('holds other things');
    expect(readdirSync(dir)).toEqual(['thesis.txt']);
  });
});
