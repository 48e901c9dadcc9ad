import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Icon } from '../ui/icons.tsx';
import { placeText } from './core/figure-places.ts';
import type { Report, ReportRow } from './core/public-types.ts';
import { lookOf, type TableLook } from './core/table-look.ts';
import type { AskWhy } from './core/table-presses.ts';
import { withKey } from './core/with-key.ts';
import { FigureCell } from './figure-cell.tsx';

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
        <span className="strong cell-text">{row.label}</span>
      ) : (
        <>
          <span className="strong cell-text">{row.name}</span> <span className="muted num cell-text">{row.label}</span>
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

/** What a row of the table is of, and its figures. */
export const ReportTableRow = memo(
  ({
    report,
    row,
    index,
    first,
    activeColumn,
    barColumn,
    barMax,
    askWhy,
    keyPlace,
    look,
  }: {
    readonly report: Pick<Report, 'site' | 'columns' | 'timeZone'>;
    readonly row: ReportRow;
    /** Among the rows of the table. */
    readonly index: number;
    /** How many rows of the report come before those of the table. */
    readonly first: number;
    readonly activeColumn: number;
    readonly barColumn: string | null;
    readonly barMax: number;
    readonly askWhy: AskWhy;
    /** Columns before the one that names the row; null = rows have no name. */
    readonly keyPlace: number | null;
    readonly look: TableLook;
  }) => (
    <tr data-row aria-rowindex={first + index + 2}>
      {withKey(
        keyPlace,
        <th key="key" scope="row">
          {first === 0 ? null : <span className="row-number num">{first + index + 1}</span>}
          <RowName row={row} site={report.site} />
        </th>,
        report.columns.map((column, i) => (
          <FigureCell
            key={column.id}
            column={column}
            row={row}
            values={row.values}
            zone={report.timeZone}
            active={activeColumn === i}
            place={placeText([index, i])}
            barMax={column.id === barColumn ? barMax : null}
            display={lookOf(look, column.id).display}
            askWhy={askWhy}
          />
        )),
      )}
    </tr>
  ),
);
