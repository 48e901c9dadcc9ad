/** A wall-clock reading in some zone. Months count from 1. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const readers = new Map<string, Intl.DateTimeFormat>();

const readerOf = (zone: string): Intl.DateTimeFormat => {
  const known = readers.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  readers.set(zone, made);
  return made;
};

/** Whether the browser knows this IANA zone. */
export const isKnownZone = (zone: string): boolean => {
  try {
    readerOf(zone);
    return true;
  } catch {
    return false;
  }
};

export const wallOf = (zone: string, at: number): Wall => {
  const read: Record<string, number> = {};
  for (const part of readerOf(zone).formatToParts(at)) if (part.type !== 'literal') read[part.type] = Number(part.value);
  return {
    year: read.year ?? 1970,
    month: read.month ?? 1,
    day: read.day ?? 1,
    hour: read.hour ?? 0,
    minute: read.minute ?? 0,
    second: read.second ?? 0,
  };
};

const asUtc = (wall: Wall): number => Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);

/** Milliseconds by which the zone's clock is ahead of UTC at this instant. */
export const offsetAt = (zone: string, at: number): number => asUtc(wallOf(zone, at)) - Math.floor(at / 1000) * 1000;

const dayMs = 86_400_000;

/**
 * The instant of a wall-clock reading. An hour that comes twice means its first coming; one that does not exist means the first
 * instant after the jump, as for the reset time of a statistics day.
 */
export const instantOf = (zone: string, wall: Wall): number => {
  const naive = asUtc(wall);
  const before = offsetAt(zone, naive - dayMs);
  const after = offsetAt(zone, naive + dayMs);
  const fits = [naive - before, naive - after].filter((at) => asUtc(wallOf(zone, at)) === naive);
  if (fits.length > 0) return Math.min(...fits);
  let low = naive - Math.max(before, after);
  let high = naive - Math.min(before, after);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

/** Whether this reading of the clock comes twice that night, so that a time alone would not say which. */
export const isRepeatedHour = (zone: string, at: number): boolean => {
  const wall = asUtc(wallOf(zone, at));
  const offset = offsetAt(zone, at);
  return [at - dayMs, at + dayMs].some((other) => {
    const twin = wall - offsetAt(zone, other) + (at - Math.floor(at / 1000) * 1000);
    return twin !== at && offsetAt(zone, twin) !== offset && asUtc(wallOf(zone, twin)) === wall;
  });
};

const shifted = (wall: Wall, days: number): Wall => {
  const moved = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + days));
  return { ...wall, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
};

export interface Range {
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
}

/** The statistics day `back` days before the one that holds `now`; it runs from reset time to reset time, 23 to 25 hours. */
export const statisticsDay = (zone: string, resetTime: string, now: number, back = 0): Range => {
  const [hour = 0, minute = 0] = resetTime.split(':').map(Number);
  const startOn = (wall: Wall): number => instantOf(zone, { ...wall, hour, minute, second: 0 });
  const today = wallOf(zone, now);
  const begun = startOn(today) <= now ? 0 : 1;
  return { from: startOn(shifted(today, -begun - back)), to: startOn(shifted(today, 1 - begun - back)) };
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `YYYY-MM-DDTHH:MM` on the zone's clock, as date inputs hold it. */
export const toLocalText = (zone: string, at: number): string => {
  const wall = wallOf(zone, at);
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}T${two(wall.hour)}:${two(wall.minute)}`;
};

/** Inverse of `toLocalText`; `null` for text that is no date and time. */
export const parseLocalText = (zone: string, text: string): number | null => {
  const read = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/.exec(text);
  if (read === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = read.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return null;
  return instantOf(zone, { year, month, day, hour, minute, second: 0 });
};
