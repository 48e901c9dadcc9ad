import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, memo, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { Icon } from '../ui/icons.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { isNumeric } from './core/format-figure.ts';
import type { Report, ReportColumn, ReportRow } from './core/public-types.ts';
import type { SortChoice } from './core/question.ts';
import { type ColumnLook, type Display, formatCell, lookOf, type TableLook, usualLook } from './core/table-look.ts';
import { useRowWindow } from './use-row-window.ts';

/** A head was pressed: `add` = with Shift, beside the columns that are sorted by. */
export type PressHead = (column: string, largestFirst: boolean, add: boolean) => void;

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
    display,
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
    readonly display: Display | null;
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
    const text = formatCell(column.type, value, zone, display);
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

/** Cells with the one that names the row at its place among them. */
const withKey = (place: number | null, name: ReactNode, cells: readonly ReactNode[]): ReactNode =>
  place === null ? cells : [...cells.slice(0, place), name, ...cells.slice(place)];

const Row = memo(
  ({
    report,
    row,
    index,
    activeColumn,
    barColumn,
    barMax,
    askWhy,
    keyPlace,
    look,
  }: {
    readonly report: Pick<Report, 'site' | 'columns' | 'timeZone'>;
    readonly row: ReportRow;
    readonly index: number;
    readonly activeColumn: number;
    readonly barColumn: string | null;
    readonly barMax: number;
    readonly askWhy: AskWhy;
    /** Columns before the one that names the row; null = rows have no name. */
    readonly keyPlace: number | null;
    readonly look: TableLook;
  }) => (
    <tr data-row aria-rowindex={index + 2}>
      {withKey(
        keyPlace,
        <th key="key" scope="row">
          <RowName row={row} site={report.site} />
        </th>,
        report.columns.map((column, i) => (
          <Cell
            key={column.id}
            column={column}
            row={row}
            values={row.values}
            zone={report.timeZone}
            active={activeColumn === i}
            place={`${index} ${i}`}
            barMax={column.id === barColumn ? barMax : null}
            display={lookOf(look, column.id).display}
            askWhy={askWhy}
          />
        )),
      )}
    </tr>
  ),
);

const Head = ({
  id,
  text,
  name,
  width,
  numeric,
  sort,
  press,
}: {
  readonly id: string;
  readonly text: string;
  /** Full name, where the head is a short or another one. */
  readonly name: string | undefined;
  readonly width: ColumnLook['width'];
  readonly numeric: boolean;
  readonly sort: readonly SortChoice[];
  readonly press: PressHead;
}) => {
  const place = sort.findIndex((each) => each.column === id);
  const sorted = sort[place];
  return (
    <th
      scope="col"
      className={`${numeric ? 'right' : ''} ${id === 'key' ? 'key-column' : ''}`}
      style={width === null ? undefined : { minWidth: `${width}ch`, maxWidth: `${width}ch`, whiteSpace: 'normal' }}
      aria-sort={sorted === undefined || place > 0 ? undefined : sorted.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        className="sort"
        title={name === text ? undefined : name}
        onClick={(event) => press(id, numeric, event.shiftKey)}
      >
        {text}
        {sorted === undefined ? null : (
          <>
            <span className={sorted.descending ? 'sort-mark' : 'sort-mark up'}>
              <Icon name="chevron" />
            </span>
            {sort.length < 2 ? null : (
              <span className="sort-number num">
                <span className="sr-only">sorted {sorted.descending ? 'downwards' : 'upwards'}, number </span>
                {place + 1}
              </span>
            )}
          </>
        )}
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
  readonly nearEnd?: () => void;
}) => {
  const table = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<readonly [number, number]>([0, 0]);
  const { columns, totals } = report;
  const named = keyHead !== null;
  const withTotals = totals !== null && named;
  const keyPlace = named ? Math.min(look.keyPlace, columns.length) : null;
  const drawn = useRowWindow(table, rows.length, nearEnd);
  const first = sort[0]?.column;
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
    const summed = columns.filter(({ type }) => type === 'count' || type === 'duration');
    return (summed.find(({ id }) => id === first) ?? summed[0])?.id ?? null;
  }, [columns, first, rows.length, named, grouped]);
  const barMax = useMemo(() => {
    if (barColumn === null) return 0;
    return rows.reduce((max, { values }) => Math.max(max, Number(values[barColumn] ?? 0) || 0), 0);
  }, [barColumn, rows]);
  // The stop of Tab must be there even when the rows have changed, or the first is a gap.
  const firstRow = rows.findIndex(({ gap }) => gap !== 'whole');
  const there = active[0] < rows.length ? rows[active[0]]?.gap !== 'whole' : withTotals && active[0] === rows.length;
  const inSight = active[0] === rows.length || (active[0] >= drawn.from && active[0] < drawn.to);
  const [activeRow, activeColumn] =
    there && inSight && active[1] < columns.length ? active : [firstRow < 0 ? rows.length : Math.max(firstRow, drawn.from), 0];
  return (
    <TableWrap label="Figures" className="report-wrap">
      <table
        ref={table}
        className="table report-table"
        aria-label={report.template.name}
        aria-rowcount={drawn.to - drawn.from < rows.length ? rows.length + 1 + Number(withTotals) : undefined}
        onKeyDown={move}
      >
        <thead>
          <tr>
            {withKey(
              keyPlace,
              <Head
                key="key"
                id="key"
                text={look.key.header ?? keyHead ?? ''}
                name={keyHead ?? undefined}
                width={look.key.width}
                numeric={false}
                sort={sort}
                press={press}
              />,
              columns.map(({ id, name, heading, type }) => (
                <Head
                  key={id}
                  id={id}
                  text={lookOf(look, id).header ?? heading}
                  name={name}
                  width={lookOf(look, id).width}
                  numeric={isNumeric(type)}
                  sort={sort}
                  press={press}
                />
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {drawn.before === 0 ? null : <Undrawn height={drawn.before} />}
          {rows.slice(drawn.from, drawn.to).map((row, i) => (
            <Row
              key={`${row.key ?? ''} ${row.logicalCallId ?? ''} ${row.segmentId ?? drawn.from + i}`}
              report={report}
              row={row}
              index={drawn.from + i}
              activeColumn={activeRow === drawn.from + i ? activeColumn : -1}
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
          <tfoot>
            <tr>
              {withKey(
                keyPlace,
                <th key="key" scope="row">
                  Totals
                </th>,
                columns.map((column, i) => (
                  <Cell
                    key={column.id}
                    column={column}
                    row={null}
                    values={totals}
                    zone={report.timeZone}
                    active={activeRow === rows.length && activeColumn === i}
                    place={`${rows.length} ${i}`}
                    barMax={null}
                    display={lookOf(look, column.id).display}
                    askWhy={askWhy}
                  />
                )),
              )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </TableWrap>
  );
};
