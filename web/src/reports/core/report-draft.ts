import { type ReportColumn, type ReportContent, reportLimits } from '../../../../functions/domain/report.ts';
import type { PublicStatistic, PublicTemplate, TemplateDefault } from '../../figures/core/public-types.ts';

/** An item of the list of columns: a statistic, or what the report is grouped by. */
export type Listed = { readonly kind: 'key' } | { readonly kind: 'column'; readonly column: ReportColumn };

export type DraftAction =
  | { readonly kind: 'set'; readonly patch: Partial<ReportContent> }
  | { readonly kind: 'template'; readonly start: TemplateDefault }
  | { readonly kind: 'add'; readonly statistic: string }
  | { readonly kind: 'remove'; readonly statistic: string }
  | { readonly kind: 'move'; readonly from: number; readonly to: number; readonly keyed: boolean }
  | { readonly kind: 'column'; readonly statistic: string; readonly patch: Partial<ReportColumn> }
  | { readonly kind: 'key'; readonly patch: Partial<ReportContent['key']> };

const newColumn = (statistic: string): ReportColumn => ({ statistic, header: null, width: null, display: null });

/** A report with nothing said yet but what its template begins with. */
export const newReport = ({ template, columns, sort, format }: TemplateDefault): ReportContent => ({
  name: '',
  category: '',
  description: '',
  template,
  columns: columns.slice(0, reportLimits.columns).map(newColumn),
  key: { place: 0, header: null, width: null },
  format,
  filter: null,
  range: { named: 'today' },
  dailyWindow: null,
  sort: sort.filter(({ column }) => column === 'key' || columns.includes(column)),
  chart: null,
});

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
export const isSameReport = (a: ReportContent, b: ReportContent): boolean => isSame(a, b);

/** Whether nobody has touched what its template began with, so that another one throws nothing away. */
export const isAsBegun = ({ columns, chart }: Pick<ReportContent, 'columns' | 'chart'>, start: TemplateDefault): boolean =>
  chart === null && isSame(columns, newReport(start).columns);

/** Columns as they stand, what the report is grouped by at its place. `keyed` false = there is no such column. */
export const listedColumns = ({ columns, key }: Pick<ReportContent, 'columns' | 'key'>, keyed: boolean): readonly Listed[] => {
  const listed = columns.map((column): Listed => ({ kind: 'column', column }));
  return keyed ? listed.toSpliced(Math.min(key.place, columns.length), 0, { kind: 'key' }) : listed;
};

const without = (content: ReportContent, statistic: string): ReportContent => {
  const place = content.columns.findIndex((column) => column.statistic === statistic);
  if (place < 0) return content;
  const drawn = content.chart?.columns.filter((id) => id !== statistic) ?? [];
  return {
    ...content,
    columns: content.columns.toSpliced(place, 1),
    key: place < content.key.place ? { ...content.key, place: content.key.place - 1 } : content.key,
    sort: content.sort.filter(({ column }) => column !== statistic),
    chart: content.chart === null || drawn.length === 0 ? null : { ...content.chart, columns: drawn },
  };
};

const moved = (content: ReportContent, from: number, to: number, keyed: boolean): ReportContent => {
  const listed = listedColumns(content, keyed);
  const item = listed[from];
  if (item === undefined || to < 0 || to >= listed.length) return content;
  const next = listed.toSpliced(from, 1).toSpliced(to, 0, item);
  const place = next.findIndex(({ kind }) => kind === 'key');
  return {
    ...content,
    columns: next.flatMap((each) => (each.kind === 'column' ? [each.column] : [])),
    key: place < 0 ? content.key : { ...content.key, place },
  };
};

/** One step of building a report. Steps that cannot be done change nothing. */
export const editReport = (content: ReportContent, action: DraftAction): ReportContent => {
  switch (action.kind) {
    case 'set':
      return { ...content, ...action.patch };
    case 'template': {
      // Another template offers other columns: they begin anew (L4150).
      const { name, category, description, filter, range, dailyWindow } = content;
      return { ...newReport(action.start), name, category, description, filter, range, dailyWindow };
    }
    case 'add':
      if (content.columns.length >= reportLimits.columns) return content;
      if (content.columns.some(({ statistic }) => statistic === action.statistic)) return content;
      return { ...content, columns: [...content.columns, newColumn(action.statistic)] };
    case 'remove':
      return without(content, action.statistic);
    case 'move':
      return moved(content, action.from, action.to, action.keyed);
    case 'column':
      return {
        ...content,
        columns: content.columns.map((column) => (column.statistic === action.statistic ? { ...column, ...action.patch } : column)),
      };
    case 'key':
      return { ...content, key: { ...content.key, ...action.patch } };
  }
};

/** A fault, and the part of the form it stands in. */
export interface DraftFault {
  readonly part: 'about' | 'columns' | 'when' | 'sort' | 'chart';
  readonly detail: string;
}

/** What keeps a report from being saved, as far as the page can tell; the API tells the rest. */
export const draftFaults = (content: ReportContent): readonly DraftFault[] => {
  const faults: DraftFault[] = [];
  if (content.name.trim() === '') faults.push({ part: 'about', detail: 'Give the report a name.' });
  if (content.category.trim() === '') faults.push({ part: 'about', detail: 'Choose a category, or write a new one.' });
  if (content.columns.length === 0) faults.push({ part: 'columns', detail: 'Choose at least one column.' });
  for (const { statistic, width } of content.columns)
    if (width !== null && (!Number.isSafeInteger(width) || width < 4 || width > 120))
      faults.push({ part: 'columns', detail: `The width of ${statistic} must be from 4 to 120 characters.` });
  const { range, dailyWindow } = content;
  if ('named' in range && 'days' in range && !(Number.isSafeInteger(range.days) && Number(range.days) >= 1 && Number(range.days) <= 3_700))
    faults.push({ part: 'when', detail: 'Give a number of days from 1 to 3,700.' });
  if (!('named' in range) && range.to <= range.from) faults.push({ part: 'when', detail: 'The end must come after the beginning.' });
  if (dailyWindow !== null && dailyWindow.from === dailyWindow.to)
    faults.push({ part: 'when', detail: 'The hours of the day end when they begin: nothing would be in them.' });
  return faults;
};

const parts: readonly (readonly [RegExp, DraftFault['part']])[] = [
  [/^#?\/?(content\/)?(columns|key|format)/, 'columns'],
  [/^#?\/?(content\/)?(filter|range|dailyWindow)/, 'when'],
  [/^#?\/?(content\/)?sort/, 'sort'],
  [/^#?\/?(content\/)?chart/, 'chart'],
];
/** Where a fault of the API belongs, by its pointer. */
export const partOfPointer = (pointer: string): DraftFault['part'] => parts.find(([pattern]) => pattern.test(pointer))?.[1] ?? 'about';

const isTelling = ({ type }: Pick<PublicStatistic, 'type'>): boolean => type === 'count' || type === 'duration' || type === 'percentage';

/** Columns of the report that can be drawn. */
export const drawable = (
  content: Pick<ReportContent, 'columns'>,
  statistics: readonly PublicStatistic[],
  template: PublicTemplate,
): readonly PublicStatistic[] => {
  if (template.kind !== 'grouped') return [];
  const headers = new Map(content.columns.map(({ statistic, header }) => [statistic, header]));
  const ids = template.fixed ? template.columns : [...headers.keys()];
  return ids.flatMap((id) =>
    statistics
      .filter((statistic) => statistic.id === id && isTelling(statistic))
      .map((statistic) => ({ ...statistic, heading: headers.get(id) ?? statistic.heading })),
  );
};
