import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createMemoryDisk } from './memory-disk.ts';
import { spoolBehaviour } from './spool.behaviour.ts';
import { createDirectoryDisk } from './spool-disk.ts';

const made: string[] = [];
afterAll(async () => {
  for (const directory of made) await rm(directory, { recursive: true });
});

spoolBehaviour('a memory disk', async () => {
  const disk = createMemoryDisk();
  return async () => disk;
});

spoolBehaviour('a directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'spool-'));
  made.push(directory);
  return () => createDirectoryDisk(directory);
});
