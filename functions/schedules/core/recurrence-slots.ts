import type { Recurrence, Timing } from '../../domain/schedule.ts';
import { dayMs, minuteMs, minutesOf } from '../../statistics/calendar.ts';

/** Readings of a wall clock, in ms since 1970-01-01T00:00 local, at which a recurrence is due, in [from, to), ascending. Knows no zone. */
export type Slots = (from: number, to: number) => readonly number[];

/** A reading of `date` and `time`. */
export const wallOf = ({ date, time }: Timing['start']): number => Date.parse(`${date}T00:00:00Z`) + minutesOf(time) * minuteMs;

const midnightOf = (wall: number): number => Math.floor(wall / dayMs) * dayMs;
/** 1 = Monday … 7 = Sunday. */
const weekdayOf = (wall: number): number => new Date(wall).getUTCDay() || 7;
const mondayOf = (wall: number): number => midnightOf(wall) - (weekdayOf(wall) - 1) * dayMs;
const monthOf = (wall: number): number => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth();
const modulo = (n: number, by: number): number => ((n % by) + by) % by;

const daysOfMonth = (month: number): number => new Date(Date.UTC(Math.floor(month / 12), modulo(month, 12) + 1, 0)).getUTCDate();
const dateIn = (month: number, day: number): number => Date.UTC(Math.floor(month / 12), modulo(month, 12), day);
const places = { first: 0, second: 1, third: 2, fourth: 3 } as const;

type MonthDay = Extract<Recurrence, { every: 'month' }>['day'];
/** The day of a month that is meant, null in a month without it. Partial weeks count: a 1st that is a Friday is the first Friday (L4692). */
const dayOfMonth = (day: MonthDay, month: number): number | null => {
  const last = daysOfMonth(month);
  const weekdayAt = (n: number): number => weekdayOf(dateIn(month, n));
  switch (day.on) {
    case 'dayNumber':
      if (day.number === -1) return last;
      return day.number > last ? null : day.number;
    case 'weekday': {
      if (day.which === 'last') return last - modulo(weekdayAt(last) - day.weekday, 7);
      return 1 + modulo(day.weekday - weekdayAt(1), 7) + places[day.which] * 7;
    }
    case 'workingDay': {
      if (day.which === 'last') return last - Math.max(0, weekdayAt(last) - 5);
      return 1 + (weekdayAt(1) > 5 ? 8 - weekdayAt(1) : 0);
    }
  }
};

type Daily = Extract<Recurrence, { every: 'day' | 'week' | 'month' }>;
const isDue = (recurrence: Daily, start: number, midnight: number): boolean => {
  switch (recurrence.every) {
    case 'day':
      return recurrence.weekdays.includes(weekdayOf(midnight));
    case 'week': {
      const weeks = (mondayOf(midnight) - mondayOf(start)) / (7 * dayMs);
      return modulo(weeks, recurrence.interval) === 0 && (recurrence.weekdays ?? [weekdayOf(start)]).includes(weekdayOf(midnight));
    }
    case 'month': {
      const month = monthOf(midnight);
      if (modulo(month - monthOf(start), recurrence.interval) !== 0) return false;
      const day = dayOfMonth(recurrence.day, month);
      return day !== null && dateIn(month, day) === midnight;
    }
  }
};

type Frequent = Extract<Recurrence, { every: 'minute' | 'hour' }>;
/** Ms between two runs; null for those that are due once a day or less often. */
export const intervalOf = (recurrence: Recurrence): number | null =>
  recurrence.every === 'minute' || recurrence.every === 'hour'
    ? recurrence.interval * (recurrence.every === 'hour' ? 60 : 1) * minuteMs
    : null;

/** Without hours: counted on from the start through all days. */
const frequentSlots =
  (recurrence: Frequent, interval: number, start: number): Slots =>
  (from, to) => {
    const slots: number[] = [];
    for (let wall = start + Math.ceil((from - start) / interval) * interval; wall < to; wall += interval)
      if (recurrence.weekdays.includes(weekdayOf(wall))) slots.push(wall);
    return slots;
  };

/** Between hours: counted anew in each window, in step with the start. The window belongs to the weekday on which it begins. */
const windowSlots = (
  recurrence: Frequent,
  between: { readonly from: string; readonly to: string },
  interval: number,
  start: number,
): Slots => {
  const begins = minutesOf(between.from) * minuteMs;
  const lasts = modulo(minutesOf(between.to) * minuteMs - begins, dayMs) || dayMs;
  const first = modulo(start - midnightOf(start) - begins, interval);
  return (from, to) => {
    const slots: number[] = [];
    for (let midnight = midnightOf(from) - dayMs; midnight < to; midnight += dayMs) {
      if (!recurrence.weekdays.includes(weekdayOf(midnight))) continue;
      const opens = midnight + begins;
      for (let wall = opens + first; wall < opens + lasts; wall += interval) if (wall >= from && wall < to) slots.push(wall);
    }
    return slots;
  };
};

export const recurrenceSlots = ({ start, recurrence }: Pick<Timing, 'start' | 'recurrence'>): Slots => {
  const startWall = wallOf(start);
  if (recurrence.every === 'minute' || recurrence.every === 'hour') {
    const interval = intervalOf(recurrence) ?? dayMs;
    return recurrence.between === null
      ? frequentSlots(recurrence, interval, startWall)
      : windowSlots(recurrence, recurrence.between, interval, startWall);
  }
  const time = startWall - midnightOf(startWall);
  return (from, to) => {
    const slots: number[] = [];
    for (let midnight = midnightOf(from); midnight < to; midnight += dayMs) {
      const wall = midnight + time;
      if (wall >= from && wall < to && isDue(recurrence, startWall, midnight)) slots.push(wall);
    }
    return slots;
  };
};
