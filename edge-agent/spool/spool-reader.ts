import { epochMs, type LinkId } from '../../functions/domain/ids.ts';
import { numbersLost } from './numbers-lost.ts';
import { recordHeaderBytes, type ScannedRecord, type SpoolRecord, scanRecords } from './record.ts';
import type { SegmentFile } from './segment-file.ts';
import type { SpoolDisk } from './spool-disk.ts';

/** Consecutive records: `lastSeq` + 1 is where the next batch begins. Payloads are JSON of call events. */
export interface SpooledBatch {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly records: readonly SpoolRecord[];
  /** Numbers declared lost because their records could not be read. */
  readonly damagedNumbers: number;
}

export interface ReadLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
}

const chunkBytes = 262_144;
const blockBytes = 4_096;

/** Reads around unreadable blocks, which become zeros: damage to step over, not a wall to stand before. */
const readTolerantly = async (disk: SpoolDisk, name: string, position: number, length: number): Promise<Buffer> => {
  try {
    return await disk.read(name, position, length);
  } catch {
    const blocks: Buffer[] = [];
    for (let at = 0; at < length; at += blockBytes) {
      const size = Math.min(blockBytes, length - at);
      blocks.push(await disk.read(name, position + at, size).catch(() => Buffer.alloc(size)));
    }
    return Buffer.concat(blocks);
  }
};

interface Cursor {
  /** Everything up to this number was read. */
  after: number;
  segment: string;
  offset: number;
}

const lostBefore = (record: ScannedRecord, from: number, link: LinkId): SpoolRecord => {
  const next = JSON.parse(record.payload.toString('utf8')) as { readonly at: number; readonly node: string };
  const to = record.seq - 1;
  const event = numbersLost({ link, from, to, at: epochMs(next.at), node: next.node, detail: 'spool records damaged on disk' });
  return { seq: from, span: to - from + 1, payload: Buffer.from(JSON.stringify(event)) };
};

/** Reads durable records in order of number. `segments` is the writer's own list: sizes in it grow when writes become durable. */
export const createSpoolReader = (disk: SpoolDisk, segments: readonly SegmentFile[], link: LinkId) => {
  let cursor: Cursor | null = null;

  const cursorAfter = (after: number): Cursor | null => {
    if (cursor?.after === after && segments.some(({ name }) => name === cursor?.segment)) return cursor;
    const segment = segments.findLast(({ firstSeq }) => firstSeq <= after + 1) ?? segments[0];
    return segment === undefined ? null : { after, segment: segment.name, offset: 0 };
  };

  /** The good records of a segment from `offset`, at least one unless none is left. */
  const readOn = async (segment: SegmentFile, offset: number): Promise<{ records: readonly ScannedRecord[]; base: number }> => {
    for (let length = chunkBytes; ; length *= 8) {
      const available = segment.size - offset;
      const final = available <= length;
      const bytes = await readTolerantly(disk, segment.name, offset, Math.min(available, length));
      const { records } = scanRecords(bytes, { final });
      if (records.length > 0 || final) return { records, base: offset };
    }
  };

  return {
    /** Records after number `after` as far as they are durable and within the limits (one at least); `null` when there is none. */
    read: async (after: number, limits: ReadLimits): Promise<SpooledBatch | null> => {
      const from = cursorAfter(after);
      if (from === null) return null;
      const records: SpoolRecord[] = [];
      const at = { ...from };
      let damagedNumbers = 0;
      let bytes = 0;
      const take = (record: SpoolRecord): void => {
        records.push({ seq: record.seq, span: record.span, payload: record.payload });
        bytes += record.payload.length + 1;
        at.after = record.seq + record.span - 1;
      };
      for (let index = segments.findIndex(({ name }) => name === at.segment); ; ) {
        const segment = segments[index];
        if (segment === undefined) break;
        const chunk = at.offset + recordHeaderBytes <= segment.size ? await readOn(segment, at.offset) : { records: [], base: at.offset };
        if (chunk.records.length === 0) {
          const next = segments[index + 1];
          if (next === undefined) break;
          at.segment = next.name;
          at.offset = 0;
          index += 1;
          continue;
        }
        let full = false;
        for (const record of chunk.records) {
          const isFull = records.length >= limits.maxEvents || (records.length > 0 && bytes + record.payload.length > limits.maxBytes);
          if (isFull) {
            full = true;
            break;
          }
          if (record.seq > at.after + 1) {
            damagedNumbers += record.seq - at.after - 1;
            take(lostBefore(record, at.after + 1, link));
          }
          if (record.seq > at.after) take(record);
          at.offset = chunk.base + record.end;
        }
        if (full) break;
      }
      cursor = at;
      const first = records[0];
      return first === undefined ? null : { firstSeq: first.seq, lastSeq: at.after, records, damagedNumbers };
    },
  };
};
