import type { ReportContent } from '../domain/report.ts';
import { findTemplate } from '../statistics/catalogue.ts';
import type { QueryBody, StoredQueryBody } from './query-schemas.ts';

/** The question that a stored report asks, with what is asked otherwise this once: what is left out there is as the report says. */
export const storedQuestion = (content: ReportContent, asked: StoredQueryBody): QueryBody => {
  const { template, columns, filter, dailyWindow, format } = content;
  const { range = content.range, sort = content.sort, filterRef, dailyWindow: window, limit, cursor } = asked;
  return {
    template,
    columns: columns.map(({ statistic }) => statistic),
    range,
    sort: [...sort],
    filterRef: filterRef === undefined ? filter : filterRef,
    dailyWindow: window === undefined ? dailyWindow : window,
    ...(findTemplate(template)?.key.by === 'time' ? { format } : {}),
    limit,
    ...(cursor === undefined ? {} : { cursor }),
  };
};
