import { SpoolError } from './errors.ts';
import { type SegmentFile, segmentName } from './segment-file.ts';
import type { SpoolDisk } from './spool-disk.ts';

/** `diskFull` and `writeError` are retried until they pass. */
export type DiskState = 'ok' | 'diskFull' | 'writeError';

export interface PendingRecord {
  readonly seq: number;
  readonly lastSeq: number;
  readonly bytes: Buffer;
}

export interface GroupCommitOptions {
  readonly segmentBytes: number;
  /** How long the first event of a group waits for others, ms. */
  readonly commitEveryMs: number;
  readonly retryMs: number;
  /** Whether everything in the newest file has been sent, so that a new one frees it. */
  readonly isNewestSent: () => boolean;
  readonly onDurable: (lastSeq: number) => void;
  readonly onState: (state: DiskState, error: Error | null) => void;
}

export const diskStateOf = (error: unknown): DiskState =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT') ? 'diskFull' : 'writeError';

/**
 * Writes records in groups, one fsync a group. A group that fails is written again at the same place, so a part of it that did arrive
 * is overwritten by itself; nothing counts before its fsync has succeeded.
 */
export const createGroupCommit = (disk: SpoolDisk, segments: SegmentFile[], options: GroupCommitOptions) => {
  const pending: PendingRecord[] = [];
  let pendingBytes = 0;
  let running: Promise<void> | null = null;
  let hurry = false;
  let closing = false;
  let wake: (() => void) | null = null;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** What still fits a segment of `room` bytes, one record at least. */
  const nextGroup = (room: number): readonly PendingRecord[] => {
    let bytes = 0;
    const end = pending.findIndex((record) => {
      bytes += record.bytes.length;
      return bytes > room;
    });
    return end < 0 ? [...pending] : pending.slice(0, Math.max(1, end));
  };

  /** The file to write on: the newest, or a new one when that is full, or large and wholly sent. */
  const writableSegment = async (firstSeq: number): Promise<SegmentFile> => {
    const newest = segments.at(-1);
    const isSpent = newest === undefined || newest.size >= (options.isNewestSent() ? options.segmentBytes / 2 : options.segmentBytes);
    if (!isSpent) return newest;
    const name = segmentName(firstSeq);
    await disk.write(name, 0, Buffer.alloc(0));
    await disk.syncNames();
    const segment = { name, firstSeq, size: 0 };
    segments.push(segment);
    return segment;
  };

  const commitNext = async (): Promise<void> => {
    const first = pending[0];
    if (first === undefined) return;
    const segment = await writableSegment(first.seq);
    const group = nextGroup(options.segmentBytes - segment.size);
    const bytes = Buffer.concat(group.map((record) => record.bytes));
    await disk.write(segment.name, segment.size, bytes);
    await disk.sync(segment.name);
    segment.size += bytes.length;
    pending.splice(0, group.length);
    pendingBytes -= bytes.length;
    options.onDurable(group.at(-1)?.lastSeq ?? first.lastSeq);
  };

  const run = async (): Promise<void> => {
    while (pending.length > 0) {
      if (!hurry && !closing) await pause(options.commitEveryMs);
      try {
        await commitNext();
        options.onState('ok', null);
      } catch (error) {
        options.onState(diskStateOf(error), error instanceof Error ? error : new Error(String(error)));
        if (closing) break;
        await pause(options.retryMs);
      }
    }
    // In the same turn as the last look at the queue: what is added from here on starts a new run.
    hurry = false;
    running = null;
  };

  const start = (): void => {
    if (running !== null) return;
    // Deferred by a turn, so that `running` is set before the run can end.
    running = Promise.resolve().then(run);
  };

  return {
    pendingBytes: (): number => pendingBytes,
    add: (record: PendingRecord): void => {
      if (closing) throw new SpoolError('spool.closed', 'the spool was closed: nothing can be appended');
      pending.push(record);
      pendingBytes += record.bytes.length;
      start();
    },
    /** What is waiting is written without waiting for company. */
    hurry: (): void => {
      if (pending.length === 0) return;
      hurry = true;
      wake?.();
    },
    /** One last attempt; resolves to the number of records that could not be written. */
    close: async (): Promise<number> => {
      closing = true;
      wake?.();
      await running;
      if (pending.length > 0) start();
      await running;
      return pending.length;
    },
  };
};
