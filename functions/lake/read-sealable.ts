import type { HourReader, HourRows, HourState } from '../call-history/events.ts';
import { callStartOf } from '../domain/ids.ts';
import { dateOfHour, type Hour, hourOf } from './core/hours.ts';
import type { Counts } from './core/manifest.ts';
import type { LakeSite } from './types.ts';

/** Rows of an hour together with the state of history they are the rows of. */
export interface ReadHour {
  readonly rows: HourRows;
  readonly counts: Counts;
}

const attempts = 4;

/** Hours whose changes can change these rows: the hour, and those that ids of its calls begin in, as segments lie there. */
const hoursOfRows = (hour: Hour, rows: HourRows): readonly Hour[] => {
  const ids = rows.calls.flatMap(({ call }) => callStartOf(call.logicalCallId) ?? []);
  return [...new Set([hour, ...ids.map(hourOf)])];
};

/** Marks of some hours, which may lie far apart. */
export const marksOf = async (
  reader: HourReader,
  site: LakeSite,
  hours: readonly Hour[],
  known: ReadonlyMap<Hour, HourState> = new Map(),
): Promise<ReadonlyMap<Hour, HourState>> => {
  const found = new Map(known);
  for (const date of new Set(hours.map(dateOfHour)))
    for (const [hour, state] of await reader.marks(site, date, date)) found.set(hour, state);
  return found;
};

/**
 * Rows and marks are written in one transaction, so rows read between two equal readings of the marks are the rows of those marks.
 * @returns null when the hour kept changing: later, then
 */
export const readSealable = async (reader: HourReader, site: LakeSite, hour: Hour): Promise<ReadHour | null> => {
  let hours: readonly Hour[] = [hour];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await marksOf(reader, site, hours);
    const rows = await reader.rows(site, hour);
    const needed = hoursOfRows(hour, rows);
    const after = await marksOf(reader, site, needed);
    const countIn = (marks: ReadonlyMap<Hour, HourState>, of: Hour): number => marks.get(of)?.n ?? 0;
    const known = needed.every((of) => hours.some((one) => dateOfHour(one) === dateOfHour(of)));
    if (known && needed.every((of) => countIn(before, of) === countIn(after, of)))
      return { rows, counts: Object.fromEntries(needed.map((of) => [of, countIn(after, of)])) };
    hours = [...new Set([...hours, ...needed])];
  }
  return null;
};
