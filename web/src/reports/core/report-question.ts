import type { ReportContent } from '../../../../functions/domain/report.ts';
import type { PublicTemplate } from '../../figures/core/public-types.ts';
import type { Over, QueryBody } from '../../figures/core/question.ts';
import type { TableLook } from '../../figures/core/table-look.ts';

/** The question a report asks, as the API takes it; null = there is no column to ask for. */
export const questionOf = (content: ReportContent, template: PublicTemplate): QueryBody | null => {
  const offered = new Set(template.columns);
  const chosen = content.columns.map(({ statistic }) => statistic).filter((id) => offered.has(id));
  const columns = template.fixed ? [...template.columns] : chosen;
  if (columns.length === 0) return null;
  const sort = content.sort.filter(({ column }) => (column === 'key' ? template.key !== null : columns.includes(column)));
  const { filter, range, dailyWindow, format } = content;
  return {
    template: template.id,
    columns,
    range,
    ...(filter === null ? {} : { filterRef: filter }),
    ...(dailyWindow === null ? {} : { dailyWindow }),
    ...(template.key === 'time' ? { format: format ?? 'dateTime' } : {}),
    ...(sort.length === 0 ? {} : { sort }),
  };
};

/** The same calls told by stretches of time, for a line or a heat map. `columns` = those that are drawn. */
export const questionOver = (body: QueryBody, columns: readonly string[], over: Over): QueryBody => {
  const { sort: _sort, format: _format, ...asked } = body;
  return { ...asked, columns, over };
};

export const lookOfReport = ({ columns, key }: Pick<ReportContent, 'columns' | 'key'>): TableLook => ({
  keyPlace: key.place,
  key: { header: key.header, width: key.width, display: null },
  columns: Object.fromEntries(columns.map(({ statistic, header, width, display }) => [statistic, { header, width, display }])),
});
