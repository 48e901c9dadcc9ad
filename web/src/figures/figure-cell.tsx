import { memo } from 'react';
import { isNumeric } from './core/format-figure.ts';
import type { ReportColumn, ReportRow } from './core/public-types.ts';
import { type Display, formatCell } from './core/table-look.ts';
import type { AskWhy } from './core/table-presses.ts';

const Bar = ({ value, max }: { readonly value: number; readonly max: number }) => (
  <svg className="cell-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
    <rect width={max === 0 ? 0 : (Math.max(0, value) / max) * 100} height="1" />
  </svg>
);

/** Letters that are never too wide for a cell. */
const short = 24;

/** One figure; pressed, it tells how it came about. Of a row that is a gap it says only that. */
export const FigureCell = memo(
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
    const told = formatCell(column.type, value, zone, display);
    const text = typeof told === 'string' && told.length > short ? <span className="cell-text">{told}</span> : told;
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
