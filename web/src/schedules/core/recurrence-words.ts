import type { Timing } from '../../../../functions/domain/schedule.ts';

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const nameOf = (day: number): string => weekdayNames[day - 1] ?? '';

/** ISO, of a date such as `2026-03-02`; Monday of what is none, as while one is typed. */
export const weekdayOfDate = (date: string): number => {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return Number.isNaN(day) ? 1 : day || 7;
};

/** `every day`, `Monday to Friday`, `Monday, Wednesday and Sunday` */
const weekdaysWords = (days: readonly number[]): string => {
  const sorted = [...days].sort((a, b) => a - b);
  const first = sorted[0] ?? 1;
  const last = sorted.at(-1) ?? 7;
  if (sorted.length === 7) return 'every day';
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${nameOf(first)} to ${nameOf(last)}`;
  const names = sorted.map(nameOf);
  return names.length < 2 ? (names[0] ?? 'no day') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

const each = (interval: number, one: string, many: string): string => (interval === 1 ? `every ${one}` : `every ${interval} ${many}`);
const betweenWords = (between: { readonly from: string; readonly to: string } | null): string =>
  between === null ? '' : ` from ${between.from} until before ${between.to}`;
const on = (days: readonly number[]): string => (days.length === 7 ? '' : `, ${weekdaysWords(days)}`);
const ordinal = (n: number): string => {
  const rest = n % 100 > 10 && n % 100 < 14 ? 0 : n % 10;
  return `${n}${rest === 1 ? 'st' : rest === 2 ? 'nd' : rest === 3 ? 'rd' : 'th'}`;
};
const monthDayWords = (day: Extract<Timing['recurrence'], { every: 'month' }>['day']): string => {
  switch (day.on) {
    case 'dayNumber':
      return day.number === -1 ? 'the last day' : `the ${ordinal(day.number)}`;
    case 'weekday':
      return `the ${day.which} ${nameOf(day.weekday)}`;
    case 'workingDay':
      return `the ${day.which} working day`;
  }
};

/** `every 15 minutes from 09:00 until before 17:00, Monday to Friday`; the time of day is that of the start. */
export const recurrenceWords = ({ recurrence, start: { date, time } }: Pick<Timing, 'recurrence' | 'start'>): string => {
  switch (recurrence.every) {
    case 'minute':
      return `${each(recurrence.interval, 'minute', 'minutes')}${betweenWords(recurrence.between)}${on(recurrence.weekdays)}`;
    case 'hour':
      return `${each(recurrence.interval, 'hour', 'hours')}${betweenWords(recurrence.between)}${on(recurrence.weekdays)}`;
    case 'day':
      return recurrence.weekdays.length === 7 ? `every day at ${time}` : `${weekdaysWords(recurrence.weekdays)} at ${time}`;
    case 'week': {
      const days = recurrence.weekdays ?? [weekdayOfDate(date)];
      return `${each(recurrence.interval, 'week', 'weeks')}${days.length === 7 ? ' on every day' : ` on ${weekdaysWords(days)}`} at ${time}`;
    }
    case 'month':
      return `${each(recurrence.interval, 'month', 'months')} on ${monthDayWords(recurrence.day)} at ${time}`;
  }
};
