import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { formatFigure, isNumeric } from './core/format-figure.ts';
import type { Report, ReportColumn, ReportRow } from './core/public-types.ts';
import type { SortChoice } from './core/question.ts';

/** What was pressed: a column, and a row, or null for the totals. */
export type AskWhy = (column: ReportColumn, row: ReportRow | null) => void;

const Bar = ({ value, max }: { readonly value: number; readonly max: number }) => (
  <svg className="cell-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect width={max === 0 ? 0 : (Math.max(0, value) / max) * 100} height="1" />
  </svg>
);

const Cell = memo(
  ({
    column,
    row,
    values,
    zone,
    active,
    place,
    barMax,
    askWhy,
  }: {
    readonly column: ReportColumn;
    readonly row: ReportRow | null;
    readonly values: ReportRow['values'];
    readonly zone: string;
    /** Whether Tab stops here: one figure of the table does, arrows go to the others. */
    readonly active: boolean;
    readonly place: string;
    /** The largest value of the column where it is drawn as well. */
    readonly barMax: number | null;
    readonly askWhy: AskWhy;
  }) => {
    const value = values[column.id];
    const align = isNumeric(column.type) ? 'right num' : '';
    if (row?.gap === 'whole') {
      return (
        <td className={`${align} gap-cell`}>
          <span>gap</span>
        </td>
      );
    }
    const text = formatFigure(column.type, value, zone);
    return (
      <td className={align}>
        {column.explain === null ? (
          text
        ) : (
          <button
            type="button"
            className="figure-cell"
            data-place={place}
            tabIndex={active ? 0 : -1}
            aria-haspopup="dialog"
            onClick={() => askWhy(column, row)}
          >
            {text}
          </button>
        )}
        {barMax === null || typeof value !== 'number' ? null : <Bar value={value} max={barMax} />}
      </td>
    );
  },
);

const RowName = ({ row, site }: { readonly row: ReportRow; readonly site: string }) => {
  if (row.logicalCallId !== null) {
    return (
      <Link to="/sites/$site/calls/$logicalCallId" params={{ site, logicalCallId: row.logicalCallId }}>
        Call
      </Link>
    );
  }
  return (
    <>
      {row.name === null || row.name === '' || row.name === row.label ? (
        <span className="strong">{row.label}</span>
      ) : (
        <>
          <span className="strong">{row.name}</span> <span className="muted num">{row.label}</span>
        </>
      )}
      {row.gap === 'partly' ? (
        <span className="partly" title="Something of this stretch was not seen">
          <Icon name="warning" /> <span className="sr-only">partly covered by a gap</span>
        </span>
      ) : null}
    </>
  );
};

const Row = memo(
  ({
    report,
    row,
    index,
    activeColumn,
    barColumn,
    barMax,
    askWhy,
    named,
  }: {
    readonly report: Pick<Report, 'site' | 'columns' | 'timeZone'>;
    readonly row: ReportRow;
    readonly index: number;
    readonly activeColumn: number;
    readonly barColumn: string | null;
    readonly barMax: number;
    readonly askWhy: AskWhy;
    readonly named: boolean;
  }) => (
    <tr>
      {named ? (
        <th scope="row">
          <RowName row={row} site={report.site} />
        </th>
      ) : null}
      {report.columns.map((column, i) => (
        <Cell
          key={column.id}
          column={column}
          row={row}
          values={row.values}
          zone={report.timeZone}
          active={activeColumn === i}
          place={`${index} ${i}`}
          barMax={column.id === barColumn ? barMax : null}
          askWhy={askWhy}
        />
      ))}
    </tr>
  ),
);

const Head = ({
  id,
  text,
  numeric,
  sort,
  press,
}: {
  readonly id: string;
  readonly text: string;
  readonly numeric: boolean;
  readonly sort: SortChoice | null;
  readonly press: (column: string, largestFirst: boolean) => void;
}) => {
  const sorted = sort?.column === id;
  return (
    <th scope="col" className={numeric ? 'right' : ''} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" className="sort" onClick={() => press(id, numeric)}>
        {text}
        {sorted ? (
          <span className={sort.descending ? 'sort-mark' : 'sort-mark up'}>
            <Icon name="chevron" />
          </span>
        ) : null}
      </button>
    </th>
  );
};

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Figures in rows and columns; each tells how it came about when pressed. */
export const ReportTable = ({
  report,
  rows,
  grouped,
  keyHead,
  sort,
  press,
  askWhy,
}: {
  readonly report: Report;
  /** Rows are sums, of which one can be larger than another; not single calls. */
  readonly grouped: boolean;
  readonly rows: readonly ReportRow[];
  /** Head of the column that names the rows; null where there is one row without a name. */
  readonly keyHead: string | null;
  readonly sort: SortChoice | null;
  readonly press: (column: string, largestFirst: boolean) => void;
  readonly askWhy: AskWhy;
}) => {
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const { columns, totals } = report;
  const named = keyHead !== null;
  const withTotals = totals !== null && named;
  const move = useCallback(
    (event: KeyboardEvent<HTMLTableElement>) => {
      const place = event.target instanceof HTMLElement ? event.target.dataset.place : undefined;
      const step = moves[event.key];
      if (place === undefined || step === undefined) return;
      event.preventDefault();
      let [row = 0, column = 0] = place.split(' ').map(Number);
      // Cells of a gap have nothing to press: they are passed over.
      for (;;) {
        row += step[0];
        column += step[1];
        if (row < 0 || column < 0 || row > rows.length || column >= columns.length) return;
        const next = table.current?.querySelector<HTMLElement>(`[data-place="${row} ${column}"]`);
        if (next === null || next === undefined) continue;
        setActive([row, column]);
        next.focus();
        return;
      }
    },
    [rows.length, columns.length],
  );
  const barColumn = useMemo(() => {
    if (!grouped || !named || rows.length < 2) return null;
    const drawn = columns.filter(({ type }) => type === 'count' || type === 'duration');
    return (drawn.find(({ id }) => id === sort?.column) ?? drawn[0])?.id ?? null;
  }, [columns, sort?.column, rows.length, named, grouped]);
  const barMax = useMemo(() => {
    if (barColumn === null) return 0;
    return rows.reduce((max, { values }) => Math.max(max, Number(values[barColumn] ?? 0) || 0), 0);
  }, [barColumn, rows]);
  // The stop of Tab must be there even when the rows have changed, or the first is a gap.
  const firstRow = rows.findIndex(({ gap }) => gap !== 'whole');
  const there = active[0] < rows.length ? rows[active[0]]?.gap !== 'whole' : withTotals && active[0] === rows.length;
  const [activeRow, activeColumn] = there && active[1] < columns.length ? active : [firstRow < 0 ? rows.length : firstRow, 0];
  return (
    <TableWrap label="Figures" className="report-wrap">
      <table ref={table} className="table report-table" aria-label={report.template.name} onKeyDown={move}>
        <thead>
          <tr>
            {keyHead === null ? null : <Head id="key" text={keyHead} numeric={false} sort={sort} press={press} />}
            {columns.map(({ id, heading, type }) => (
              <Head key={id} id={id} text={heading} numeric={isNumeric(type)} sort={sort} press={press} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <Row
              key={`${row.key ?? ''} ${row.logicalCallId ?? ''} ${row.segmentId ?? i}`}
              report={report}
              row={row}
              index={i}
              activeColumn={activeRow === i ? activeColumn : -1}
              barColumn={barColumn}
              barMax={barMax}
              askWhy={askWhy}
              named={named}
            />
          ))}
        </tbody>
        {withTotals ? (
          <tfoot>
            <tr>
              <th scope="row">Totals</th>
              {columns.map((column, i) => (
                <Cell
                  key={column.id}
                  column={column}
                  row={null}
                  values={totals}
                  zone={report.timeZone}
                  active={activeRow === rows.length && activeColumn === i}
                  place={`${rows.length} ${i}`}
                  barMax={null}
                  askWhy={askWhy}
                />
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </TableWrap>
  );
};
