import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/write-file-atomic.ts';

/** Positions are written at most this often; what a crash loses of them is only delivered again. */
const everyMs = 100;

/** Position of one consumer in each shard: sequence of the last record it is done with. */
export interface CheckpointFile {
  get(shard: number): string | null;
  set(shard: number, sequence: string): void;
  flush(): Promise<void>;
}

export const openCheckpointFile = (path: string): CheckpointFile => {
  const positions: Record<string, string> = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  let timer: NodeJS.Timeout | null = null;
  let dirty = false;
  let writing: Promise<void> = Promise.resolve();

  const write = (): Promise<void> => {
    timer = null;
    if (!dirty) return writing;
    dirty = false;
    const text = JSON.stringify(positions);
    writing = writing.catch(() => undefined).then(() => writeFileAtomic(path, text, 0o600));
    return writing;
  };
  return {
    get: (shard) => positions[shard] ?? null,
    set: (shard, sequence) => {
      positions[shard] = sequence;
      dirty = true;
      timer ??= setTimeout(() => {
        write().catch(() => {
          dirty = true;
        });
      }, everyMs);
    },
    flush: async () => {
      if (timer !== null) clearTimeout(timer);
      await write();
    },
  };
};
