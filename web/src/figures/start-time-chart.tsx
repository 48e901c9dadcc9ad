import { useId, useMemo, useState } from 'react';
import { chartOf } from './core/chart.ts';
import { formatFigure, isNumeric } from './core/format-figure.ts';
import type { Report, ReportRow } from './core/public-types.ts';
import type { GroupingFormat } from './core/question.ts';

const width = 1_000;
const height = 150;
const mostTicks = 8;

/** Calls by Start Time as a picture: one figure over time. The table below says the same in numbers. */
export const StartTimeChart = ({
  report,
  rows,
  format,
}: {
  readonly report: Report;
  readonly rows: readonly ReportRow[];
  readonly format: GroupingFormat;
}) => {
  const hatch = useId();
  const columns = report.columns.filter(({ type }) => isNumeric(type));
  const [chosen, setChosen] = useState('');
  const column = columns.find(({ id }) => id === chosen) ?? columns[0];
  const chart = useMemo(() => (column === undefined ? null : chartOf(rows, column.id, format)), [rows, column, format]);
  if (column === undefined || chart === null || chart.bars.length < 2) return null;
  const slot = width / chart.slots;
  const bar = Math.max(1, Math.min(slot * 0.8, 60));
  const largest = chart.bars.find(({ value }) => value === chart.max);
  const shown = (value: number): string => formatFigure(column.type, value, report.timeZone);
  const every = Math.max(1, Math.ceil(chart.bars.length / mostTicks));
  return (
    <figure className="panel chart">
      <figcaption>
        <label>
          Picture of{' '}
          <select value={column.id} onChange={(event) => setChosen(event.target.value)}>
            {columns.map(({ id, heading }) => (
              <option key={id} value={id}>
                {heading}
              </option>
            ))}
          </select>
        </label>
        <span className="muted num">{largest === undefined ? '' : `most: ${shown(chart.max)} at ${largest.label}`}</span>
      </figcaption>
      <svg
        className="chart-plot"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${column.heading} over time, ${chart.bars.length} periods${largest === undefined ? '' : `, most ${shown(chart.max)} at ${largest.label}`}`}
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
            <rect width="3" height="6" className="chart-gap" />
          </pattern>
        </defs>
        {[0.25, 0.5, 0.75].map((part) => (
          <line key={part} x1="0" x2={width} y1={height * part} y2={height * part} className="tl-grid" />
        ))}
        {chart.bars.map(({ slot: place, value, gap, label }) => {
          const size = chart.max === 0 ? 0 : (value / chart.max) * (height - 4);
          const x = place * slot + (slot - bar) / 2;
          return (
            <g key={place}>
              <title>{gap === 'whole' ? `${label}: gap` : `${label}: ${shown(value)}`}</title>
              {gap === null ? null : <rect x={place * slot} y="0" width={slot} height={height} fill={`url(#${hatch})`} />}
              <rect x={x} y={height - size} width={bar} height={size} className="chart-bar" />
            </g>
          );
        })}
      </svg>
      <svg className="chart-axis" aria-hidden="true">
        {chart.bars
          .filter((_, i) => i % every === 0)
          .map(({ slot: place, tick }) => (
            <text key={place} x={`${((place + 0.5) / chart.slots) * 100}%`} y="12" className="tl-tick">
              {tick}
            </text>
          ))}
      </svg>
    </figure>
  );
};
