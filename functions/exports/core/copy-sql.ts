import { sqlLiteral } from '../../statistics/formulas.ts';
import { groupingOf, isInstant, isTimeKey } from './cell-text.ts';
import type { FileColumn } from './file-types.ts';
import { formulaBeginnings, guardText } from './guard-text.ts';

const beginnings = formulaBeginnings.map((mark) => `chr(${mark.codePointAt(0)})`).join(', ');
/** The same as `guardText`, where DuckDB writes the file. */
const guardSql = (text: string): string => `CASE WHEN left(${text}, 1) IN (${beginnings}) THEN '''' || ${text} ELSE ${text} END`;

const wallFormats = { dateTime: '%Y-%m-%d %H:%M:%S', date: '%Y-%m-%d', time: '%H:%M:%S', week: '%Y-%m-%d', month: '%Y-%m' } as const;
const instantSql = (column: FileColumn, value: string, timeZone: string): string => {
  const format = groupingOf(column);
  const wall = `timezone(${sqlLiteral(timeZone)}, make_timestamptz(CAST(${value} AS BIGINT) * 1000))`;
  return `strftime(${format === 'week' ? `CAST(date_trunc('week', ${wall}) AS TIMESTAMP)` : wall}, ${sqlLiteral(wallFormats[format])})`;
};
/** `2026-11-16 01:00:00`, `2026-11-16`, `2026-11`: the same as of instants, of the names that stretches of time have; what is no such name stays. */
const timeKeySql = (column: FileColumn, label: string): string =>
  groupingOf(column) === 'month'
    ? `coalesce(strftime(try_strptime(${label}, '%b, %Y'), ${sqlLiteral(wallFormats.month)}), ${label})`
    : `regexp_replace(${label}, '^(?:Mon )?(\\d\\d)/(\\d\\d)/(\\d{4})', '\\3-\\2-\\1')`;
const clockSql = (value: string): string => {
  const all = `(abs(CAST(${value} AS BIGINT)) // 1000)`;
  const part = (n: string): string => `lpad(CAST(${n} AS VARCHAR), 2, '0')`;
  const hours = `CAST(${all} // 3600 AS VARCHAR)`;
  return `CASE WHEN ${value} <= -1000 THEN '-' ELSE '' END || lpad(${hours}, greatest(2, CAST(length(${hours}) AS INTEGER)), '0') || ':' || ${part(`${all} // 60 % 60`)} || ':' || ${part(`${all} % 60`)}`;
};
/** Without the `.0` that DuckDB gives whole DOUBLEs. */
const numberSql = (value: string): string =>
  `CASE WHEN ${value} = trunc(${value}) AND abs(${value}) < 9e15 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE CAST(${value} AS VARCHAR) END`;

/**
 * `5.26` of 0.0526…: what stands below a `%`. Half away from zero, as everywhere (rule set 1 §8.12); eight digits heal what binary fractions lose.
 */
const percentSql = (value: string): string => `CAST(CAST(round(CAST(${value} * 100 AS DECIMAL(30, 8)), 2) AS DECIMAL(30, 2)) AS VARCHAR)`;

/** A cell of a CSV file as VARCHAR: durations as the column shows them, times in ISO 8601 in the site's zone, percentages as percent. */
export const csvSql = (column: FileColumn, value: string, timeZone: string): string => {
  if (isInstant(column)) return instantSql(column, value, timeZone);
  if (isTimeKey(column)) return guardSql(timeKeySql(column, `CAST(${value} AS VARCHAR)`));
  switch (column.type) {
    case 'duration':
      return column.display === 'seconds' ? numberSql(`(${value} / 1000.0::DOUBLE)`) : clockSql(value);
    case 'count':
      return numberSql(value);
    case 'percentage':
      return percentSql(value);
    case 'yesNo':
      return `CASE CAST(${value} AS VARCHAR) WHEN 'true' THEN 'Yes' WHEN 'false' THEN 'No' ELSE CAST(${value} AS VARCHAR) END`;
    case 'key':
    case 'text':
    case 'id':
    case 'timeOfDay':
      return guardSql(`CAST(${value} AS VARCHAR)`);
  }
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvHeader = ({ header, type }: FileColumn): string => (type === 'percentage' && !header.includes('%') ? `${header} %` : header);
/** First line of the file, percentages under a `%`, with the mark by which spreadsheets see that it is UTF-8. */
export const csvHead = (columns: readonly FileColumn[]): string =>
  `\ufeff${columns.map((column) => quoted(guardText(csvHeader(column)))).join(',')}\r\n`;

/** Columns of a Parquet file: durations BIGINT ms, percentages DOUBLE, instants TIMESTAMP WITH TIME ZONE, under the ids of the statistics. */
export const parquetSql = (column: FileColumn, value: string): string => {
  const name = `"${column.id.replaceAll('"', '""')}"`;
  if (isInstant(column)) return `make_timestamptz(CAST(${value} AS BIGINT) * 1000) AS ${name}`;
  switch (column.type) {
    case 'duration':
      return `CAST(${value} AS BIGINT) AS ${name}`;
    case 'count':
    case 'percentage':
      return `CAST(${value} AS DOUBLE) AS ${name}`;
    case 'yesNo':
      return `TRY_CAST(CAST(${value} AS VARCHAR) AS BOOLEAN) AS ${name}`;
    case 'key':
    case 'text':
    case 'id':
    case 'timeOfDay':
      return `CAST(${value} AS VARCHAR) AS ${name}`;
  }
};
