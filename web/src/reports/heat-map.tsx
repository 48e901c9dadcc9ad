import { useId, useMemo, useRef } from 'react';
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

/** A figure by call rate period and weekday. Each cell says its number: the shade is never the only sign. */
export const HeatMap = ({ report, column }: { readonly report: Report; readonly column: string }) => {
  const room = useRef<HTMLDivElement>(null);
  const { width } = useSize(room);
  const hatch = useId();
  const map = useMemo(() => heatMapOf(report.items, column, report.quiet ?? [], report.periodMinutes ?? null), [report, column]);
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
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="6" className="heat-hatch" />
            </pattern>
          </defs>
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
                const cellOf = typeof found === 'string' ? null : found;
                const isLeftOut = found === 'leftOut';
                const words =
                  found === 'leftOut'
                    ? report.quiet == null
                      ? 'no figure'
                      : 'no figure: left out, to come, or not known'
                    : found === 'nothing'
                      ? 'nothing'
                      : found.gap === 'whole'
                        ? 'gap'
                        : found.value === null
                          ? '–'
                          : full(found.value);
                const part = cellOf?.value == null || max === 0 ? 0 : cellOf.value / max;
                const box = { x: side + i * cell, y: head + t * rowHeight, width: cell - 1, height: rowHeight - 1 };
                return (
                  <g key={weekdays[i]}>
                    <title>{`${weekdays[i]} ${time}: ${words}`}</title>
                    <rect {...box} className="heat-ground" />
                    {isLeftOut ? (
                      <rect {...box} fill={`url(#${hatch})`} />
                    ) : (
                      <rect {...box} className="heat-cell" fillOpacity={0.75 * part} />
                    )}
                    {cellOf === null ? null : (
                      <text x={box.x + box.width / 2} y={box.y + 14} textAnchor="middle" className="heat-text">
                        {cellOf.gap === 'whole' ? 'gap' : cellOf.value === null ? '–' : cellText(shown.type, cellOf.value)}
                      </text>
                    )}
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
      {cells.flat().some((found) => found === 'leftOut') ? (
        <p className="muted chart-note">Hatched: no figure, as the report leaves that time out, it is to come, or it is not known.</p>
      ) : null}
    </div>
  );
};
