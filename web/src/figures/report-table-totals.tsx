import { placeText } from './core/figure-places.ts';
import type { Report, ReportRow } from './core/public-types.ts';
import { lookOf, type TableLook } from './core/table-look.ts';
import type { AskWhy } from './core/table-presses.ts';
import { withKey } from './core/with-key.ts';
import { FigureCell } from './figure-cell.tsx';

/** The last line of the table: over all rows, of which it may not be the sum. */
export const ReportTableTotals = ({
  report: { columns, timeZone },
  totals,
  index,
  activeColumn,
  askWhy,
  keyPlace,
  look,
}: {
  readonly report: Pick<Report, 'columns' | 'timeZone'>;
  readonly totals: ReportRow['values'];
  /** Behind the last row. */
  readonly index: number;
  readonly activeColumn: number;
  readonly askWhy: AskWhy;
  readonly keyPlace: number | null;
  readonly look: TableLook;
}) => (
  <tfoot>
    <tr>
      {withKey(
        keyPlace,
        <th key="key" scope="row">
          Totals
        </th>,
        columns.map((column, i) => (
          <FigureCell
            key={column.id}
            column={column}
            row={null}
            values={totals}
            zone={timeZone}
            active={activeColumn === i}
            place={placeText([index, i])}
            barMax={null}
            display={lookOf(look, column.id).display}
            askWhy={askWhy}
          />
        )),
      )}
    </tr>
  </tfoot>
);
