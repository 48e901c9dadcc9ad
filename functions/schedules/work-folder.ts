import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDb, openDuckDb } from '../lake/lake.ts';

export interface WorkFolder {
  readonly path: string;
  readonly db: DuckDb;
}

/** A folder of its own on this machine, with a database that can reach nothing else; both are gone afterwards. */
export const inWorkFolder = async <T>(below: string, work: (folder: WorkFolder) => Promise<T>): Promise<T> => {
  await mkdir(below, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(below, 'run-'));
  try {
    const db = await openDuckDb({ threads: 2, memoryLimit: '512MB', tempDirectory: join(path, 'spill'), directories: [path] });
    try {
      return await work({ path, db });
    } finally {
      db.close();
    }
  } finally {
    await rm(path, { recursive: true, force: true });
  }
};
