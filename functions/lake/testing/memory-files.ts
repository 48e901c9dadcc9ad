import type { RowRecord } from '../../statistics/facts.ts';
import type { FetchFiles } from '../file-cache.ts';
import { type FileStore, LakeFileGone } from '../file-store.ts';
import type { Workshop } from '../ports.ts';
import { lakeTables } from '../tables.ts';
import type { LocalLakeFile } from '../types.ts';

export interface MemoryObject {
  readonly rows: readonly RowRecord[];
  readonly etag: string;
  readonly at: number;
}

/** Rows of a file without the hours it no longer stands for. */
export const cutRows = (rows: readonly RowRecord[], time: string, except: LocalLakeFile['except']): readonly RowRecord[] =>
  rows.filter((row) => !except.some(({ from, to }) => Number(row[time]) >= from && Number(row[time]) < to));

/** A bucket in memory whose objects are rows instead of Parquet, and a workshop to go with it. */
export const createMemoryFiles = (turn: () => Promise<void>, now: () => number) => {
  const objects = new Map<string, MemoryObject>();
  const local = new Map<string, readonly RowRecord[]>();
  let made = 0;
  const store = (key: string, path: string): void => {
    made += 1;
    objects.set(key, { rows: local.get(path) ?? [], etag: `e${made}`, at: now() });
  };
  const files: FileStore = {
    put: async (key, path) => {
      await turn();
      store(key, path);
      return 1;
    },
    replace: async (key, path, etag) => {
      await turn();
      if ((objects.get(key)?.etag ?? null) !== etag) return false;
      store(key, path);
      return true;
    },
    etagOf: async (key) => {
      await turn();
      return objects.get(key)?.etag ?? null;
    },
    get: async (key, path) => {
      await turn();
      const object = objects.get(key);
      if (object === undefined) throw new LakeFileGone(key);
      local.set(path, object.rows);
    },
    remove: async (keys) => {
      await turn();
      for (const key of keys) objects.delete(key);
    },
    list: async (prefix) => {
      await turn();
      return [...objects].filter(([key]) => key.startsWith(prefix)).map(([key, { at }]) => ({ key, at }));
    },
  };
  const openWorkshop = async (): Promise<Workshop> => ({
    newPath: () => {
      made += 1;
      return `local-${made}`;
    },
    write: async (_table, rows, path) => void local.set(path, rows),
    merge: async (table, inputs, path) => {
      const rows = inputs.flatMap((input) => cutRows(local.get(input.path) ?? [], lakeTables[table].time, input.except));
      local.set(path, rows);
      return rows.length;
    },
    close: async () => undefined,
  });
  const fetchFiles: FetchFiles = async (_site, wanted) => {
    const found: LocalLakeFile[] = [];
    for (const file of wanted) {
      await files.get(file.key, `cached ${file.key}`);
      found.push({ ...file, path: `cached ${file.key}` });
    }
    return { files: found, release: () => undefined };
  };
  const rowsAt = (path: string): readonly RowRecord[] => local.get(path) ?? [];
  return { objects, files, openWorkshop, fetchFiles, rowsAt };
};
