import type { Anomaly, Emitted, Gap } from '../../domain/engine-output.ts';
import type { Call, Segment, StatusRow } from '../../domain/segment.ts';

export interface FinalRows {
  readonly segments: readonly Segment[];
  readonly calls: readonly Call[];
  readonly status: readonly StatusRow[];
  readonly anomalies: readonly Anomaly[];
  readonly gaps: readonly Gap[];
}

const inOrderOfKey = <T>(rows: ReadonlyMap<string, T>): T[] => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);

/** What a store holds after everything emitted was written: the last version of each row, retired ones gone, in order of their ids. */
export const finalRowsOf = (emitted: readonly Emitted[]): FinalRows => {
  const segments = new Map<string, Segment>();
  const calls = new Map<string, Call>();
  const status = new Map<string, StatusRow>();
  const anomalies = new Map<string, Anomaly>();
  const gaps = new Map<string, Gap>();
  for (const one of emitted) {
    if (one.type === 'segment') segments.set(one.row.segmentId, one.row);
    else if (one.type === 'segmentRetired') segments.delete(one.segmentId);
    else if (one.type === 'call') calls.set(one.row.logicalCallId, one.row);
    else if (one.type === 'callRetired') calls.delete(one.was.logicalCallId);
    else if (one.type === 'status') status.set(one.row.statusId, one.row);
    else if (one.type === 'anomaly') anomalies.set(one.anomaly.anomalyId, one.anomaly);
    else if (one.type === 'gap') gaps.set(one.gap.gapId, one.gap);
  }
  return {
    segments: inOrderOfKey(segments),
    calls: inOrderOfKey(calls),
    status: inOrderOfKey(status),
    anomalies: inOrderOfKey(anomalies),
    gaps: inOrderOfKey(gaps),
  };
};
