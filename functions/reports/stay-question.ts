import { createMatchStays, extensionsIn, type Stay } from '../statistics/stays.ts';
import { gapStretches } from './core/gap-cover.ts';
import { intervalsOf } from './core/intervals.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { computeStayFigures, type StayFigure } from './core/stay-figures.ts';
import type { KnownGaps } from './figure-gaps.ts';

/** Whether the filter picks a stay: by the agents, extensions and users it names, as live figures take it. */
export const stayPicker = ({ filter }: ResolvedQuery): ((stay: Stay) => boolean) =>
  filter === null ? () => true : createMatchStays(filter);

/** Figures over stays for the rows of a report, from the stays of its range. */
export const stayFiguresOf = (
  query: ResolvedQuery,
  rows: 'agent' | 'extension' | 'user',
  figures: readonly StayFigure[],
  stays: readonly Stay[],
  known: KnownGaps,
) =>
  computeStayFigures({
    figures,
    stays: stays.filter(stayPicker(query)),
    rows,
    intervals: intervalsOf(query),
    // Lost numbers stop no clock.
    outages: gapStretches(
      known.outages.filter(({ cause }) => cause !== 'numbersLost'),
      query.now,
    ),
    now: query.now,
    settings: query.settings,
    timeZone: query.config.timeZone,
    extensionsOf: extensionsIn(query.config, query.from, query.to),
  });
