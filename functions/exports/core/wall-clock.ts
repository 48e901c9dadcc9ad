import { createOffsets, type OffsetSpan } from '../../statistics/calendar.ts';

/** Half a year to each side: one zone change at most lies between, and a report rarely needs more than one look. */
const aroundMs = 200 * 86_400_000;

/** What a clock of the zone shows at an instant, as ms since 1970-01-01T00:00 there. Neighbouring instants cost a comparison. */
export const createWallOf = (timeZone: string): ((at: number) => number) => {
  const offsets = createOffsets(timeZone);
  let last: OffsetSpan | undefined;
  return (at) => {
    if (last === undefined || at < last.from || at >= last.to)
      last = offsets(at - aroundMs, at + aroundMs).find((span) => at >= span.from && at < span.to);
    return at + (last?.offset ?? 0);
  };
};
