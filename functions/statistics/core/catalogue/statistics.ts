import type { Statistic } from '../types/statistic.ts';
import { accountCodeColumns } from './account-codes.ts';
import { acdTimeColumns } from './acd-times.ts';
import { callListAdvancedColumns, callListInfoColumns, callListTagColumns } from './call-list-info.ts';
import { callListPlaceColumns, callListTimeColumns } from './call-list-places.ts';
import { callTimeAverageColumns } from './call-times-average.ts';
import { callTimeMinMaxColumns } from './call-times-min-max.ts';
import { callTimePercentColumns } from './call-times-percent.ts';
import { callTimeTotalColumns } from './call-times-total.ts';
import { callTotalColumns } from './call-totals.ts';
import { callTotalPercentColumns } from './call-totals-percent.ts';
import { dndColumns } from './dnd-times.ts';
import { activeCallColumns, clockColumns } from './live-calls.ts';
import { ourColumns } from './ours.ts';
import { reportShareColumns } from './report-shares.ts';
import { acdStatusColumns, configurationColumns, dndStatusColumns } from './status-lists.ts';

/** Every column, in the manual's order, ours last in their groups' place or at the end. */
export const statistics: readonly Statistic[] = [
  ...callListAdvancedColumns,
  ...callListInfoColumns,
  ...callListTimeColumns,
  ...callListPlaceColumns,
  ...callListTagColumns,
  ...accountCodeColumns,
  ...acdTimeColumns,
  ...callTimePercentColumns,
  ...callTimeAverageColumns,
  ...callTimeMinMaxColumns,
  ...callTimeTotalColumns,
  ...callTotalColumns,
  ...callTotalPercentColumns,
  ...dndColumns,
  ...reportShareColumns,
  ...configurationColumns,
  ...acdStatusColumns,
  ...dndStatusColumns,
  ...activeCallColumns,
  ...clockColumns,
  ...ourColumns,
];

const byId: ReadonlyMap<string, Statistic> = new Map(statistics.map((statistic) => [statistic.id, statistic]));
export const findStatistic = (id: string): Statistic | null => byId.get(id) ?? null;
