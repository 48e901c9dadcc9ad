import type { Timing } from '../domain/schedule.ts';
import { createOffsets, dateText, offsetText, timeText } from '../statistics/calendar.ts';
import { previewRuns } from './constants.ts';
import { nextRuns, type RunNote } from './core/next-run.ts';

export interface PreviewedRun {
  readonly at: string;
  /** What the wall clock shows, `2026-03-29T03:22`. */
  readonly local: string;
  readonly offset: string;
  readonly note: RunNote | null;
}

/** The next ten runs, as clocks of the zone show them. @throws RangeError for a zone that does not exist */
export const previewOf = (timing: Timing, zone: string, now: number): readonly PreviewedRun[] => {
  const offsets = createOffsets(zone);
  return nextRuns(timing, zone, now, previewRuns).map(({ at, note }) => {
    const offset = offsets(at, at + 1)[0]?.offset ?? 0;
    const wall = at + offset;
    const local = `${dateText(wall)}T${timeText(Math.floor((wall % 86_400_000) / 60_000))}`;
    return { at: new Date(at).toISOString(), local, offset: offsetText(offset), note };
  });
};
