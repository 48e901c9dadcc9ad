import type { ReportContent } from '../../../../functions/domain/report.ts';
import { isNumeric } from '../../figures/core/format-figure.ts';
import type { PublicStatistic } from '../../figures/core/public-types.ts';

export interface SortColumn {
  readonly id: string;
  readonly name: string;
  /** Figures begin with the largest. */
  readonly numeric: boolean;
}

/**
 * What rows can be put in order by, under the names the report gives: what they are grouped by, then its statistics.
 * @param keyName what rows are grouped by; null = there is one row, or each is a call
 * @param ids of the statistics in their order
 */
export const computeSortColumns = (
  { key, columns }: Pick<ReportContent, 'key' | 'columns'>,
  keyName: string | null,
  ids: readonly string[],
  statistics: readonly Pick<PublicStatistic, 'id' | 'heading' | 'type'>[],
): readonly SortColumn[] => [
  ...(keyName === null ? [] : [{ id: 'key', name: key.header ?? keyName, numeric: false }]),
  ...ids.map((id) => {
    const statistic = statistics.find((each) => each.id === id);
    const header = columns.find((column) => column.statistic === id)?.header;
    return { id, name: header ?? statistic?.heading ?? id, numeric: statistic !== undefined && isNumeric(statistic.type) };
  }),
];
