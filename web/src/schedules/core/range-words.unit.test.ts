import { expect, test } from 'vitest';
import type { ReportRange } from '../../../../functions/domain/report.ts';
import { fixedDates, localDate, rangeDates } from './range-dates.ts';
import { rangeWords } from './range-words.ts';

const leeds = { timeZone: 'Europe/London', resetTime: '02:00' };
/** A Sunday, the day on which clocks go forward; 07:00 there. */
const run = Date.parse('2026-03-29T06:00:00Z');

test.each<readonly [ReportRange, string]>([
  [{ named: 'today' }, '29 Mar 2026'],
  [{ named: 'yesterday' }, '28 Mar 2026'],
  [{ named: 'thisWeek' }, '23 Mar 2026 to 29 Mar 2026'],
  [{ named: 'lastWeek' }, '16 Mar 2026 to 22 Mar 2026'],
  [{ named: 'thisMonth' }, '1 Mar 2026 to 31 Mar 2026'],
  [{ named: 'lastMonth' }, '1 Feb 2026 to 28 Feb 2026'],
  [{ named: 'last12Weeks' }, '5 Jan 2026 to 29 Mar 2026'],
  [{ named: 'last12Months' }, '1 Apr 2025 to 31 Mar 2026'],
  [{ named: 'last15Minutes' }, '29 Mar 2026 06:45 to 07:00'],
  [{ named: 'lastDays', days: 3 }, '27 Mar 2026 to 29 Mar 2026'],
  [{ named: 'lastWorkingDays', days: 6 }, '20 Mar 2026 to 27 Mar 2026'],
  [{ named: 'lastWorkingDays', days: 1 }, '27 Mar 2026'],
  [{ from: '2026-03-02T02:00:00Z', to: '2026-03-04T02:00:00Z' }, '2 Mar 2026 to 3 Mar 2026'],
])('%j of a run on a Sunday is %s', (range, words) => {
  expect(rangeDates(range, leeds, run)).toBe(words);
});

test('before the day’s reset it is still the day before, and a schedule’s date is that of its own clock', () => {
  expect(rangeDates({ named: 'today' }, leeds, Date.parse('2026-11-22T01:59:00Z'))).toBe('21 Nov 2026');
  expect(localDate('Asia/Tokyo', Date.parse('2026-11-22T16:00:00Z'))).toBe('23 Nov 2026');
  expect(fixedDates('2026-11-21T23:30', '2026-11-22T00:30')).toBe('21 Nov 2026 23:30 to 22 Nov 2026 00:30');
});

test('a range in words', () => {
  expect(rangeWords({ named: 'lastWeek' }, 'Europe/London')).toBe('Last week');
  expect(rangeWords({ named: 'lastDays', days: 7 }, 'Europe/London')).toBe('Last 7 days');
  expect(rangeWords({ named: 'lastWorkingDays', days: 1 }, 'Europe/London')).toBe('Last 1 working day');
  expect(rangeWords({ from: '2026-03-02T09:00:00Z', to: '2026-03-02T10:30:00Z' }, 'Europe/London')).toBe(
    '2 Mar 2026 09:00 to 10:30, every time the same',
  );
});
