/** Epoch ms, end exclusive. */
export interface Interval {
  readonly startsAt: number;
  readonly endsAt: number;
}
/** A gap as history has it; open while `endedAt` is null. */
export interface OpenGap {
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** Gaps as stretches in order, overlapping ones joined; an open gap lasts to `now`. A gap of no length (numbers lost) stays a moment. */
export const gapStretches = (gaps: readonly OpenGap[], now: number): readonly Interval[] => {
  const sorted = gaps
    .map((gap) => ({ startsAt: gap.startedAt, endsAt: Math.max(gap.startedAt, gap.endedAt ?? now) }))
    .sort((a, b) => a.startsAt - b.startsAt);
  const joined: { startsAt: number; endsAt: number }[] = [];
  for (const stretch of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.startsAt <= last.endsAt) last.endsAt = Math.max(last.endsAt, stretch.endsAt);
    else joined.push({ ...stretch });
  }
  return joined;
};

/**
 * How far stretches of ignorance cover what a figure is about: `whole` = nothing of it could be known, so the figure is a gap and no
 * zero; `partly` = the figure is incomplete; null = none. What lies after `now` has not happened yet and covers nothing.
 */
export const gapCover = (about: readonly Interval[], stretches: readonly Interval[], now: number): 'whole' | 'partly' | null => {
  let asked = 0;
  let unknown = 0;
  let touched = false;
  for (const { startsAt, endsAt } of about) {
    const end = Math.min(endsAt, now);
    if (end <= startsAt) continue;
    asked += end - startsAt;
    for (const stretch of stretches) {
      const from = Math.max(startsAt, stretch.startsAt);
      const to = Math.min(end, stretch.endsAt);
      if (to > from) unknown += to - from;
      if (stretch.startsAt < end && stretch.endsAt >= startsAt) touched = true;
    }
  }
  if (asked > 0 && unknown >= asked) return 'whole';
  return touched ? 'partly' : null;
};
