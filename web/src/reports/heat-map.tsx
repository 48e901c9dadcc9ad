import { useMemo, useRef } from 'react';
import { useSize } from '../boards/use-size.ts';
import { formatFigure } from '../figures/core/format-figure.ts';
import type { Report } from '../figures/core/public-types.ts';
import { heatMapOf, weekdays } from './core/heat-cells.ts';

const rowHeight = 20;
const head = 22;
const side = 44;

/** Lengths of time have little room in a cell. */
const cellText = (type: string, value: number): string => {
  if (type === 'percentage') return `${Math.round(value * 100)}%`;
  if (type !== 'duration') return value.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  const seconds = Math.round(value / 1_000);
  return seconds < 60 ? `${seconds}s` : seconds < 6_000 ? `${Math.round(seconds / 60)}m` : `${Math.round(seconds / 360) / 10}h`;
};

/** A figure by half hour and weekday. Each cell says its number: the shade is never the only sign. */
export const HeatMap = ({ report, column }: { readonly report: Report; readonly column: string }) => {
  const room = useRef<HTMLDivElement>(null);
  const { width } = useSize(room);
  const map = useMemo(() => heatMapOf(report.items, column), [report, column]);
  const shown = report.columns.find(({ id }) => id === column);
  if (shown === undefined || map.largest === null) return <p className="muted chart-note">Nothing was counted in this range.</p>;
  const cell = Math.max(20, (width - side) / 7);
  const full = (value: number): string => formatFigure(shown.type, value, report.timeZone);
  const { largest, times, cells, max } = map;
  return (
    <div ref={room}>
      {width === 0 ? null : (
        <svg
          className="heat"
          width={width}
          height={head + times.length * rowHeight}
          role="img"
          aria-label={`${shown.heading} by time of day and weekday, ${times[0]} to ${times.at(-1)}; most ${full(largest.value)} on ${weekdays[largest.weekday]} at ${largest.time}`}
        >
          {weekdays.map((weekday, i) => (
            <text key={weekday} x={side + (i + 0.5) * cell} y={15} textAnchor="middle" className="heat-head">
              {weekday}
            </text>
          ))}
          {times.map((time, t) => (
            <g key={time}>
              <text x={side - 6} y={head + t * rowHeight + 14} textAnchor="end" className="heat-head">
                {time}
              </text>
              {(cells[t] ?? []).map((found, i) => {
                const part = found?.value == null || max === 0 ? 0 : found.value / max;
                const x = side + i * cell;
                const y = head + t * rowHeight;
                return (
                  <g key={weekdays[i]}>
                    <title>
                      {`${weekdays[i]} ${time}: ${found === null ? 'nothing' : found.gap === 'whole' ? 'gap' : found.value === null ? '–' : full(found.value)}`}
                    </title>
                    <rect x={x} y={y} width={cell - 1} height={rowHeight - 1} className="heat-ground" />
                    <rect x={x} y={y} width={cell - 1} height={rowHeight - 1} className="heat-cell" fillOpacity={0.75 * part} />
                    {found === null ? null : (
                      <text x={x + (cell - 1) / 2} y={y + 14} textAnchor="middle" className="heat-text">
                        {found.gap === 'whole' ? 'gap' : found.value === null ? '–' : cellText(shown.type, found.value)}
                      </text>
                    )}
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
};
