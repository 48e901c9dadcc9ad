import { asRecord } from '../../api/instants.ts';
import type { QueryBody } from './question.ts';

/** What names one figure, by the words of the API: the address of its explanation holds the same. */
export interface ExplainSearch {
  readonly statistic?: string;
  readonly template?: string;
  /** Row of the report; missing = the whole report. */
  readonly key?: string;
  readonly from?: string;
  readonly to?: string;
  readonly named?: string;
  readonly days?: number;
  /** JSON, as the API takes it. */
  readonly filter?: string;
  readonly windowFrom?: string;
  readonly windowTo?: string;
  readonly format?: string;
  /** `key` is a stretch of time, whatever the template groups by. */
  readonly over?: string;
}

const names = [
  'statistic',
  'template',
  'key',
  'from',
  'to',
  'named',
  'filter',
  'filterRef',
  'windowFrom',
  'windowTo',
  'format',
  'over',
] as const;

/** A filter may have been read as the object it is. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return asRecord(value) === null ? null : JSON.stringify(value);
};

export const parseExplainSearch = (search: Record<string, unknown>): ExplainSearch => {
  const texts = Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(search[name]);
      return text === null ? [] : [[name, text]];
    }),
  );
  const days = Number(search.days);
  return { ...texts, ...(Number.isSafeInteger(days) && days > 0 ? { days } : {}) };
};

/** A figure of a report by its question, its column and the row it stands in; null = totals. */
export const explainSearchOf = (body: QueryBody, statistic: string, row: string | null): ExplainSearch => {
  const { template, range, filter, dailyWindow, format } = body;
  const when = 'from' in range ? range : { named: range.named, ...(range.days === undefined ? {} : { days: range.days }) };
  return {
    statistic,
    template,
    ...when,
    ...(filter === undefined ? {} : { filter: JSON.stringify(filter) }),
    ...(dailyWindow === undefined ? {} : { windowFrom: dailyWindow.from, windowTo: dailyWindow.to }),
    ...(format === undefined ? {} : { format }),
    ...(row === null ? {} : { key: row }),
  };
};

/**
 * A figure by the path of its explanation, as a report's column tells it, and the row it stands in; null = totals. `over` = the row is a stretch
 * of time of a chart.
 */
export const explainSearchOfPath = (path: string, row: string | null, over?: string): ExplainSearch => {
  const { format, ...asked } = parseExplainSearch(Object.fromEntries(new URLSearchParams(path.slice(path.indexOf('?') + 1))));
  const stretch = over === undefined ? (format === undefined ? {} : { format }) : { over };
  return { ...asked, ...stretch, ...(row === null ? {} : { key: row }) };
};

/**
 * The same figure by the instants of its range: `today` means another day tomorrow, and a link that is sent must not change what it
 * speaks of.
 */
export const pinned = (search: ExplainSearch, range: { readonly from: string; readonly to: string }): ExplainSearch => {
  const { named: _named, days: _days, ...rest } = search;
  return { ...rest, from: range.from, to: range.to };
};
