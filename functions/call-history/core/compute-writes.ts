import type { Emitted, OutboxBatch } from '../../domain/engine-output.ts';
import { toPublicJson } from '../../domain/public-json.ts';
import { publicCall, publicSegment, publicStatus } from '../../domain/public-rows.ts';
import type { StatusRow } from '../../domain/segment.ts';
import { daySk, daysPk, type Key, type ListKind } from '../constants.ts';
import { dayOf, rowKey, type SiteOf, segmentKey, segmentKeyOfId } from './keys-of-rows.ts';

export interface HistoryWrite extends Key {
  /** Outbox batch that said so. */
  readonly n: number;
  /** Public row, or null to delete. */
  readonly row: unknown;
  /** The call it belongs to: rows of one call become visible together. Null for what stands alone. */
  readonly call: string | null;
  /** Written only over the row with this number, or where there is none (null); without it over whatever is there. */
  readonly over?: number | null;
}

const statusKind = (row: StatusRow): ListKind => (row.carriedOver ? 'CARRIED' : 'STATUS');

/** Days that the batches touch, as keys of their markers. */
export const dayMarkers = (owner: SiteOf, batches: readonly OutboxBatch[]): readonly Key[] => {
  const days = new Set<string>();
  const mark = (kind: ListKind, at: number) => days.add(daySk(kind, dayOf(at)));
  for (const batch of batches)
    for (const emitted of batch.emitted) {
      if (emitted.type === 'call') mark('CALL', emitted.row.startedAt);
      if (emitted.type === 'status') mark(statusKind(emitted.row), emitted.row.at);
      if (emitted.type === 'anomaly') mark('ANOMALY', emitted.anomaly.at);
    }
  return [...days].map((sk) => ({ pk: daysPk(owner.tenant, owner.site), sk }));
};

const callOfSegment = (id: string): string => id.slice(0, id.lastIndexOf('.'));

const writesOf = (owner: SiteOf, n: number, emitted: Emitted): readonly HistoryWrite[] => {
  switch (emitted.type) {
    case 'segment':
      return [
        {
          ...segmentKey(owner, emitted.row.logicalCallId, emitted.row.segmentNo),
          n,
          row: publicSegment(emitted.row),
          call: emitted.row.logicalCallId,
        },
      ];
    case 'segmentRetired':
      return [{ ...segmentKeyOfId(owner, emitted.segmentId), n, row: null, call: callOfSegment(emitted.segmentId) }];
    case 'call': {
      const { row, was } = emitted;
      const call = row.logicalCallId;
      const moved = was !== null && was.startedAt !== row.startedAt;
      return [
        ...(moved ? [{ ...rowKey(owner, 'CALL', was.startedAt, was.logicalCallId), n, row: null, call }] : []),
        { ...rowKey(owner, 'CALL', row.startedAt, row.logicalCallId), n, row: publicCall(row), call },
      ];
    }
    case 'callRetired':
      return [
        { ...rowKey(owner, 'CALL', emitted.was.startedAt, emitted.was.logicalCallId), n, row: null, call: emitted.was.logicalCallId },
      ];
    case 'status':
      return [
        { ...rowKey(owner, statusKind(emitted.row), emitted.row.at, emitted.row.statusId), n, row: publicStatus(emitted.row), call: null },
      ];
    case 'gap':
      return [{ ...rowKey(owner, 'GAP', emitted.gap.startedAt, emitted.gap.gapId), n, row: toPublicJson(emitted.gap), call: null }];
    case 'anomaly':
      return [
        { ...rowKey(owner, 'ANOMALY', emitted.anomaly.at, emitted.anomaly.anomalyId), n, row: toPublicJson(emitted.anomaly), call: null },
      ];
    case 'live':
    case 'directory':
      return [];
  }
};

/** What a run of batches leaves in history: one write a row, the last one of each key. */
export const computeWrites = (owner: SiteOf, batches: readonly OutboxBatch[]): readonly HistoryWrite[] => {
  const last = new Map<string, HistoryWrite>();
  for (const batch of batches)
    for (const emitted of batch.emitted) for (const write of writesOf(owner, batch.n, emitted)) last.set(`${write.pk} ${write.sk}`, write);
  return [...last.values()];
};

/** Pairs of calls of which one took over rows of the other: a reader must see both sides of it or neither. */
export const takeOvers = (batches: readonly OutboxBatch[]): readonly (readonly [string, string])[] =>
  batches.flatMap((batch) =>
    batch.emitted.flatMap((emitted): (readonly [string, string])[] => {
      if (emitted.type === 'callRetired' && emitted.replacedBy !== null) return [[emitted.was.logicalCallId, emitted.replacedBy]];
      if (emitted.type === 'segmentRetired' && emitted.replacedBy !== null)
        return [[callOfSegment(emitted.segmentId), callOfSegment(emitted.replacedBy)]];
      return [];
    }),
  );
