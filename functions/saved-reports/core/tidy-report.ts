import { type ReportContent, reportContentSchema } from '../../domain/report.ts';
import { findTemplate } from '../../statistics/catalogue.ts';
import { parseFilter, printFilter } from '../../statistics/filters.ts';

const noKey = { place: 0, header: null, width: null } as const;
const orNull = (text: string | null): string | null => (text === '' ? null : text);

const tidyFilter = (filter: ReportContent['filter']): ReportContent['filter'] => {
  if (filter?.kind !== 'own') return filter;
  const parsed = parseFilter(filter.spec);
  if ('errors' in parsed) return filter;
  const spec = { ...printFilter(parsed.filter) };
  return Object.keys(spec).length === 0 ? null : { ...filter, spec };
};

/**
 * A report as it is kept: everything in one order, its own filter in canonical writing, the grouping of a report by time said, nothing said of a
 * column to group by where there is none. What cannot be read stays as it is, to be refused with its place.
 */
export const tidyReport = (content: ReportContent): ReportContent => {
  const template = findTemplate(content.template);
  const key = template !== null && template.key.by === 'none' ? noKey : content.key;
  return reportContentSchema.parse({
    ...content,
    columns: content.columns.map((column) => ({ ...column, header: orNull(column.header) })),
    key: { ...key, header: orNull(key.header), place: Math.min(key.place, content.columns.length) },
    format: template?.key.by === 'time' ? (content.format ?? 'dateTime') : content.format,
    filter: tidyFilter(content.filter),
  });
};
