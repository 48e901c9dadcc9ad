import type { PublicStatistic } from './public-types.ts';

export interface StatisticGroup {
  readonly name: string;
  readonly statistics: readonly PublicStatistic[];
}

const textOf = ({ id, name, heading, words }: PublicStatistic): string => `${id} ${name} ${heading} ${words}`.toLowerCase();

/** Those that have every word of the search, in the order of the manual, under its groups. */
export const findStatistics = (
  statistics: readonly PublicStatistic[],
  search: { readonly words: string; readonly template?: string | undefined; readonly live?: boolean | undefined },
): readonly StatisticGroup[] => {
  const words = search.words.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, PublicStatistic[]>();
  for (const statistic of statistics) {
    if (search.template !== undefined && !statistic.templates.includes(search.template)) continue;
    if (search.live === true && !statistic.live) continue;
    const text = textOf(statistic);
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(statistic.group);
    if (group === undefined) groups.set(statistic.group, [statistic]);
    else group.push(statistic);
  }
  return [...groups].map(([name, found]) => ({ name, statistics: found }));
};
