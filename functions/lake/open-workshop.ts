import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckDb } from './duckdb.ts';
import { mergeParquet, writeParquet } from './parquet.ts';
import type { Workshop } from './ports.ts';

/** A folder and a DuckDB for one run; the database can touch that folder only. */
export const createOpenWorkshop = (deps: { readonly directory: string; readonly threads: number; readonly memoryLimit: string }) => {
  return async (): Promise<Workshop> => {
    const folder = join(deps.directory, randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const db = await openDuckDb({
      threads: deps.threads,
      memoryLimit: deps.memoryLimit,
      tempDirectory: join(folder, 'spill'),
      directories: [folder],
    });
    const connection = await db.connect();
    return {
      newPath: () => join(folder, `${randomUUID()}.parquet`),
      write: (table, rows, path) => writeParquet(connection, table, rows, path),
      merge: (table, files, path) => mergeParquet(connection, table, files, path),
      close: async () => {
        connection.closeSync();
        db.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  };
};
