import { expect, it } from 'vitest';
import { formatCell, formatInstantAs } from './table-look.ts';

const london = 'Europe/London';
/** A Sunday, 01:30 in summer time, the minutes before it comes twice. */
const sunday = Date.parse('2026-10-25T00:30:05Z');

it('shows an instant in the five forms of the manual', () => {
  expect(formatInstantAs('dateTime', london, sunday)).toBe('25/10/2026 01:30:05');
  expect(formatInstantAs('date', london, sunday)).toBe('25/10/2026');
  expect(formatInstantAs('time', london, sunday)).toBe('01:30:05');
  expect(formatInstantAs('week', london, sunday)).toBe('Mon 19/10/2026');
  expect(formatInstantAs('month', london, sunday)).toBe('Oct, 2026');
});

it('shows lengths as a clock or as whole seconds, and leaves others as they are', () => {
  expect(formatCell('duration', 125_900, london, null)).toBe('00:02:05');
  expect(formatCell('duration', 125_900, london, 'seconds')).toBe('125');
  expect(formatCell('duration', null, london, 'seconds')).toBe('–');
  expect(formatCell('timeOfDay', '2026-10-25T00:30:05Z', london, 'date')).toBe('25/10/2026');
  expect(formatCell('count', 1_200, london, 'seconds')).toBe('1,200');
});
