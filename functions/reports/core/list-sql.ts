import { type FieldFormula, type FigureSettings, sqlName } from '../../statistics/formulas.ts';
import type { SortKey } from './grouped-sql.ts';
import { type ListCell, type ListedRows, listCellSql, listFactColumns } from './list-value-sql.ts';

export interface ListColumn {
  readonly id: string;
  readonly formula: FieldFormula;
}
/** Where the rows of a list are. */
export interface ListSource extends ListedRows {
  /** Relation of stored rows, alias `r`. */
  readonly rows: string;
  /** SELECT of the countable rows that the report counts, alias `f`, each with one stored row; null where stored rows are all there is. */
  readonly counted: string | null;
  /** What tells rows apart, in the order in which they stand without being sorted. */
  readonly last: readonly string[];
  /** Ids that a row is known by elsewhere: SQL over `r`, or null. */
  readonly ids: { readonly logicalCallId: string | null; readonly segmentId: string | null };
}
export const startOf = 'callStartedAt';

/** How a countable row and the stored one of the same call or segment find each other; the start, as rows lie in files by it. */
const sameRow = (whole: boolean): string =>
  [startOf, 'logicalCallId', ...(whole ? [] : ['segmentNo'])].map((name) => `r."${name}" = f."${name}"`).join(' AND ');

/** What of a countable row goes with a page: what cells may need, and by what its stored row is found. */
export const pageFields = [startOf, 'logicalCallId', 'segmentNo', ...listFactColumns] as const;

export const cellsOf = (source: ListSource, columns: readonly ListColumn[], settings: FigureSettings): ReadonlyMap<string, ListCell> =>
  new Map(columns.map(({ id, formula }) => [id, listCellSql(formula, source, settings)]));

/** By the chosen columns, then as rows stand anyway, so that pages fit together. `key` = as rows stand, or the other way round. */
export const listOrder = (source: ListSource, cells: ReadonlyMap<string, ListCell>, sort: readonly SortKey[]) => {
  const chosen = sort.flatMap(({ column, descending }) => {
    const direction = descending ? 'DESC' : 'ASC';
    const cell = cells.get(column);
    return cell === undefined ? source.last.map((sql) => `${sql} ${direction}`) : [`${cell.sql} ${direction} NULLS LAST`];
  });
  return {
    sql: [...chosen, ...source.last].join(', '),
    /** It can be told without the stored rows. */
    ofFacts: source.counted !== null && sort.every(({ column }) => cells.get(column)?.ofFact ?? true),
  };
};

/** FROM of all rows, both sides of them. */
export const listedSql = ({ rows, counted, whole }: ListSource): string =>
  counted === null ? `FROM ${rows} r` : `FROM (${counted}) f JOIN ${rows} r ON ${sameRow(whole)}`;

export const cellList = (cells: ReadonlyMap<string, ListCell>): readonly string[] =>
  [...cells].map(([id, { sql }]) => `${sql} AS ${sqlName(id)}`);

/** The countable rows of one page. Without stored rows where their order needs none: those are wide and many. */
export const pageKeysSql = (source: ListSource, order: ReturnType<typeof listOrder>, limit: number, offset: number): string =>
  `SELECT ${pageFields.map((name) => `f."${name}"`).join(', ')}
   ${order.ofFacts ? `FROM (${source.counted ?? ''}) f` : listedSql(source)}
   ORDER BY ${order.sql} LIMIT ${limit} OFFSET ${offset}`;

/** The same rows with their stored ones: `page` = their values as a VALUES list, in order, each with its place before it. */
export const pageRowsSql = (source: ListSource, selected: readonly string[], page: readonly string[], starts: readonly number[]): string =>
  `WITH page(place, ${pageFields.map((name) => `"${name}"`).join(', ')}) AS (VALUES ${page.join(', ')})
   SELECT ${selected.join(', ')} FROM page f
   JOIN (SELECT * FROM ${source.rows} WHERE "${startOf}" IN (${starts.join(', ')})) r ON ${sameRow(source.whole)} ORDER BY f.place`;
