import { callFields, segmentFields, statusFields } from '../../domain/public-rows.ts';
import { callColumns, segmentColumns, statusColumns } from '../../statistics/facts.ts';
import { sqlName } from '../../statistics/formulas.ts';
import type { BulkFormat, BulkKind } from '../constants.ts';
import { formulaBeginnings } from './guard-text.ts';

export type BulkType = 'instant' | 'duration' | 'integer' | 'boolean' | 'text';
export interface BulkColumn {
  readonly name: string;
  readonly type: BulkType;
}

const tables = {
  calls: { fields: callFields, columns: callColumns, time: 'callStartedAt', order: ['callStartedAt', 'logicalCallId'] },
  segments: {
    fields: segmentFields,
    columns: segmentColumns,
    time: 'callStartedAt',
    order: ['callStartedAt', 'logicalCallId', 'segmentNo'],
  },
  status: { fields: statusFields, columns: statusColumns, time: 'at', order: ['at', 'statusId'] },
} as const;
export const bulkTable = (what: BulkKind): { readonly time: string; readonly order: readonly string[] } => tables[what];
/** What was told at the day's reset of who is logged on is no change: it is never listed (rule set 1 §8.16). */
export const bulkCondition = (what: BulkKind): string => (what === 'status' ? 'NOT "carriedOver"' : 'true');

const typeOf = (name: string, sqlType: string): BulkType => {
  if (sqlType === 'BIGINT') return name === 'at' || name.endsWith('At') ? 'instant' : 'duration';
  return sqlType === 'INTEGER' ? 'integer' : sqlType === 'BOOLEAN' ? 'boolean' : 'text';
};

/** Published names in the published order; tags lie in `tag1` to `tag5`, other trunks are JSON text. */
export const bulkColumns = (what: BulkKind): readonly BulkColumn[] => {
  const { fields, columns } = tables[what];
  const published: readonly string[] = fields;
  return columns
    .filter(({ name }) => published.includes(name) || (/^tag[1-5]$/.test(name) && published.includes('tags')))
    .map(({ name, type }) => ({ name, type: typeOf(name, type) }));
};

const marks = formulaBeginnings.map((mark) => `chr(${mark.codePointAt(0)})`).join(', ');
/** As in reports, but numbers with their plus stay as they are: programs read these files, and a number alone is no formula. */
const guarded = (value: string): string =>
  `CASE WHEN left(${value}, 1) IN (${marks}) AND NOT regexp_full_match(${value}, '[+]?[0-9*#]+') THEN '''' || ${value} ELSE ${value} END`;

export const bulkSql = ({ name, type }: BulkColumn, format: BulkFormat): string => {
  const value = sqlName(name);
  if (type === 'instant')
    return format === 'csv'
      ? `strftime(make_timestamp(${value} * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') AS ${value}`
      : `make_timestamptz(${value} * 1000) AS ${value}`;
  return type === 'text' && format === 'csv' ? `${guarded(value)} AS ${value}` : value;
};

const jsonTypes = {
  instant: { type: ['string', 'null'], format: 'date-time' },
  duration: { type: ['integer', 'null'], description: 'milliseconds' },
  integer: { type: ['integer', 'null'] },
  boolean: { type: ['boolean', 'null'] },
  text: { type: ['string', 'null'] },
} as const;
const parquetTypes = { instant: 'TIMESTAMP (UTC, µs)', duration: 'INT64', integer: 'INT32', boolean: 'BOOLEAN', text: 'UTF8' } as const;

/** JSON Schema (2020-12) of a row as CSV has it; `x-parquet` = the column's type there. */
export const bulkJsonSchema = (what: BulkKind): Readonly<Record<string, unknown>> => {
  const columns = bulkColumns(what);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: what,
    type: 'object',
    required: columns.map(({ name }) => name),
    additionalProperties: false,
    properties: Object.fromEntries(columns.map(({ name, type }) => [name, { ...jsonTypes[type], 'x-parquet': parquetTypes[type] }])),
  };
};
