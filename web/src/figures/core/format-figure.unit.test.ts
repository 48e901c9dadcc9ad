import { describe, expect, it } from 'vitest';
import { formatFigure, formatHms, formatInstant, formatPercent } from './format-figure.ts';

describe('percentages', () => {
  it('have two decimals, half away from zero', () => {
    expect(formatPercent(0.125)).toBe('12.50 %');
    expect(formatPercent(0.00005)).toBe('0.01 %');
    expect(formatPercent(0.00004)).toBe('0.00 %');
    expect(formatPercent(-0.00005)).toBe('-0.01 %');
    expect(formatPercent(2 / 3)).toBe('66.67 %');
    expect(formatPercent(12)).toBe('1,200.00 %');
  });

  it('do not lose a half to binary fractions', () => {
    // 1.00005 * 10,000 is 10000.499999999998 in binary.
    expect(formatPercent(1.00005)).toBe('100.01 %');
    expect(formatPercent(0.00015)).toBe('0.02 %');
  });
});

describe('durations', () => {
  it('are hours, minutes and seconds, past a day too', () => {
    expect(formatHms(0)).toBe('00:00:00');
    expect(formatHms(125_999)).toBe('00:02:05');
    expect(formatHms(468_000_000)).toBe('130:00:00');
  });
});

describe('a cell', () => {
  it('shows a dash for nothing, which is not zero', () => {
    expect(formatFigure('count', null, 'UTC')).toBe('–');
    expect(formatFigure('percentage', null, 'UTC')).toBe('–');
    expect(formatFigure('count', 0, 'UTC')).toBe('0');
    expect(formatFigure('duration', 0, 'UTC')).toBe('00:00:00');
  });

  it('shows instants in the zone, as text or as epoch ms', () => {
    const at = Date.UTC(2026, 6, 1, 12, 3, 7);
    expect(formatFigure('timeOfDay', '2026-07-01T12:03:07.000Z', 'Europe/London')).toBe('01/07/2026 13:03:07');
    expect(formatFigure('timeOfDay', at, 'Europe/London')).toBe('01/07/2026 13:03:07');
    expect(formatInstant('UTC', at)).toBe('01/07/2026 12:03:07');
  });

  it('groups thousands and says yes and no', () => {
    expect(formatFigure('count', 12_345, 'UTC')).toBe('12,345');
    expect(formatFigure('yesNo', true, 'UTC')).toBe('Yes');
    expect(formatFigure('yesNo', 'n/a', 'UTC')).toBe('n/a');
  });
});
