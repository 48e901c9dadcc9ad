import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sitePrefix } from './constants.ts';
import type { FileStore } from './file-store.ts';
import type { LakeFile, LakeSite, LocalLakeFile } from './types.ts';

export interface FileCacheDeps {
  readonly files: Pick<FileStore, 'get'>;
  /** A folder of its own; made when missing. What is in it may vanish at any time but while it is held. */
  readonly directory: string;
  /** Files are removed, the longest unused first, to stay below it; held ones stay, so a single large query may exceed it. */
  readonly maxBytes: number;
}
export interface HeldFiles {
  readonly files: readonly LocalLakeFile[];
  readonly release: () => void;
}
export type FetchFiles = (site: LakeSite, files: readonly LakeFile[]) => Promise<HeldFiles>;

interface Entry {
  readonly path: string;
  readonly bytes: number;
  held: number;
  /** Order of last use. */
  used: number;
  readonly ready: Promise<void>;
}
const fetchesAtOnce = 16;

/** The key begins with tenant and site and is part of what is hashed: files of two tenants never share a name. */
const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex');
const nameCharacters = 64;

/** Runs at most `size` at a time, the others in their order after them. */
const createLimit = (size: number): ((work: () => Promise<void>) => Promise<void>) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};

/**
 * Lake files on local disk. A key never means other content, so what is here is never stale. Several queries at once fetch a file once;
 * a file is removed only while no query holds it.
 */
export const createFileCache = (deps: FileCacheDeps): FetchFiles => {
  const { directory, maxBytes } = deps;
  const entries = new Map<string, Entry>();
  const limit = createLimit(fetchesAtOnce);
  let clock = 0;
  let opened: Promise<void> | undefined;

  /** Takes over what an earlier process left, and clears away what it did not finish. */
  const open = async (): Promise<void> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const found: { name: string; path: string; bytes: number; at: number }[] = [];
    for (const file of await readdir(directory)) {
      const path = join(directory, file);
      if (file.endsWith('.parquet')) {
        const { size, mtimeMs } = await stat(path);
        found.push({ name: file.slice(0, nameCharacters), path, bytes: size, at: mtimeMs });
      } else await rm(path, { force: true, recursive: true });
    }
    for (const { name, path, bytes } of found.sort((a, b) => a.at - b.at)) {
      clock += 1;
      if (entries.has(name)) await rm(path, { force: true });
      else entries.set(name, { path, bytes, held: 0, used: clock, ready: Promise.resolve() });
    }
  };

  const shrink = async (): Promise<void> => {
    let total = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    const idle = [...entries].filter(([, entry]) => entry.held === 0).sort(([, a], [, b]) => a.used - b.used);
    for (const [name, entry] of idle) {
      if (total <= maxBytes) return;
      if (entry.held > 0) continue;
      entries.delete(name);
      total -= entry.bytes;
      await rm(entry.path, { force: true });
    }
  };

  const download = async (key: string, path: string): Promise<void> => {
    const part = join(directory, `${randomUUID()}.part`);
    try {
      await deps.files.get(key, part);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  const hold = (file: LakeFile): Entry => {
    const name = nameOf(file.key);
    clock += 1;
    const known = entries.get(name);
    if (known !== undefined) {
      known.held += 1;
      known.used = clock;
      return known;
    }
    // A path of its own each time, as the removal of an earlier copy may still be under way.
    const path = join(directory, `${name}-${randomUUID()}.parquet`);
    const entry: Entry = { path, bytes: file.bytes, held: 1, used: clock, ready: limit(() => download(file.key, path)) };
    entries.set(name, entry);
    // What failed must not stay: the next query tries again.
    entry.ready.catch(() => {
      if (entries.get(name) === entry) entries.delete(name);
    });
    return entry;
  };

  return async (site, files) => {
    const prefix = sitePrefix(site.tenant, site.site);
    for (const { key } of files) if (!key.startsWith(prefix)) throw new Error(`lake file ${key} is not of site ${site.site}`);
    opened ??= open();
    await opened;
    const held = files.map((file) => ({ file, entry: hold(file) }));
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      for (const { entry } of held) entry.held -= 1;
    };
    try {
      await Promise.all(held.map(({ entry }) => entry.ready));
      await shrink();
      return { files: held.map(({ file, entry }) => ({ ...file, path: entry.path })), release };
    } catch (error) {
      release();
      throw error;
    }
  };
};
