import { describe, expect, it } from 'vitest';
import { clockFigure } from './clock.ts';

/** Half past eleven at night in Leeds in summer; the next morning in Brisbane. */
const at = Date.parse('2026-06-30T22:30:05.987Z');

describe('clockFigure', () => {
  it('tells date, time and day by the zone of the site', () => {
    expect(clockFigure('currentDate', at, 'Europe/London')).toBe('2026-06-30');
    expect(clockFigure('currentTime', at, 'Europe/London')).toBe('23:30:05');
    expect(clockFigure('currentYear', at, 'Europe/London')).toBe(2026);
    expect(clockFigure('dayOfMonth', at, 'Europe/London')).toBe(30);
    expect(clockFigure('dayOfWeek', at, 'Europe/London')).toBe('Tuesday');
    expect(clockFigure('currentDate', at, 'Australia/Brisbane')).toBe('2026-07-01');
    expect(clockFigure('currentTime', at, 'Australia/Brisbane')).toBe('08:30:05');
    expect(clockFigure('dayOfWeek', at, 'Australia/Brisbane')).toBe('Wednesday');
  });
  it('tells the instant to the second', () => {
    expect(clockFigure('currentDateTime', at, 'Europe/London')).toBe(1_782_858_605_000);
  });
  it('leaves other statistics alone', () => {
    expect(clockFigure('callsInbound', at, 'Europe/London')).toBeUndefined();
  });
});
