import { useEffect, useMemo, useRef, useState } from 'react';
import { useSize } from '../boards/use-size.ts';
import { formatFigure } from '../figures/core/format-figure.ts';
import type { Report } from '../figures/core/public-types.ts';
import type { GroupingFormat } from '../figures/core/question.ts';
import { type LinePicture, type LinePoints, linePointsOf } from './core/line-points.ts';
import { dashes, drawLines, lineColours } from './draw-lines.ts';

const height = 220;

/** Counts how often the colours have changed, as what is painted must be painted again. */
const useThemeTurns = (): number => {
  const [turns, setTurns] = useState(0);
  useEffect(() => {
    const turn = (): void => setTurns((now) => now + 1);
    const observer = new MutationObserver(turn);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', turn);
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', turn);
    };
  }, []);
  return turns;
};

const summaryOf = ({ series, type }: LinePicture, labels: readonly string[], zone: string): string =>
  series
    .map(({ name, values }) => {
      const known = values.flatMap((value, i) => (value === null ? [] : [{ value, label: labels[i] ?? '' }]));
      const [first] = known;
      if (first === undefined) return `${name}: no value`;
      const most = known.reduce((best, each) => (each.value > best.value ? each : best), first);
      const least = known.reduce((best, each) => (each.value < best.value ? each : best), first);
      const told = (value: number): string => formatFigure(type, value, zone);
      return `${name}: from ${told(least.value)} to ${told(most.value)}${most.label === '' ? '' : `, most at ${most.label}`}`;
    })
    .join('; ');

const Picture = ({ picture, points, zone }: { readonly picture: LinePicture; readonly points: LinePoints; readonly zone: string }) => {
  const place = useRef<HTMLDivElement>(null);
  const { width } = useSize(place);
  const turns = useThemeTurns();
  useEffect(() => {
    const { current } = place;
    if (current === null || width === 0) return;
    // Painted anew when the theme has turned.
    void turns;
    return drawLines(current, picture, { labels: points.labels, ticks: points.ticks, zone, width, height });
  }, [picture, points, zone, width, turns]);
  const summary = summaryOf(picture, points.labels, zone);
  return (
    <div className="line-picture">
      <ul className="line-legend">
        {picture.series.map(({ id, name }, i) => (
          <li key={id}>
            <svg width="34" height="8" aria-hidden="true">
              <line
                x1="0"
                x2="34"
                y1="4"
                y2="4"
                strokeWidth="2.5"
                strokeDasharray={(dashes[i] ?? []).join(' ')}
                style={{ stroke: `var(${lineColours[i] ?? '--busy'})` }}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <div ref={place} className="line-place" role="img" aria-label={`Over time, ${points.labels.length} points. ${summary}`} />
      <p className="muted num line-told" aria-hidden="true" />
    </div>
  );
};

/** Figures over time as lines; those of one unit in one picture. */
export const LineChart = ({
  report,
  columns,
  over,
}: {
  readonly report: Report;
  readonly columns: readonly string[];
  readonly over: GroupingFormat;
}) => {
  const points = useMemo(
    () =>
      linePointsOf(
        report.items,
        report.columns.filter(({ id }) => columns.includes(id)),
        over,
        report.quiet ?? [],
      ),
    [report, columns, over],
  );
  if (points.labels.length < 2) return <p className="muted chart-note">There are too few points for a line in this range.</p>;
  return (
    <>
      {points.pictures.map((picture) => (
        <Picture key={picture.type} picture={picture} points={points} zone={report.timeZone} />
      ))}
      {points.breaks ? (
        <p className="muted chart-note">
          Lines break where there is no figure: time that the report leaves out, that is to come, or that is not known.
        </p>
      ) : null}
    </>
  );
};
