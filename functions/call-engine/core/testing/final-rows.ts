import type { Anomaly, Emitted, Gap } from '../../../domain/engine-output.ts';
import type { Call, Segment, StatusRow } from '../../../domain/segment.ts';

export interface LastRows {
  readonly segments: Map<string, Segment>;
  readonly calls: Map<string, Call>;
  readonly status: Map<string, StatusRow>;
  readonly anomalies: Map<string, Anomaly>;
  readonly gaps: Map<string, Gap>;
}

/** What a store holds after everything emitted was written: the last version of each row by its id, retired ones gone, as they came. */
export const lastRowsOf = (emitted: readonly Emitted[]): LastRows => {
  const rows: LastRows = { segments: new Map(), calls: new Map(), status: new Map(), anomalies: new Map(), gaps: new Map() };
  for (const one of emitted) {
    if (one.type === 'segment') rows.segments.set(one.row.segmentId, one.row);
    else if (one.type === 'segmentRetired') rows.segments.delete(one.segmentId);
    else if (one.type === 'call') rows.calls.set(one.row.logicalCallId, one.row);
    else if (one.type === 'callRetired') rows.calls.delete(one.was.logicalCallId);
    else if (one.type === 'status') rows.status.set(one.row.statusId, one.row);
    else if (one.type === 'anomaly') rows.anomalies.set(one.anomaly.anomalyId, one.anomaly);
    else if (one.type === 'gap') rows.gaps.set(one.gap.gapId, one.gap);
  }
  return rows;
};

const inOrderOfId = <T>(rows: ReadonlyMap<string, T>): readonly T[] => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);

/** The same in order of their ids, so that two ways of folding can be compared. */
export const finalRowsOf = (emitted: readonly Emitted[]) => {
  const rows = lastRowsOf(emitted);
  return {
    segments: inOrderOfId(rows.segments),
    calls: inOrderOfId(rows.calls),
    status: inOrderOfId(rows.status),
    anomalies: inOrderOfId(rows.anomalies),
    gaps: inOrderOfId(rows.gaps),
  };
};
export type FinalRows = ReturnType<typeof finalRowsOf>;
