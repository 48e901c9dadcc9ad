import type { FilterRef } from '../../../../functions/domain/board.ts';
import { type ReportRange, reportLimits } from '../../../../functions/domain/report.ts';
import { asRecord } from '../../api/instants.ts';
import { askedRange, isRangeWord, type RangeChoice, type RangeWord, usualDays } from './range-choice.ts';

export const groupingFormats = {
  dateTime: 'Call rate period',
  date: 'Day',
  time: 'Time of day',
  week: 'Week',
  month: 'Month',
} as const;
/** What rows by time stand for, by the call rate period of the site; null = it is not known yet. */
export const periodWords = (minutes: number | null): string => {
  if (minutes === null) return groupingFormats.dateTime;
  if (minutes === 30) return 'Half hour';
  if (minutes === 60) return 'Hour';
  return minutes % 60 === 0 ? `${minutes / 60} hours` : minutes === 1 ? 'Minute' : `${minutes} minutes`;
};
export const groupingChoices = (minutes: number | null): readonly (readonly [GroupingFormat, string])[] =>
  (Object.entries(groupingFormats) as readonly (readonly [GroupingFormat, string])[]).map(([format, words]) =>
    format === 'dateTime' ? [format, periodWords(minutes)] : [format, words],
  );
export type GroupingFormat = keyof typeof groupingFormats;
const isFormat = (value: unknown): value is GroupingFormat => typeof value === 'string' && Object.hasOwn(groupingFormats, value);

/** Columns a report may have. */
export const maxColumns = reportLimits.columns;

/** Fields of a filter by name, as the API takes them. */
export type FilterSpec = Readonly<Record<string, unknown>>;

/** What the address bar holds of a question; what is missing is as usual. */
export interface FiguresSearch {
  readonly template?: string;
  /** Ids, separated by commas. */
  readonly columns?: string;
  readonly range?: RangeWord;
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
  readonly windowFrom?: string;
  readonly windowTo?: string;
  readonly filter?: FilterSpec;
  readonly format?: GroupingFormat;
  /** Ids of columns, or `key`, the first of most weight, with commas between; a minus before one = descending. */
  readonly sort?: string;
  /** The figure that is explained: its column. */
  readonly why?: string;
  /** Its row; missing = the totals. */
  readonly row?: string;
}

const localText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const clockText = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whoever types an address by hand leaves out the quotes that tell a text from a number. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
const matching = (pattern: RegExp, value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && pattern.test(text) ? text : undefined;
};
const isDays = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 3_700;

const defined = <T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } => {
  const out: { [K in keyof T]?: Exclude<T[K], undefined> } = { ...record };
  for (const key in out) if (out[key] === undefined) delete out[key];
  return out;
};

export const parseFiguresSearch = (search: Record<string, unknown>): FiguresSearch => {
  const filter = asRecord(search.filter);
  const windowFrom = matching(clockText, search.windowFrom);
  const windowTo = matching(clockText, search.windowTo);
  const whole = windowFrom !== undefined && windowTo !== undefined;
  return defined({
    template: textOf(search.template),
    columns: textOf(search.columns),
    range: isRangeWord(search.range) ? search.range : undefined,
    days: isDays(search.days) ? search.days : undefined,
    from: matching(localText, search.from),
    to: matching(localText, search.to),
    windowFrom: whole ? windowFrom : undefined,
    windowTo: whole ? windowTo : undefined,
    filter: filter === null || Object.keys(filter).length === 0 ? undefined : filter,
    format: isFormat(search.format) ? search.format : undefined,
    sort: textOf(search.sort),
    why: textOf(search.why),
    row: textOf(search.row),
  });
};

export const rangeChoiceOf = (search: FiguresSearch): RangeChoice => ({
  range: search.range ?? 'today',
  days: search.days ?? usualDays,
  from: search.from ?? '',
  to: search.to ?? '',
});

export const columnsOf = (search: FiguresSearch): readonly string[] | null => {
  const ids = (search.columns ?? '').split(',').filter((id) => id !== '');
  return ids.length === 0 ? null : [...new Set(ids)].slice(0, maxColumns);
};

export interface SortChoice {
  readonly column: string;
  readonly descending: boolean;
}
/** The order a report is read in, the column of most weight first. */
export const sortsOf = (text: string | undefined): readonly SortChoice[] =>
  (text ?? '')
    .split(',')
    .map((part) => ({ column: part.replace(/^-/, ''), descending: part.startsWith('-') }))
    .filter(({ column }, i, all) => column !== '' && all.findIndex((each) => each.column === column) === i)
    .slice(0, reportLimits.sort);

export const sortText = (sorts: readonly SortChoice[]): string =>
  sorts.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',');

/**
 * A press of a column's head: figures first come with the largest on top, names from A; pressed again the other way round. `add` = beside the
 * columns that are sorted by already; pressed a third time it is left out again.
 */
export const nextSorts = (now: readonly SortChoice[], column: string, largestFirst: boolean, add = false): readonly SortChoice[] => {
  const known = now.find((each) => each.column === column);
  const turned = { column, descending: known === undefined ? largestFirst : !known.descending };
  if (!add) return [now.length > 1 && now[0] !== known ? { column, descending: largestFirst } : turned];
  if (known === undefined) return [...now, turned].slice(-reportLimits.sort);
  if (known.descending !== largestFirst) return now.filter((each) => each !== known);
  return now.map((each) => (each === known ? turned : each));
};

export type Over = GroupingFormat | 'weekdayTime';

export interface QueryBody {
  readonly template: string;
  readonly columns: readonly string[];
  readonly filter?: FilterSpec;
  readonly filterRef?: FilterRef;
  readonly range: ReportRange;
  readonly dailyWindow?: { readonly from: string; readonly to: string };
  readonly format?: GroupingFormat;
  readonly sort?: readonly SortChoice[];
  /** Rows are stretches of time, in place of what the template groups by. */
  readonly over?: Over;
}

/** The question as the API takes it. `columns` = those to be shown, chosen or usual. */
export const queryBody = (search: FiguresSearch, template: string, columns: readonly string[], zone: string): QueryBody => {
  const known = sortsOf(search.sort).filter(({ column }) => column === 'key' || columns.includes(column));
  const { windowFrom, windowTo, filter, format } = search;
  return {
    template,
    columns,
    range: askedRange(rangeChoiceOf(search), zone),
    ...(filter === undefined ? {} : { filter }),
    ...(windowFrom === undefined || windowTo === undefined ? {} : { dailyWindow: { from: windowFrom, to: windowTo } }),
    ...(template === 'callsByStartTime' ? { format: format ?? 'dateTime' } : {}),
    ...(known.length === 0 ? {} : { sort: known }),
  };
};
