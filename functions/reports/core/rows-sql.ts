import type { Template } from '../../statistics/catalogue.ts';
import { sqlLiteral, sqlName } from '../../statistics/formulas.ts';
import { keyColumn, nameColumn, orderSql, rowsColumn, type SortKey } from './grouped-sql.ts';
import type { ShownColumn } from './rows-columns.ts';

/** `key, label` of stretches of time. */
export const labelTable = 'key_labels';
const place = '"$place"';

/** Whole numbers where the unit has no parts, as answers round (`roundFigure`). */
export const roundedSql = ({ unit }: Pick<ShownColumn, 'unit'>, sql: string): string => {
  switch (unit) {
    case 'ms':
      return `CAST(floor(${sql} + 0.5) AS BIGINT)`;
    case 'calls':
    case 'segments':
    case 'entries':
    case 'agents':
    case 'instant':
      return `CAST(${sql} AS BIGINT)`;
    case 'fraction':
    case 'none':
      return sql;
  }
};

export interface GroupedRows {
  /** As `runGrouped` leaves it. */
  readonly relation: string;
  readonly template: Template;
  readonly byTime: boolean;
  readonly emptyLabel: string;
  /** Nothing of the range could be known: rows without facts have no figures then. */
  readonly allUnknown: boolean;
  readonly sort: readonly SortKey[];
}

/** SELECT of a grouped report, a column an id, in order. */
export const groupedRowsSql = (columns: readonly ShownColumn[], rows: GroupedRows): string => {
  const own = rows.template.key.by === 'userId' ? `coalesce(r."${nameColumn}", r."${keyColumn}")` : `r."${keyColumn}"`;
  const key = rows.byTime
    ? `coalesce(l.label, r."${keyColumn}")`
    : `CASE WHEN r."${keyColumn}" = '' THEN ${sqlLiteral(rows.emptyLabel)} ELSE ${own} END`;
  const cells = columns.map((column) => {
    if (column.id === 'key') return `${key} AS "key"`;
    if (column.id === 'keyName') return `r."${nameColumn}" AS "keyName"`;
    const value = roundedSql(column, `r.${sqlName(column.id)}`);
    return `${rows.allUnknown ? `CASE WHEN coalesce(r.${sqlName(rowsColumn)}, 0) > 0 THEN ${value} END` : value} AS ${sqlName(column.id)}`;
  });
  // The order is that of the page, of figures before they are rounded.
  return `SELECT ${cells.join(', ')} FROM (SELECT *, row_number() OVER (ORDER BY ${orderSql(rows.sort)}) AS ${place} FROM ${rows.relation}) r
    ${rows.byTime ? `LEFT JOIN ${labelTable} l ON l.key = r."${keyColumn}"` : ''} ORDER BY r.${place}`;
};
