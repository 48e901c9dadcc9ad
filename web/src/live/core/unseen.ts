import type { Gap } from '../../../../functions/domain/engine-output.ts';
import type { Range } from '../../time/core/zone.ts';

type Stretch = Pick<Gap, 'startedAt' | 'endedAt'>;

/** Time of a range up to `now` of which something was not seen, ms. What several gaps cover, or one that is named twice, counts once. */
export const unseenMs = (gaps: readonly Stretch[], range: Range, now: number): number => {
  const stretches = gaps
    .map((gap) => ({ from: Math.max(gap.startedAt, range.from), to: Math.min(gap.endedAt ?? now, range.to, now) }))
    .sort((a, b) => a.from - b.from);
  let sum = 0;
  let reached = range.from;
  for (const { from, to } of stretches) {
    if (to <= reached) continue;
    sum += to - Math.max(from, reached);
    reached = to;
  }
  return sum;
};

/** The first moment of a range that was not seen; its beginning when the gap is older than it, or there is none. */
export const unseenSince = (gaps: readonly Stretch[], range: Range): number => {
  const starts = gaps
    .filter(({ startedAt, endedAt }) => startedAt < range.to && (endedAt ?? range.to) > range.from)
    .map((gap) => gap.startedAt);
  return starts.length === 0 ? range.from : Math.max(range.from, Math.min(...starts));
};
