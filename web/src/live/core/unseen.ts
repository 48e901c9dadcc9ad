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
