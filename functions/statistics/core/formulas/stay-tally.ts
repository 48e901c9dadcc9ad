import { createExtreme } from './extreme.ts';
import { createLongest } from './longest.ts';
import type { DayStay } from './stay-terms.ts';

/** Sums over stays of one kind. Time is a linear function of now: what is over, plus now once for each open stay, less their starts. */
export interface StayTally {
  readonly change: (stay: DayStay, by: 1 | -1) => void;
  readonly time: (now: number) => number;
  readonly entries: () => number;
  readonly openAtStart: () => number;
  readonly longest: (now: number) => number | null;
  readonly instant: (which: 'firstEntry' | 'lastEntry' | 'lastExit') => () => number | null;
  readonly clear: () => void;
}

export const createStayTally = (): StayTally => {
  const longest = createLongest();
  const instants = { firstEntry: createExtreme('min'), lastEntry: createExtreme('max'), lastExit: createExtreme('max') };
  /** Starts are summed as distances from the first one seen, so that thousands of them stay exact. */
  let base: number | null = null;
  let closedMs = 0;
  let open = 0;
  let openStarts = 0;
  let entries = 0;
  let openAtStart = 0;

  return {
    change: (stay, by) => {
      base ??= stay.startedAt;
      const act = by === 1 ? 'add' : 'remove';
      if (stay.endedAt === null) {
        open += by;
        openStarts += (stay.startedAt - base) * by;
        longest[act]({ since: stay.startedAt });
      } else {
        closedMs += (stay.endedAt - stay.startedAt) * by;
        longest[act]({ fixed: stay.endedAt - stay.startedAt });
        if (stay.exit) instants.lastExit[act](stay.endedAt);
      }
      if (stay.entry) {
        entries += by;
        instants.firstEntry[act](stay.startedAt);
        instants.lastEntry[act](stay.startedAt);
      }
      if (stay.openAtStart) openAtStart += by;
    },
    time: (now) => closedMs + (open === 0 ? 0 : Math.max(0, open * (now - (base ?? now)) - openStarts)),
    entries: () => entries,
    openAtStart: () => openAtStart,
    longest: longest.value,
    instant: (which) => instants[which].peek,
    clear: () => {
      longest.clear();
      for (const extreme of Object.values(instants)) extreme.clear();
      base = null;
      closedMs = 0;
      open = 0;
      openStarts = 0;
      entries = 0;
      openAtStart = 0;
    },
  };
};
