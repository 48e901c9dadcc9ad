import type { LinkId } from '../../functions/domain/ids.ts';
import { linkFile, linkSchema, type Position, parseStored, positionFile, positionSchema } from './position.ts';
import { scanRecords } from './record.ts';
import { parseSegmentName, type SegmentFile, segmentName } from './segment-file.ts';
import type { SpoolDisk } from './spool-disk.ts';

export interface RecoveredSpool {
  readonly link: LinkId;
  /** In order of number, at least one. */
  readonly segments: SegmentFile[];
  readonly position: Position;
  /** Last number given out. */
  readonly lastSeq: number;
  /** Bytes of an unfinished write cut off the newest segment. */
  readonly cutBytes: number;
}

const listSegments = async (disk: SpoolDisk): Promise<SegmentFile[]> =>
  (await disk.list())
    .flatMap(({ name, size }) => {
      const firstSeq = parseSegmentName(name);
      return firstSeq === null ? [] : [{ name, firstSeq, size }];
    })
    .sort((a, b) => a.firstSeq - b.firstSeq);

/** Cuts what follows the last good record of the newest segment. Damage in front of a good record stays, for the reader to declare. */
const cutTornWrite = async (disk: SpoolDisk, segment: SegmentFile): Promise<{ lastSeq: number; cutBytes: number }> => {
  const bytes = await disk.read(segment.name, 0, segment.size);
  const last = scanRecords(bytes, { final: true }).records.at(-1);
  const goodEnd = last?.end ?? 0;
  const cutBytes = segment.size - goodEnd;
  if (cutBytes > 0) await disk.truncate(segment.name, goodEnd);
  // What a killed process had written may not be durable yet, and is about to be sent.
  else await disk.sync(segment.name);
  segment.size = goodEnd;
  return { lastSeq: last === undefined ? segment.firstSeq - 1 : last.seq + last.span - 1, cutBytes };
};

/** The link id as the records themselves tell it, for when the link file is unreadable. */
const linkOfRecords = async (disk: SpoolDisk, segments: readonly SegmentFile[]): Promise<string | null> => {
  for (const { name, size } of segments) {
    const first = scanRecords(await disk.read(name, 0, size), { final: true }).records[0];
    if (first !== undefined) return parseStored(linkSchema.pick({ link: true }), first.payload.toString('utf8'))?.link ?? null;
  }
  return null;
};

/**
 * Reads what a former process left. Numbering goes on after everything that was ever given to the uplink: the last good record, the
 * acknowledged position and the name of the newest segment, whichever is highest. When nothing tells the numbering although a link
 * exists, a new link is begun, as a number used twice would be taken for a repetition and dropped.
 */
export const recoverSpool = async (disk: SpoolDisk, newLink: () => string): Promise<RecoveredSpool> => {
  const segments = await listSegments(disk);
  const stored = parseStored(positionSchema, await disk.readText(positionFile));
  const written = parseStored(linkSchema, await disk.readText(linkFile))?.link ?? null;
  const known = written ?? (await linkOfRecords(disk, segments));
  const kept = known !== null && (stored !== null || segments.length > 0);
  const link = (kept ? known : newLink()) as LinkId;
  // Without a link there is no good record either.
  if (!kept) for (const { name } of segments.splice(0)) await disk.remove(name);
  if (link !== written) await disk.replace(linkFile, JSON.stringify({ v: 1, link }));
  const position: Position = (kept ? stored : null) ?? { v: 1, acknowledged: Math.max(0, (segments[0]?.firstSeq ?? 1) - 1), refused: null };
  const newest = segments.at(-1);
  const torn = newest === undefined ? { lastSeq: 0, cutBytes: 0 } : await cutTornWrite(disk, newest);
  // A record at or after the refused numbers: they were declared before the process ended.
  const refused = position.refused !== null && torn.lastSeq < position.refused.from ? position.refused : null;
  const refusedTo = refused === null ? 0 : refused.from + refused.count - 1;
  const lastSeq = Math.max(torn.lastSeq, position.acknowledged, refusedTo);
  if (newest === undefined) {
    const name = segmentName(lastSeq + 1);
    await disk.write(name, 0, Buffer.alloc(0));
    segments.push({ name, firstSeq: lastSeq + 1, size: 0 });
  }
  const adopted = { ...position, refused };
  await disk.replace(positionFile, JSON.stringify(adopted));
  await disk.syncNames();
  return { link, segments, position: adopted, lastSeq, cutBytes: torn.cutBytes };
};
