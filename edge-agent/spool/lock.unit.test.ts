import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { acquireLock } from './lock.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(directory, { recursive: true });
});

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

  test('of many processes at once exactly one takes a stale lock over', async () => {
    const script = `
      const { acquireLock } = await import(${JSON.stringify(pathToFileURL(bundleScript(join(import.meta.dirname, 'lock.ts'))).href)});
      process.stdout.write('ready\\n');
      process.stdin.once('data', async () => {
        process.stdout.write(await acquireLock(${JSON.stringify(directory)}).then(() => 'got', (error) => error.code));
      });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const texts = children.map((child) => {
      const output = { text: '' };
      child.stdout.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
      return output;
    });
    await vi.waitFor(() => expect(texts.every(({ text }) => text === 'ready\n')).toBe(true), { timeout: 30_000 });
    await writeFile(join(directory, 'lock'), '4194999 boot:1\n');
    for (const { stdin } of children) stdin.write('go\n');
    await vi.waitFor(() => expect(texts.every(({ text }) => text.length > 'ready\n'.length)).toBe(true), { timeout: 30_000 });
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => once(child, 'close')));
    expect(texts.map(({ text }) => text.slice('ready\n'.length)).sort()).toEqual(['got', 'spool.locked', 'spool.locked', 'spool.locked']);
  });

  test('a take-over that was killed half-way does not stand in the way', async () => {
    await writeFile(join(directory, 'lock'), '4194999 boot:1\n');
    await writeFile(join(directory, 'lock.takeover'), '4194998 boot:1\n');
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    await (await acquireLock(directory)).release();
    expect(await readdir(directory)).toEqual([]);
  });
});
