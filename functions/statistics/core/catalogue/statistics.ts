import type { Statistic } from '../types/statistic.ts';
import { callTimeAverageColumns } from './call-times-average.ts';
import { callTimeMinMaxColumns } from './call-times-min-max.ts';
import { callTimePercentColumns } from './call-times-percent.ts';
import { callTimeTotalColumns } from './call-times-total.ts';
import { callTotalColumns } from './call-totals.ts';
import { callTotalPercentColumns } from './call-totals-percent.ts';

/** Every column, in the manual's order, ours last. */
export const statistics: readonly Statistic[] = [
  ...callTimePercentColumns,
  ...callTimeAverageColumns,
  ...callTimeMinMaxColumns,
  ...callTimeTotalColumns,
  ...callTotalColumns,
  ...callTotalPercentColumns,
];

const byId: ReadonlyMap<string, Statistic> = new Map(statistics.map((statistic) => [statistic.id, statistic]));
export const findStatistic = (id: string): Statistic | null => byId.get(id) ?? null;
