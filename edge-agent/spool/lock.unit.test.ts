import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acquireLock } from './lock.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('lock of a spool directory', () => {
  test('a second holder is refused with the process that has it, until it lets go', async () => {
    const lock = await acquireLock(directory);
    await expect(acquireLock(directory)).rejects.toMatchObject({
      code: 'spool.locked',
      message: `${directory} is in use by process ${process.pid}: stop that agent or give this one another data directory`,
    });
    await lock.release();
    await (await acquireLock(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });

  test.each([
    ['a dead process', '4194999 boot:1\n'],
    ['a process whose id another one has now', `${process.ppid} otherboot:1\n`],
    ['this process id before a restart', `${process.pid} otherboot:1\n`],
    ['a lock torn by power loss', ''],
  ])('the lock of %s is taken over', async (_, text) => {
    await writeFile(join(directory, 'lock'), text);
    const lock = await acquireLock(directory);
    expect((await readFile(join(directory, 'lock'), 'utf8')).split(' ')[0]).toBe(String(process.pid));
    await lock.release();
  });

  test('of many at once exactly one gets it', async () => {
    await writeFile(join(directory, 'lock'), '4194999 boot:1\n');
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => acquireLock(directory)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
