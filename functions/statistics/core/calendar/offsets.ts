import { Temporal } from 'temporal-polyfill';

/** A time of constant offset: wall clock = instant + `offset`, for [from, to). Milliseconds. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}
export type Offsets = (from: number, to: number) => readonly OffsetSpan[];

const msPerNs = 1_000_000;
/** Asked for more than is asked of it, so that neighbouring questions are answered from memory. */
const margin = 400 * 86_400_000;

const walk = (timeZone: string, from: number, to: number): readonly OffsetSpan[] => {
  const spans: OffsetSpan[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    const end = Math.min(next?.epochMilliseconds ?? to, to);
    spans.push({ from: at.epochMilliseconds, to: end, offset: Math.round(at.offsetNanoseconds / msPerNs) });
    if (next === null || end >= to) return spans;
    at = next;
  }
};

/** Offsets of a zone over any range, cut to it: a few spans a year, so that nothing else has to ask the zone per day or half hour. */
export const createOffsets = (timeZone: string): Offsets => {
  let known: { from: number; to: number; spans: readonly OffsetSpan[] } | undefined;
  return (from, to) => {
    if (known === undefined || from < known.from || to > known.to) {
      const [low, high] = [Math.min(from, known?.from ?? from) - margin, Math.max(to, known?.to ?? to) + margin];
      known = { from: low, to: high, spans: walk(timeZone, low, high) };
    }
    return known.spans
      .filter((span) => span.from < to && span.to > from)
      .map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) }));
  };
};
