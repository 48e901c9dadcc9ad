import type { Emitted, OutboxBatch } from '../../domain/engine-output.ts';
import { withoutErasedTexts } from '../../domain/erased.ts';
import { callStartOf, epochMs } from '../../domain/ids.ts';
import { computeWrites, type HistoryWrite } from './compute-writes.ts';
import type { SiteOf } from './keys-of-rows.ts';

/** Epoch ms, `to` exclusive. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface RowCollector {
  readonly add: (emitted: readonly Emitted[]) => void;
  /** The rows as published in one batch `n`. */
  readonly batch: (n: number) => OutboxBatch;
  /** What of them history keeps: persons who were erased in the archive are not in it. */
  readonly writes: (n: number) => readonly HistoryWrite[];
}

/**
 * Keeps, of everything an engine publishes, the last version of each row whose key lies in the range: calls by their own start, segments by
 * the start in their call's id, all else by its instant. So its memory follows the range, not what is folded.
 */
export const createRowCollector = (owner: SiteOf, range: TimeRange): RowCollector => {
  const rows = new Map<string, Emitted>();
  const inRange = (at: number | null): boolean => at !== null && at >= range.from && at < range.to;
  const keep = (key: string, at: number | null, one: Emitted): void => {
    if (inRange(at)) rows.set(key, one);
  };

  const add = (one: Emitted): void => {
    switch (one.type) {
      case 'segment':
        return keep(one.row.segmentId, callStartOf(one.row.segmentId), one);
      case 'segmentRetired':
        return void rows.delete(one.segmentId);
      case 'call': {
        const key = `call ${one.row.logicalCallId}`;
        if (inRange(one.row.startedAt)) rows.set(key, { ...one, was: null });
        else rows.delete(key);
        return;
      }
      case 'callRetired':
        return void rows.delete(`call ${one.was.logicalCallId}`);
      case 'status':
        return keep(`${one.row.carriedOver ? 'carried' : 'status'} ${one.row.at} ${one.row.statusId}`, one.row.at, one);
      case 'gap':
        return keep(`gap ${one.gap.startedAt} ${one.gap.gapId}`, one.gap.startedAt, one);
      case 'anomaly':
        return keep(`anomaly ${one.anomaly.at} ${one.anomaly.anomalyId}`, one.anomaly.at, one);
      case 'live':
      case 'directory':
        return;
    }
  };
  const batch = (n: number): OutboxBatch => ({ v: 1, ...owner, n, at: epochMs(0), emitted: [...rows.values()] });
  return {
    add: (emitted) => {
      for (const one of emitted) add(one);
    },
    batch,
    writes: (n) => computeWrites(owner, [batch(n)]).map((write) => ({ ...write, row: withoutErasedTexts(write.row) })),
  };
};
