import { describe, expect, it } from 'vitest';
import { instantOf, isRepeatedHour, offsetAt, parseLocalText, statisticsDay, toLocalText, wallOf } from './zone.ts';

const london = 'Europe/London';
const at = (iso: string): number => Date.parse(iso);
const wall = (year: number, month: number, day: number, hour: number, minute: number) => ({ year, month, day, hour, minute, second: 0 });

describe('zone', () => {
  it('reads the clock of a zone', () => {
    expect(wallOf(london, at('2026-07-01T12:30:05.250Z'))).toEqual({ year: 2026, month: 7, day: 1, hour: 13, minute: 30, second: 5 });
    expect(offsetAt('Asia/Kathmandu', at('2026-01-01T00:00:00Z'))).toBe(20_700_000);
    expect(offsetAt('America/New_York', at('2026-01-01T00:00:00.999Z'))).toBe(-18_000_000);
  });

  it('takes the first coming of an hour that comes twice', () => {
    expect(instantOf(london, wall(2026, 10, 25, 1, 30))).toBe(at('2026-10-25T00:30:00Z'));
    expect(instantOf('America/New_York', wall(2026, 11, 1, 1, 30))).toBe(at('2026-11-01T05:30:00Z'));
  });

  it('takes the first instant after the jump for an hour that does not exist', () => {
    expect(instantOf(london, wall(2026, 3, 29, 1, 30))).toBe(at('2026-03-29T01:00:00Z'));
    expect(instantOf('America/New_York', wall(2026, 3, 8, 2, 15))).toBe(at('2026-03-08T07:00:00Z'));
    // Half an hour only: 02:00 becomes 02:30.
    expect(instantOf('Australia/Lord_Howe', wall(2026, 10, 4, 2, 10))).toBe(at('2026-10-03T15:30:00Z'));
  });

  it('knows which readings are ambiguous', () => {
    expect(isRepeatedHour(london, at('2026-10-25T00:30:00Z'))).toBe(true);
    expect(isRepeatedHour(london, at('2026-10-25T01:59:59.500Z'))).toBe(true);
    expect(isRepeatedHour(london, at('2026-10-25T02:00:00Z'))).toBe(false);
    expect(isRepeatedHour(london, at('2026-10-24T23:59:59Z'))).toBe(false);
    expect(isRepeatedHour(london, at('2026-07-01T12:00:00Z'))).toBe(false);
  });

  it('cuts statistics days at the reset time, also of 23 and 25 hours', () => {
    expect(statisticsDay(london, '02:00', at('2026-03-02T01:59:59Z'))).toEqual({
      from: at('2026-03-01T02:00:00Z'),
      to: at('2026-03-02T02:00:00Z'),
    });
    expect(statisticsDay(london, '02:00', at('2026-03-02T02:00:00Z'), 1)).toEqual({
      from: at('2026-03-01T02:00:00Z'),
      to: at('2026-03-02T02:00:00Z'),
    });
    expect(statisticsDay(london, '02:00', at('2026-03-28T12:00:00Z'))).toEqual({
      from: at('2026-03-28T02:00:00Z'),
      to: at('2026-03-29T01:00:00Z'),
    });
    expect(statisticsDay(london, '02:00', at('2026-10-24T12:00:00Z'))).toEqual({
      from: at('2026-10-24T01:00:00Z'),
      to: at('2026-10-25T02:00:00Z'),
    });
  });

  it('goes to date inputs and back', () => {
    expect(toLocalText(london, at('2026-06-05T07:04:59Z'))).toBe('2026-06-05T08:04');
    expect(parseLocalText(london, '2026-06-05T08:04')).toBe(at('2026-06-05T07:04:00Z'));
    expect(parseLocalText(london, '2026-13-05T08:04')).toBeNull();
    expect(parseLocalText(london, 'yesterday')).toBeNull();
  });
});
