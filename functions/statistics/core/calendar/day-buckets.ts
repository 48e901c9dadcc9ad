import type { Bucket } from './calendar.ts';
import type { DatedDay } from './statistics-days.ts';
import { dateText, dayMs, printedDate, printedMonth } from './wall-clock.ts';

/** Midnight of the Monday at or before a date; 1 January 1970 was a Thursday. */
export const mondayOf = (midnight: number): number => midnight - ((midnight / dayMs + 3) % 7) * dayMs;

/** The first of the month of a date, or of one so many months later. */
export const monthStart = (midnight: number, later = 0): number => {
  const date = new Date(midnight);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later);
};
export const nextMonth = (midnight: number): number => monthStart(midnight, 1);

type Name = (day: DatedDay) => Pick<Bucket, 'key' | 'label'>;

/** A week bears its Monday, and says so: as a bare date it looks like a day (L4200). */
const names: Readonly<Record<'date' | 'week' | 'month', Name>> = {
  date: ({ day, midnight }) => ({ key: day, label: printedDate(midnight) }),
  week: ({ midnight }) => ({ key: dateText(mondayOf(midnight)), label: `Mon ${printedDate(mondayOf(midnight))}` }),
  month: ({ day, midnight }) => ({ key: day.slice(0, 7), label: printedMonth(midnight) }),
};

/** Statistics days, or weeks and months made of them, cut to [from, to). */
export const dayBuckets = (days: readonly DatedDay[], format: 'date' | 'week' | 'month', from: number, to: number): readonly Bucket[] => {
  const buckets: Bucket[] = [];
  for (const day of days) {
    const name = names[format](day);
    const [startsAt, endsAt] = [Math.max(day.start, from), Math.min(day.end, to)];
    const last = buckets.at(-1);
    if (last?.key === name.key) buckets[buckets.length - 1] = { ...last, endsAt };
    else buckets.push({ ...name, startsAt, endsAt });
  }
  return buckets;
};
