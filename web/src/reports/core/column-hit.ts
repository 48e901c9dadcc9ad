import { findStatistics } from '../../figures/core/find-statistics.ts';
import type { PublicStatistic } from '../../figures/core/public-types.ts';

export interface ColumnHit {
  readonly id: string;
  readonly heading: string;
  readonly taken: boolean;
}

/**
 * The column that Enter means: the one of just this name, else the first that the list shows and that is not chosen yet. Null = nothing searched
 * or found.
 */
export const hitOf = (statistics: readonly PublicStatistic[], words: string, chosen: ReadonlySet<string>): ColumnHit | null => {
  const typed = words.trim().toLowerCase();
  if (typed === '') return null;
  const found = findStatistics(statistics, { words }).flatMap((group) => group.statistics);
  const named = found.find(({ name, heading }) => [name, heading].some((each) => each.toLowerCase() === typed));
  const hit = named ?? found.find(({ id }) => !chosen.has(id)) ?? found[0];
  return hit === undefined ? null : { id: hit.id, heading: hit.heading, taken: chosen.has(hit.id) };
};
