import type { Timing } from '../../domain/schedule.ts';
import { countedMissed } from '../constants.ts';
import { localText } from './local-text.ts';
import { plannedRuns } from './next-run.ts';

export interface MissedRuns {
  /** The last moment that was missed. Epoch ms. */
  readonly last: number;
  readonly note: string;
}

/** What one late run stands for: the moment it was due at, and all up to now that nobody ran. */
export const missedRuns = (timing: Timing, zone: string, dueAt: number, now: number): MissedRuns => {
  let [count, last] = [1, dueAt];
  for (const { at } of plannedRuns(timing, zone, dueAt)) {
    if (at > now || count >= countedMissed) break;
    count += 1;
    last = at;
  }
  const text = (at: number): string => localText(at, zone);
  return {
    last,
    note:
      count === 1
        ? `It was due at ${text(dueAt)} and was missed then; it ran late, with the figures of that moment.`
        : `${count} runs from ${text(dueAt)} to ${text(last)} were missed; this one stands for all of them, with the figures of the last moment.`,
  };
};
