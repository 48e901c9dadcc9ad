import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleScript } from '../../test/bundle-script.ts';
import { openDirectorySpool } from './open-directory-spool.ts';
import { readAll } from './testing.ts';

const fixture = bundleScript(join(import.meta.dirname, 'kill.fixture.ts'));

/** Runs the writer on `directory`, kills it after `lines` reports, and gives the last number it called durable. */
const writeAndKill = async (directory: string, lines: number): Promise<number> => {
  const child = spawn(process.execPath, [fixture, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.split('\n').length > lines) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const complete = text.slice(0, text.lastIndexOf('\n')).split('\n');
  return Number(complete.at(-1));
};

test('a writer killed again and again loses nothing it called durable, and the next one goes on in its place', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kill-'));
  try {
    let durable = 0;
    for (let round = 1; round <= 10; round += 1) {
      const reported = await writeAndKill(directory, round * 3);
      expect(reported).toBeGreaterThan(durable);
      durable = reported;
    }
    const spool = await openDirectorySpool(directory, { limitBytes: 100_000_000 });
    const all = await readAll(spool);
    expect(all.length).toBeGreaterThanOrEqual(durable);
    expect(all).toEqual(all.map((_, i) => `${i + 1}:e${i + 1}`));
    await spool.close();
  } finally {
    await rm(directory, { recursive: true });
  }
});
