import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

export class DataDirError extends Error {
  override readonly name = 'DataDirError';
}

const lockName = 'lock';

const isLocked = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause && error.cause.code === 'LEVEL_LOCKED';

export interface DataDir {
  /** Deletes everything in it. @throws DataDirError when the directory held other things before Trunkline first used it */
  reset(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data directory for this process. The lock is one of the operating system (LevelDB's), so it is gone with the process,
 * however that ends. @throws DataDirError when another Trunkline runs on it
 */
export const openDataDir = async (dir: string): Promise<DataDir> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const isOurs = existsSync(join(dir, lockName)) || (await readdir(dir)).length === 0;
  if (!isOurs) throw new DataDirError(`${dir} holds other things and is no data directory of Trunkline: name an empty one with --data`);
  const lock = new ClassicLevel(join(dir, lockName));
  try {
    await lock.open();
  } catch (error) {
    if (!isLocked(error)) throw error;
    throw new DataDirError(`another Trunkline runs on ${dir}: stop it, or choose another directory with --data`);
  }
  return {
    reset: async () => {
      for (const name of await readdir(dir)) if (name !== lockName) await rm(join(dir, name), { recursive: true });
    },
    release: () => lock.close(),
  };
};
