import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDay,
  formatDayMinute,
  formatDuration,
  formatHours,
  formatShare,
  formatSpan,
  formatZone,
  plural,
} from './format.ts';

describe('format', () => {
  it('prints instants on the clock of the site', () => {
    const at = Date.parse('2026-07-01T12:30:05Z');
    expect(formatClock('Europe/London', at)).toBe('13:30:05');
    expect(formatClock('America/New_York', at)).toBe('08:30:05');
    expect(formatDay('Europe/London', at)).toBe('Wed 1 Jul 2026');
    expect(formatDayMinute('Europe/London', at)).toBe('Wed 1 Jul 13:30');
    expect(formatZone('Europe/London', at)).toBe('BST');
  });

  it('says which of the two in the hour that comes twice', () => {
    expect(formatClock('Europe/London', Date.parse('2026-10-25T00:30:00Z'))).toBe('01:30:00 BST');
    expect(formatClock('Europe/London', Date.parse('2026-10-25T01:30:00Z'))).toBe('01:30:00 GMT');
    expect(formatClock('Europe/London', Date.parse('2026-10-25T02:30:00Z'))).toBe('02:30:00');
  });

  it('prints durations for columns and for sentences', () => {
    expect(formatDuration(-50)).toBe('0:00');
    expect(formatDuration(7_999)).toBe('0:07');
    expect(formatDuration(3_723_000)).toBe('1:02:03');
    expect(formatSpan(8_900)).toBe('8 s');
    expect(formatSpan(125_000)).toBe('2 min 5 s');
    expect(formatSpan(120_000)).toBe('2 min');
    expect(formatSpan(3_720_000)).toBe('1 h 2 min');
    expect(formatSpan(200_000_000)).toBe('2 days');
  });

  it('prints counts and shares', () => {
    expect(plural(1, 'call')).toBe('1 call');
    expect(plural(1200, 'call')).toBe('1,200 calls');
    expect(formatShare(0, 0)).toBe('–');
    expect(formatShare(860, 1060)).toBe('81.1 %');
    expect(formatShare(21, 21)).toBe('100.0 %');
    expect(formatShare(0, 21)).toBe('0.0 %');
    expect(formatShare(99_999, 100_000)).toBe('99.9 %');
    expect(formatShare(1, 100_000)).toBe('0.1 %');
  });

  it('prints sums of a day', () => {
    expect(formatHours(0)).toBe('0 min');
    expect(formatHours(59 * 60_000 + 59_999)).toBe('59 min');
    expect(formatHours(3_900_000)).toBe('1 h 05');
    expect(formatHours(45_296_000)).toBe('12 h 34');
  });
});

it('says sizes as people read them', () => {
  expect([0, 999, 12_345, 1_200_000_000].map(formatBytes)).toEqual(['0 bytes', '999 bytes', '12.3 kB', '1.2 GB']);
});
