import { type FileHandle, mkdir, open, readdir, stat, truncate, unlink } from 'node:fs/promises';
import { syncDirectory } from '../files/write-file-atomic.ts';
import { encodeRecord, type StoredRecord } from './record-codec.ts';
import { indexStep, type SegmentFile, scanSegment, segmentPath, visitSegment } from './segment-file.ts';

export interface NewRecord {
  readonly partitionKey: string;
  readonly data: Buffer;
}

export interface ShardLogParams {
  readonly dir: string;
  readonly sync: boolean;
  readonly now: () => number;
  /** A file is closed and the next begun above this size. */
  readonly segmentBytes?: number;
}

/** One shard: an append-only log of numbered records. What `append` has answered for is on disk. */
export interface ShardLog {
  /** Numbers of the records, in their order. */
  append(records: readonly NewRecord[]): Promise<readonly number[]>;
  /** Number the next record will get. */
  nextNo(): number;
  oldestNo(): number;
  /** Records from a number on, at most `limit` and about `maxBytes` (always one if there is one). */
  read(from: number, limit: number, maxBytes: number): Promise<readonly StoredRecord[]>;
  /** First number that arrived at or after an instant. */
  numberAt(ms: number): Promise<number>;
  /** Deletes whole files whose newest record arrived before an instant; never the one being written. */
  trim(beforeMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Newest records are kept in memory, so that a consumer at the head of the log reads no file. */
const tailBytes = 4 * 1024 * 1024;

export const openShardLog = async (params: ShardLogParams): Promise<ShardLog> => {
  const { dir, sync, now } = params;
  const segmentBytes = params.segmentBytes ?? 16 * 1024 * 1024;
  await mkdir(dir, { recursive: true });
  const names = (await readdir(dir)).filter((name) => name.endsWith('.log')).sort();
  const segments: SegmentFile[] = names.map((name) => ({ path: `${dir}/${name}`, firstNo: Number(name.slice(0, 16)), index: null }));
  let file: FileHandle | null = null;
  let size = 0;
  let nextNo = 0;
  const last = segments.at(-1);
  if (last !== undefined) {
    const scan = await scanSegment(last);
    // A write cut short by a crash was never acknowledged: it goes.
    if (scan.goodBytes < (await stat(last.path)).size) await truncate(last.path, scan.goodBytes);
    size = scan.goodBytes;
    nextNo = scan.nextNo;
    file = await open(last.path, 'a');
  }

  let tail: StoredRecord[] = [];
  let tailSize = 0;
  let waiting: {
    readonly records: readonly NewRecord[];
    readonly done: (numbers: readonly number[]) => void;
    readonly failed: (e: unknown) => void;
  }[] = [];
  let isFlushing = false;
  let flushed: Promise<void> = Promise.resolve();

  const roll = async (): Promise<FileHandle> => {
    await file?.close();
    const segment: SegmentFile = { path: segmentPath(dir, nextNo), firstNo: nextNo, index: [] };
    file = await open(segment.path, 'a');
    if (sync) await syncDirectory(dir);
    segments.push(segment);
    size = 0;
    return file;
  };

  const write = async (bytes: Buffer, firstNo: number): Promise<void> => {
    const target = file === null || size >= segmentBytes ? await roll() : file;
    try {
      await target.appendFile(bytes);
      if (sync) await target.datasync();
    } catch (error) {
      await target.truncate(size);
      throw error;
    }
    const index = segments.at(-1)?.index;
    const last = index?.at(-1);
    if (index != null && (last === undefined || size - last.offset >= indexStep)) index.push({ no: firstNo, offset: size });
    size += bytes.length;
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      const at = now();
      let no = nextNo;
      const stored = group.map(({ records }) =>
        records.map((r): StoredRecord => ({ no: no++, at, partitionKey: r.partitionKey, data: r.data })),
      );
      const flat = stored.flat();
      try {
        await write(Buffer.concat(flat.map(encodeRecord)), nextNo);
      } catch (error) {
        for (const entry of group) entry.failed(error);
        continue;
      }
      nextNo = no;
      for (const record of flat) {
        tail.push(record);
        tailSize += record.data.length;
      }
      if (tailSize > 2 * tailBytes) {
        let drop = 0;
        while (tailSize > tailBytes && drop < tail.length - 1) tailSize -= tail[drop++]?.data.length ?? 0;
        tail = tail.slice(drop);
      }
      group.forEach((entry, i) => {
        entry.done((stored[i] ?? []).map((r) => r.no));
      });
    }
    // In the same turn as the last look at `waiting`, or an append in between would wait for ever.
    isFlushing = false;
  };

  const fromTail = (from: number, limit: number, maxBytes: number): StoredRecord[] => {
    const found: StoredRecord[] = [];
    let bytes = 0;
    for (let i = from - (tail[0]?.no ?? 0); i < tail.length && found.length < limit; i++) {
      const record = tail[i];
      if (record === undefined || (found.length > 0 && bytes + record.data.length > maxBytes)) break;
      bytes += record.data.length;
      found.push(record);
    }
    return found;
  };

  const segmentAt = (no: number): number =>
    Math.max(
      0,
      segments.findLastIndex((s) => s.firstNo <= no),
    );

  return {
    append: (records) =>
      new Promise((done, failed) => {
        waiting.push({ records, done, failed });
        if (isFlushing) return;
        isFlushing = true;
        flushed = flush();
      }),
    nextNo: () => nextNo,
    oldestNo: () => segments[0]?.firstNo ?? 0,
    read: async (from, limit, maxBytes) => {
      const start = Math.max(from, segments[0]?.firstNo ?? 0);
      if (start >= nextNo) return [];
      if (tail[0] !== undefined && start >= tail[0].no) return fromTail(start, limit, maxBytes);
      const found: StoredRecord[] = [];
      let bytes = 0;
      const end = nextNo;
      for (const segment of segments.slice(segmentAt(start))) {
        let full = false;
        await visitSegment(segment, start, (record) => {
          full = record.no >= end || found.length >= limit || (found.length > 0 && bytes + record.data.length > maxBytes);
          if (full) return false;
          // The read buffer is shared by neighbours: keep only the record's own bytes.
          found.push({ ...record, data: Buffer.from(record.data) });
          bytes += record.data.length;
          return true;
        });
        if (full) break;
      }
      return found;
    },
    numberAt: async (ms) => {
      for (const segment of segments) {
        if ((await stat(segment.path)).mtimeMs < ms) continue;
        let found: number | null = null;
        await visitSegment(segment, segment.firstNo, (record) => {
          if (record.at >= ms) found = record.no;
          return found === null;
        });
        if (found !== null) return found;
      }
      return nextNo;
    },
    trim: async (beforeMs) => {
      while (segments.length > 1) {
        const oldest = segments[0];
        if (oldest === undefined || (await stat(oldest.path)).mtimeMs >= beforeMs) return;
        segments.shift();
        await unlink(oldest.path);
      }
    },
    close: async () => {
      await flushed;
      await file?.close();
    },
  };
};
