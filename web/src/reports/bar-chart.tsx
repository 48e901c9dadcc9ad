import { useRef } from 'react';
import { useSize } from '../boards/use-size.ts';
import type { ReportColumn, ReportRow } from '../figures/core/public-types.ts';
import { formatCell, lookOf, type TableLook } from '../figures/core/table-look.ts';
import { fitName } from './core/fit-name.ts';

/** More bars than these nobody tells apart. */
const mostBars = 40;
const barHeight = 14;

const nameOf = ({ name, label }: ReportRow): string => (name === null || name === '' || name === label ? label : `${name} ${label}`);

/** Of the room for names and bars, names beside their bars have no more than this; wider ones stand above them. */
const mostOfNames = 0.5;
/** Letters of one width stand a little wider than they measure. */
const measured = 1.06;
const figures = 76;

const letterWidth = (text: string): number => text.length * 7;

/** Width of a text as `.bar-name` draws it, in CSS pixels. */
const createMeasure = (element: HTMLElement): ((text: string) => number) => {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return letterWidth;
  context.font = `12px ${getComputedStyle(element).fontFamily}`;
  return (text) => context.measureText(text).width * measured;
};

const Bars = ({
  column,
  rows,
  zone,
  look,
}: {
  readonly column: ReportColumn;
  readonly rows: readonly ReportRow[];
  readonly zone: string;
  readonly look: TableLook;
}) => {
  const room = useRef<HTMLDivElement>(null);
  const { width } = useSize(room);
  const { header, display } = lookOf(look, column.id);
  const title = header ?? column.heading;
  const value = (row: ReportRow): number => Math.max(0, Number(row.values[column.id] ?? 0) || 0);
  const shown = (row: ReportRow): string => (row.gap === 'whole' ? 'gap' : formatCell(column.type, row.values[column.id], zone, display));
  const max = rows.reduce((most, row) => Math.max(most, value(row)), 0);
  const largest = rows.find((row) => value(row) === max);
  const measure = room.current === null ? letterWidth : createMeasure(room.current);
  const widest = rows.reduce((most, row) => Math.max(most, measure(nameOf(row))), 0);
  const above = widest + 8 > (width - figures) * mostOfNames;
  const names = above ? 0 : widest + 8;
  const rowHeight = above ? 40 : 22;
  const space = Math.max(10, width - names - figures);
  return (
    <div className="bars">
      <p className="part-name">{title}</p>
      <div ref={room}>
        {width === 0 ? null : (
          <svg
            width={width}
            height={rows.length * rowHeight}
            role="img"
            aria-label={`${title} of ${rows.length} rows${largest === undefined ? '' : `, most ${shown(largest)} at ${nameOf(largest)}`}`}
          >
            {rows.map((row, i) => {
              const size = max === 0 ? 0 : (value(row) / max) * space;
              const y = i * rowHeight;
              const bar = y + rowHeight - barHeight - 4;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows stand in their order
                <g key={`${row.key ?? ''} ${i}`}>
                  <title>{`${nameOf(row)}: ${shown(row)}`}</title>
                  <text x={above ? 0 : names - 6} y={y + 15} textAnchor={above ? 'start' : 'end'} className="bar-name">
                    {fitName(row.name, row.label, above ? width : names, measure)}
                  </text>
                  <rect x={names} y={bar} width={Math.max(size, value(row) > 0 ? 1 : 0)} height={barHeight} className="chart-bar" rx="2" />
                  <text x={names + size + 6} y={bar + 11} className="bar-figure">
                    {shown(row)}
                  </text>
                </g>
              );
            })}
          </svg>
        )}
      </div>
    </div>
  );
};

/** Rows of a report as bars, one picture for each figure: each has its own scale and says its numbers. */
export const BarChart = ({
  columns,
  rows,
  all,
  zone,
  look,
}: {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Rows of the whole report. */
  readonly all: number;
  readonly zone: string;
  readonly look: TableLook;
}) => {
  const drawn = rows.slice(0, mostBars);
  return (
    <>
      <div className="bar-pictures">
        {columns.map((column) => (
          <Bars key={column.id} column={column} rows={drawn} zone={zone} look={look} />
        ))}
      </div>
      {all > drawn.length ? (
        <p className="muted chart-note">
          The first {drawn.length} of {all.toLocaleString('en-GB')} rows, in the order of the table below.
        </p>
      ) : null}
    </>
  );
};
