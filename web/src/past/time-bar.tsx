import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { periodWords } from '../figures/core/question.ts';
import { formatClock, formatMinute, plural } from '../time/core/format.ts';
import { busyBars } from './core/busy.ts';
import type { PastDay } from './core/past-day.ts';
import { stepOf } from './core/play.ts';
import { busyColumn, busyQuery } from './past-queries.ts';

const width = 1_000;
const height = 60;

/** A day from midnight to midnight: how busy each call rate period was, and a handle to take hold of the moment. */
export const TimeBar = ({
  site,
  day,
  at,
  latest,
  onGo,
}: {
  readonly site: Site;
  readonly day: PastDay;
  readonly at: number;
  readonly latest: number;
  readonly onGo: (at: number) => void;
}) => {
  const { api } = useServices();
  const { data } = useQuery(busyQuery(api, site.site, day));
  const period = data?.periodMinutes ?? 30;
  const bars = data === undefined ? [] : busyBars(data.items, busyColumn, site.timeZone, day, period);
  const busiest = bars.reduce<(typeof bars)[number] | null>((most, bar) => (most === null || bar.calls > most.calls ? bar : most), null);
  const keys = (event: KeyboardEvent): void => {
    const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (way === 0) return;
    event.preventDefault();
    onGo(at + way * stepOf({ shift: event.shiftKey, alt: event.altKey }));
  };
  return (
    <div className="past-bar">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          busiest === null
            ? 'No inbound calls are known of this day'
            : `Inbound calls by ${periodWords(period).toLowerCase()}, most ${plural(busiest.calls, 'call')} from ${formatMinute(site.timeZone, busiest.at)}`
        }
      >
        {bars.map((bar) => (
          <rect
            key={bar.at}
            className="past-busy"
            x={bar.from * width}
            width={Math.max(1, bar.width * width - 2)}
            y={height - bar.share * height}
            height={bar.share * height}
          />
        ))}
        {latest < day.end ? (
          <rect
            className="past-to-come"
            x={(Math.max(0, latest - day.start) / (day.end - day.start)) * width}
            width={width}
            y={0}
            height={height}
          />
        ) : null}
      </svg>
      <input
        type="range"
        aria-label="Moment of the day"
        aria-valuetext={formatClock(site.timeZone, at)}
        min={day.start}
        max={day.end - 1_000}
        step={1_000}
        value={at}
        onChange={(event) => onGo(Number(event.target.value))}
        onKeyDown={keys}
      />
      <p className="past-hours muted num" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75].map((share) => (
          <span key={share}>{formatMinute(site.timeZone, day.start + share * (day.end - day.start))}</span>
        ))}
      </p>
    </div>
  );
};
