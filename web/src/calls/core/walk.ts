import type { Range } from '../../time/core/zone.ts';

/** Place of a walk back in time: everything at or after `before` has been fetched. */
export interface WalkPlace {
  readonly before: number;
  readonly widthMs: number;
}

const minWidthMs = 5 * 60_000;
const maxWidthMs = 7 * 86_400_000;
/** Rows that make a page worth showing. */
export const pageRows = 50;

export const walkStart = (range: Range): WalkPlace => ({ before: range.to, widthMs: 3_600_000 });

/** The next window to fetch, null at the beginning of the range. */
export const nextWindow = (place: WalkPlace, range: Range): Range | null =>
  place.before <= range.from ? null : { from: Math.max(range.from, place.before - place.widthMs), to: place.before };

/** Wider steps through quiet hours, narrower ones through busy hours. */
export const walkedPast = (place: WalkPlace, window: Range, rows: number): WalkPlace => {
  const factor = rows === 0 ? 4 : rows < pageRows / 2 ? 2 : rows > pageRows * 4 ? 0.5 : 1;
  return { before: window.from, widthMs: Math.min(maxWidthMs, Math.max(minWidthMs, place.widthMs * factor)) };
};

/** Newest first; rows that start together keep one order. */
export const newestFirst = <T extends { readonly startedAt: number; readonly logicalCallId: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => b.startedAt - a.startedAt || (a.logicalCallId < b.logicalCallId ? 1 : -1));

/** Later lists win: a call that was in progress is replaced by what became of it. */
export const mergedById = <T extends { readonly logicalCallId: string }>(...lists: readonly (readonly T[])[]): readonly T[] => [
  ...new Map(lists.flat().map((row) => [row.logicalCallId, row])).values(),
];
