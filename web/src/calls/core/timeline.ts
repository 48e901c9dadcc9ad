import type { Segment } from '../../../../functions/domain/segment.ts';
import { isSilentStay } from './call-row.ts';

export type BarKind = 'stay' | 'queue' | 'ring' | 'talk' | 'hold' | 'failed';

/** Place and width as shares of the whole call, 0 to 1. */
export interface Bar {
  readonly kind: BarKind;
  readonly from: number;
  readonly width: number;
  readonly ms: number;
}

export interface Lane {
  readonly segmentId: string;
  readonly bars: readonly Bar[];
  /** The end was inferred, so the bar's end is not sure. */
  readonly inferred: boolean;
}

export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  /** Marks of the time axis, in ms since the start. */
  readonly ticks: readonly { readonly at: number; readonly ms: number }[];
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400].map((seconds) => seconds * 1_000);

/** Round marks, at most six of them. */
const ticksOf = (length: number): Timeline['ticks'] => {
  const step = steps.find((each) => length / each <= 6) ?? 28_800_000;
  const count = Math.floor(length / step);
  return Array.from({ length: count + 1 }, (_, i) => ({ at: (i * step) / length, ms: i * step }));
};

/**
 * Bars of a call. A segment stores how long it was held, not when: hold is drawn at the end of the connected stretch, and the
 * legend says so.
 */
export const layTimeline = (segments: readonly Segment[], now: number): Timeline => {
  const ordered = [...segments].sort((a, b) => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo);
  const endOf = (segment: Segment): number => Math.max(segment.startedAt, segment.endedAt ?? now);
  const from = Math.min(...ordered.map((segment) => segment.startedAt));
  const to = Math.max(...ordered.map(endOf));
  if (ordered.length === 0) return { from: 0, to: 0, lanes: [], ticks: [] };
  // A call of no length still gets a picture.
  const length = Math.max(1_000, to - from);
  const bar = (kind: BarKind, start: number, end: number): Bar[] =>
    end > start ? [{ kind, from: (start - from) / length, width: (end - start) / length, ms: end - start }] : [];
  const lanes = ordered.map((segment): Lane => {
    const { segmentId, startedAt, answeredAt } = segment;
    const end = endOf(segment);
    const inferred = segment.endedBy === 'inferred';
    if (segment.outcome === 'failed') return { segmentId, bars: bar('failed', startedAt, end), inferred };
    if (isSilentStay(segment)) return { segmentId, bars: bar('stay', startedAt, end), inferred };
    const waiting: BarKind = segment.extension === null && segment.agent === null && segment.huntGroup !== null ? 'queue' : 'ring';
    if (answeredAt === null) return { segmentId, bars: bar(waiting, startedAt, end), inferred };
    const holdFrom = Math.max(answeredAt, end - segment.holdMs);
    return {
      segmentId,
      bars: [...bar(waiting, startedAt, answeredAt), ...bar('talk', answeredAt, holdFrom), ...bar('hold', holdFrom, end)],
      inferred,
    };
  });
  return { from, to: from + length, lanes, ticks: ticksOf(length) };
};
