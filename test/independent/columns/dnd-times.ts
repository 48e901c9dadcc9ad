import type { Columns } from './aggregates.ts';

/** DND: entries 194 to 203. `base` = time on duty of agents, elapsed time of extensions (§7 ⚠2). */
export const dndTimes: Columns = Object.fromEntries(
  ['', ...Array.from({ length: 20 }, (_, i) => String(i + 1))].flatMap((n) => [
    [`percentTimeInDnd${n}`, `dnd${n}_ms / nullif(base_ms, 0)`],
    [`avgTimeInDnd${n}`, `round(dnd${n}_ms / nullif(dnd${n}_stays, 0))`],
    [`longestTimeInDnd${n}`, `dnd${n}_longest`],
    [`timeInDnd${n}`, `dnd${n}_ms`],
    [`timesInDnd${n}`, `dnd${n}_entries`],
  ]),
);
