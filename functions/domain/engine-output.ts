import type { CallEventOf } from './call-event.ts';
import type { EpochMs, LogicalCallId, SegmentId } from './ids.ts';
import type { LiveDelta } from './live.ts';
import type { Call, Segment, StatusRow } from './segment.ts';

/** A stretch of time for which something could not be known. Open while `endedAt` is null. */
export interface Gap {
  readonly gapId: string;
  readonly siteId: string;
  readonly cause: 'linkDown' | 'agentDown' | 'numbersLost' | 'nodeDown';
  readonly link: string;
  readonly node: string | null;
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly detail: string | null;
}

export type AnomalyKind = 'unrecognised' | 'noSegment' | 'twoCallsOnTrunk' | 'idReused' | 'inferredEnd' | 'unknownCall' | 'outOfOrderTime';

/** Something odd that must be counted, named and listable, and never stops the fold. */
export interface Anomaly {
  readonly anomalyId: string;
  readonly siteId: string;
  readonly kind: AnomalyKind;
  readonly at: EpochMs;
  readonly logicalCallId: LogicalCallId | null;
  readonly detail: string;
}

/**
 * What the engine publishes; every other capability lives on these. Rows are whole and idempotent by id: the last one of an id
 * wins. `was` is the row as last published (null at first), so that counters can be kept incrementally.
 */
export type Emitted =
  | { readonly type: 'segment'; readonly row: Segment }
  /** The segment got a new id when its consultation call joined the held call (rule set 1 §2). */
  | { readonly type: 'segmentRetired'; readonly segmentId: SegmentId; readonly replacedBy: SegmentId | null }
  | { readonly type: 'call'; readonly row: Call; readonly was: Call | null }
  | { readonly type: 'callRetired'; readonly was: Call; readonly replacedBy: LogicalCallId | null }
  | { readonly type: 'status'; readonly row: StatusRow }
  | { readonly type: 'live'; readonly delta: LiveDelta }
  | { readonly type: 'directory'; readonly event: CallEventOf<'directoryChanged'> }
  | { readonly type: 'gap'; readonly gap: Gap }
  | { readonly type: 'anomaly'; readonly anomaly: Anomaly };

/** One commit of the engine for one site: published once, in order of `n`, redelivered any number of times. */
export interface OutboxBatch {
  readonly v: 1;
  readonly tenant: string;
  readonly site: string;
  /** 1, 2, 3 … per site without holes. */
  readonly n: number;
  /** Instant of the newest event folded. */
  readonly at: EpochMs;
  readonly emitted: readonly Emitted[];
}
