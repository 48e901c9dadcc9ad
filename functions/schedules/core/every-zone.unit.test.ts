import { expect, test } from 'vitest';
import { type Timing, timingSchema } from '../../domain/schedule.ts';
import { plannedRuns } from './next-run.ts';

/**
 * All zones on both days on which their clock moves in 2027, against an oracle that knows nothing of offsets: it asks `Intl` what the wall
 * clock reads every quarter of an hour. All clocks move by whole quarters.
 */
const quarter = 900_000;
const day = 86_400_000;

const readerOf = (timeZone: string): ((at: number) => number) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (at) => {
    // "28/03/2027, 01:15"
    const [, d, m, y, hh, mm] = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(format.format(at)) ?? [];
    return Date.UTC(Number(y), Number(m) - 1, Number(d), Number(hh), Number(mm));
  };
};

/** Instants at which the clock moves: the year is searched by bisection, on readings alone. */
const movesOf = (read: (at: number) => number): readonly number[] => {
  const moves: number[] = [];
  const year = Date.UTC(2027, 0, 1);
  const shift = (at: number): number => read(at) - at;
  for (let at = year; at < year + 366 * day; at += 7 * day) {
    if (shift(at) === shift(at + 7 * day)) continue;
    let [low, high] = [at, at + 7 * day];
    while (high - low > quarter) {
      const middle = low + Math.floor((high - low) / 2 / quarter) * quarter;
      if (shift(middle) === shift(low)) low = middle;
      else high = middle;
    }
    moves.push(high);
  }
  return moves;
};

interface Sample {
  readonly at: number;
  readonly wall: number;
}
/** When each of the readings runs: the first time it is shown; one that is not, so long after the last reading before it as it is later. */
const once = (samples: readonly Sample[], readings: readonly number[]): readonly number[] =>
  readings.flatMap((reading) => {
    const shown = samples.find(({ wall }) => wall === reading);
    if (shown !== undefined) return [shown.at];
    const before = samples.findLast(({ wall }, i) => wall < reading && (samples[i + 1]?.wall ?? 0) > reading);
    return before === undefined ? [] : [before.at + reading - before.wall];
  });
const ascending = (instants: Iterable<number>): readonly number[] => [...new Set(instants)].sort((a, b) => a - b);

const timing = (time: string, recurrence: object): Timing => timingSchema.parse({ start: { date: '2026-01-01', time }, recurrence });
const daily = ['00:00', '00:30', '01:30', '02:00', '02:30', '03:00', '23:45'].map((time) => ({
  time,
  timing: timing(time, { every: 'day' }),
}));
const halfHourly = timing('00:00', { every: 'minute', interval: 30 });
const hourly = timing('00:00', { every: 'hour', interval: 1 });

const runsBetween = (of: Timing, zone: string, from: number, to: number): readonly number[] => {
  const found: number[] = [];
  for (const { at } of plannedRuns(of, zone, from - 1)) {
    if (at >= to) break;
    found.push(at);
  }
  return found;
};

const zones = Intl.supportedValuesOf('timeZone');

test('in every zone, on both days: no run is double, none is missed', () => {
  let [moved, days] = [0, 0];
  for (const zone of zones) {
    const read = readerOf(zone);
    const moves = movesOf(read);
    if (moves.length > 0) moved += 1;
    for (const move of moves) {
      days += 1;
      // Checked from a day before to a day after; samples reach further, so that readings at the edges have a neighbour.
      const [from, to] = [move - day, move + day];
      const samples: Sample[] = [];
      for (let at = from - day; at < to + day; at += quarter) samples.push({ at, wall: read(at) });
      const within = (instants: Iterable<number>) => ascending(instants).filter((at) => at >= from && at < to);
      const midnight = Math.floor((samples[0]?.wall ?? 0) / day) * day;

      for (const { time, timing: of } of daily) {
        const [hh, mm] = time.split(':').map(Number);
        const minutes = (hh ?? 0) * 60 + (mm ?? 0);
        const readings = [0, 1, 2, 3, 4].map((n) => midnight + n * day + minutes * 60_000);
        expect([zone, time, runsBetween(of, zone, from, to)]).toEqual([zone, time, within(once(samples, readings))]);
      }
      // Half-hourly is every half hour of real time: each instant whose reading is a half hour.
      const halves = samples.filter(({ wall }) => wall % 1_800_000 === 0).map(({ at }) => at);
      expect([zone, runsBetween(halfHourly, zone, from, to)]).toEqual([zone, within(halves)]);
      // Hourly as well, but for clocks that move by half an hour: each reading once.
      const hours = samples.filter(({ wall }) => wall % 3_600_000 === 0);
      const skipped = Array.from({ length: 96 }, (_, n) => midnight + n * 3_600_000);
      expect([zone, runsBetween(hourly, zone, from, to)]).toEqual([
        zone,
        within([...hours.map(({ at }) => at), ...once(samples, skipped)]),
      ]);
    }
  }
  // As the zone data stand: about a third of the zones still move their clocks, twice a year or more.
  expect(zones.length).toBeGreaterThan(400);
  expect(moved).toBeGreaterThan(100);
  expect(days).toBeGreaterThanOrEqual(2 * moved);
});
