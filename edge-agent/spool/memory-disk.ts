import type { SpoolDisk } from './spool-disk.ts';

interface MemoryFile {
  bytes: Buffer;
  /** What would be there after power loss at least. */
  synced: Buffer;
  nameSynced: boolean;
}

export interface MemoryDisk extends SpoolDisk {
  /** Set to make the next operations fail: tests of full and failing disks. */
  failWith: NodeJS.ErrnoException | null;
  /** How many bytes of a failing write arrive all the same. */
  tornBytes: number;
  /**
   * The disk as a power cut leaves it: unsynced names gone, of unsynced bytes only the first `keep(unsynced length)`; removed files
   * whose removal was not synced are back.
   */
  readonly powerCut: (keep: (unsynced: number) => number) => MemoryDisk;
  readonly damage: (name: string, position: number, bytes: Buffer) => void;
}

/** A disk in memory that keeps what was synced apart from what was only written. */
export const createMemoryDisk = (files = new Map<string, MemoryFile>()): MemoryDisk => {
  const removed = new Map<string, MemoryFile>();
  const file = (name: string): MemoryFile => {
    const known = files.get(name);
    if (known !== undefined) return known;
    const made = { bytes: Buffer.alloc(0), synced: Buffer.alloc(0), nameSynced: false };
    files.set(name, made);
    return made;
  };
  const put = (target: MemoryFile, position: number, bytes: Buffer): void => {
    const grown = Buffer.alloc(Math.max(target.bytes.length, position + bytes.length));
    target.bytes.copy(grown);
    bytes.copy(grown, position);
    target.bytes = grown;
  };
  const disk: MemoryDisk = {
    failWith: null,
    tornBytes: 0,
    list: async () => [...files].map(([name, { bytes }]) => ({ name, size: bytes.length })),
    read: async (name, position, length) => Buffer.from(files.get(name)?.bytes.subarray(position, position + length) ?? []),
    write: async (name, position, bytes) => {
      if (disk.failWith !== null) {
        put(file(name), position, bytes.subarray(0, disk.tornBytes));
        throw disk.failWith;
      }
      put(file(name), position, bytes);
    },
    sync: async (name) => {
      if (disk.failWith !== null) throw disk.failWith;
      file(name).synced = Buffer.from(file(name).bytes);
    },
    truncate: async (name, size) => {
      const target = file(name);
      target.bytes = Buffer.from(target.bytes.subarray(0, size));
      target.synced = target.bytes;
    },
    remove: async (name) => {
      const gone = files.get(name);
      if (gone?.nameSynced === true) removed.set(name, gone);
      files.delete(name);
    },
    syncNames: async () => {
      if (disk.failWith !== null) throw disk.failWith;
      removed.clear();
      for (const known of files.values()) known.nameSynced = true;
    },
    replace: async (name, text) => {
      if (disk.failWith !== null) throw disk.failWith;
      const bytes = Buffer.from(text);
      files.set(name, { bytes, synced: bytes, nameSynced: true });
    },
    readText: async (name) => files.get(name)?.bytes.toString('utf8') ?? null,
    close: async () => undefined,
    powerCut: (keep) => {
      const left = new Map<string, MemoryFile>();
      for (const [name, { bytes, synced, nameSynced }] of [...removed, ...files]) {
        if (!nameSynced) continue;
        const kept = Buffer.from(bytes.subarray(0, synced.length + keep(Math.max(0, bytes.length - synced.length))));
        left.set(name, { bytes: kept, synced: kept, nameSynced: true });
      }
      return createMemoryDisk(left);
    },
    damage: (name, position, bytes) => put(file(name), position, bytes),
  };
  return disk;
};
