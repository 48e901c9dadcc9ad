import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeRecord, type StoredRecord } from './record-codec.ts';

/** One file of a shard's log, named after the number of its first record. */
export interface SegmentFile {
  readonly path: string;
  readonly firstNo: number;
  /** Offsets of records about 64 KB apart; null until somebody reads the file. */
  index: { readonly no: number; readonly offset: number }[] | null;
}

const readAhead = 4 * 1024 * 1024;
/** Distance between two entries of a segment's index. */
export const indexStep = 64 * 1024;

export const segmentPath = (dir: string, firstNo: number): string => join(dir, `${String(firstNo).padStart(16, '0')}.log`);

const readAt = async (file: FileHandle, offset: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(readAhead);
  const { bytesRead } = await file.read(buffer, 0, readAhead, offset);
  return buffer.subarray(0, bytesRead);
};

/** Walks the records from `offset`, in order, until the end, a damaged record, or `visit` says stop. @returns offset after the last good one */
const walk = async (file: FileHandle, from: number, visit: (record: StoredRecord, offset: number) => boolean): Promise<number> => {
  let offset = from;
  for (;;) {
    const bytes = await readAt(file, offset);
    let at = 0;
    for (;;) {
      const decoded = decodeRecord(bytes, at);
      if (decoded === null) break;
      if (!visit(decoded.record, offset + at)) return offset + at;
      at = decoded.end;
    }
    if (at === 0) return offset;
    offset += at;
  }
};

export interface SegmentScan {
  /** Bytes up to the end of the last good record. */
  readonly goodBytes: number;
  readonly nextNo: number;
  readonly lastAt: number;
}

/** Reads a whole segment once, filling its index. */
export const scanSegment = async (segment: SegmentFile): Promise<SegmentScan> => {
  const file = await open(segment.path, 'r');
  try {
    const index: { no: number; offset: number }[] = [];
    let nextNo = segment.firstNo;
    let lastAt = 0;
    let indexedTo = -indexStep;
    const goodBytes = await walk(file, 0, (record, offset) => {
      if (record.no !== nextNo) return false;
      if (offset - indexedTo >= indexStep) {
        index.push({ no: record.no, offset });
        indexedTo = offset;
      }
      nextNo = record.no + 1;
      lastAt = record.at;
      return true;
    });
    segment.index = index;
    return { goodBytes, nextNo, lastAt };
  } finally {
    await file.close();
  }
};

/** Visits records of a segment from number `from` on. */
export const visitSegment = async (segment: SegmentFile, from: number, visit: (record: StoredRecord) => boolean): Promise<void> => {
  if (segment.index === null) await scanSegment(segment);
  const start = segment.index?.findLast((entry) => entry.no <= from)?.offset ?? 0;
  const file = await open(segment.path, 'r');
  try {
    await walk(file, start, (record) => record.no < from || visit(record));
  } finally {
    await file.close();
  }
};
