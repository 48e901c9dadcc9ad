import { useMemo, useRef } from 'react';
import { TableWrap } from '../ui/table-wrap.tsx';
import { barColumnOf, barMaxOf } from './core/cell-bars.ts';
import type { Report, ReportRow } from './core/public-types.ts';
import type { SortChoice } from './core/question.ts';
import { type TableLook, usualLook } from './core/table-look.ts';
import type { AskWhy, PressHead } from './core/table-presses.ts';
import { ReportTableHead } from './report-table-head.tsx';
import { ReportTableRow } from './report-table-row.tsx';
import { ReportTableTotals } from './report-table-totals.tsx';
import { useFigurePlaces } from './use-figure-places.ts';
import { useRowWindow } from './use-row-window.ts';

/** Room of rows that are out of sight. */
const Undrawn = ({ height }: { readonly height: number }) => (
  <tr>
    <td style={{ height, padding: 0 }} />
  </tr>
);

const nothing = (): void => undefined;

/** Figures in rows and columns; each tells how it came about when pressed. */
export const ReportTable = ({
  report,
  rows,
  grouped,
  keyHead,
  sort,
  press,
  askWhy,
  look = usualLook,
  nearEnd = nothing,
  first = 0,
}: {
  readonly report: Report;
  /** Rows are sums, of which one can be larger than another; not single calls. */
  readonly grouped: boolean;
  readonly rows: readonly ReportRow[];
  /** Head of the column that names the rows; null where there is one row without a name. */
  readonly keyHead: string | null;
  readonly sort: readonly SortChoice[];
  readonly press: PressHead;
  readonly askWhy: AskWhy;
  readonly look?: TableLook;
  /** The last rows are in sight. */
  readonly nearEnd?: (() => void) | undefined;
  /** Place of the first of these rows in the whole report, from 0; rows of a later one carry their numbers. */
  readonly first?: number;
}) => {
  const table = useRef<HTMLTableElement>(null);
  const { columns, totals } = report;
  const named = keyHead !== null;
  const withTotals = totals !== null && named;
  const keyPlace = named ? Math.min(look.keyPlace, columns.length) : null;
  const drawn = useRowWindow(table, rows.length, nearEnd);
  const {
    stop: [stopRow, stopColumn],
    move,
  } = useFigurePlaces(table, rows, columns.length, withTotals, drawn);
  const withBars = grouped && named && rows.length >= 2;
  const barColumn = withBars ? barColumnOf(columns, sort[0]?.column) : null;
  const barMax = useMemo(() => (barColumn === null ? 0 : barMaxOf(rows, barColumn)), [barColumn, rows]);
  return (
    <TableWrap label="Figures" className="report-wrap">
      <table
        ref={table}
        className="table report-table"
        aria-label={report.template.name}
        aria-rowcount={first > 0 || drawn.to - drawn.from < rows.length ? first + rows.length + 1 + Number(withTotals) : undefined}
        onKeyDown={move}
      >
        <ReportTableHead columns={columns} keyHead={keyHead} keyPlace={keyPlace} look={look} sort={sort} press={press} />
        <tbody>
          {drawn.before === 0 ? null : <Undrawn height={drawn.before} />}
          {rows.slice(drawn.from, drawn.to).map((row, i) => (
            <ReportTableRow
              key={`${row.key ?? ''} ${row.logicalCallId ?? ''} ${row.segmentId ?? drawn.from + i}`}
              report={report}
              row={row}
              index={drawn.from + i}
              first={first}
              activeColumn={stopRow === drawn.from + i ? stopColumn : -1}
              barColumn={barColumn}
              barMax={barMax}
              askWhy={askWhy}
              keyPlace={keyPlace}
              look={look}
            />
          ))}
          {drawn.after === 0 ? null : <Undrawn height={drawn.after} />}
        </tbody>
        {withTotals ? (
          <ReportTableTotals
            report={report}
            totals={totals}
            index={rows.length}
            activeColumn={stopRow === rows.length ? stopColumn : -1}
            askWhy={askWhy}
            keyPlace={keyPlace}
            look={look}
          />
        ) : null}
      </table>
    </TableWrap>
  );
};
