import { findStatistics } from '../../figures/core/find-statistics.ts';
import type { PublicStatistic } from '../../figures/core/public-types.ts';

export interface ColumnHit {
  readonly id: string;
  readonly heading: string;
  readonly taken: boolean;
}

/** The first column that a search finds, as the list shows them; one that is chosen already only when all are. Null = nothing searched or found. */
export const hitOf = (statistics: readonly PublicStatistic[], words: string, chosen: ReadonlySet<string>): ColumnHit | null => {
  if (words.trim() === '') return null;
  const found = findStatistics(statistics, { words }).flatMap((group) => group.statistics);
  const hit = found.find(({ id }) => !chosen.has(id)) ?? found[0];
  return hit === undefined ? null : { id: hit.id, heading: hit.heading, taken: chosen.has(hit.id) };
};
