import { formatDay } from '../time/core/format.ts';
import { endOf, type HeldNumber, kindWords, startOf } from './core/assignments.ts';
import { pictureSpan } from './core/picture-span.ts';

const width = 1_000;
const rowHeight = 22;

/** Bars on a common axis of time; the table below says the same in words, so readers skip it. */
export const AssignmentPicture = ({
  held,
  now,
  zone,
}: {
  readonly held: readonly HeldNumber[];
  readonly now: number;
  readonly zone: string;
}) => {
  const { from, to } = pictureSpan(held, now);
  const x = (at: number): number => (Math.min(to, Math.max(from, at)) - from) * (width / (to - from));
  const rows = [...new Set(held.map(({ kind, assignment }) => `${kindWords[kind]} ${assignment.number}`))];
  return (
    <div className="assignment-picture" aria-hidden="true">
      <ul className="assignment-names num">
        {rows.map((row) => (
          <li key={row}>{row}</li>
        ))}
      </ul>
      <div>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${rows.length * rowHeight}`}
          preserveAspectRatio="none"
          height={rows.length * rowHeight}
          focusable="false"
        >
          {held.map(({ kind, assignment }) => {
            const row = rows.indexOf(`${kindWords[kind]} ${assignment.number}`);
            const [start, end] = [x(startOf(assignment)), x(endOf(assignment))];
            return (
              <rect
                key={`${kind} ${assignment.number} ${assignment.from}`}
                x={start}
                y={row * rowHeight + 5}
                width={Math.max(3, end - start)}
                height={rowHeight - 10}
                className={endOf(assignment) <= now ? 'held-bar ended' : startOf(assignment) > now ? 'held-bar later' : 'held-bar'}
              />
            );
          })}
          <line x1={x(now)} x2={x(now)} y1={0} y2={rows.length * rowHeight} className="now-line" vectorEffect="non-scaling-stroke" />
        </svg>
        <p className="assignment-axis muted num">
          <span>{formatDay(zone, from)}</span>
          <span>{formatDay(zone, to)}</span>
        </p>
      </div>
    </div>
  );
};
