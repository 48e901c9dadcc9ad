import { describe, expect, it } from 'vitest';
import { frameInstants } from './frame-instants.ts';

const now = 10_000_000_000;

describe('frameInstants', () => {
  it('is one frame without an end', () => {
    expect(frameInstants({ at: 5_000, to: null, every: null }, now)).toEqual({ instants: [5_000] });
  });
  it('goes from the first to the last, and not beyond now', () => {
    expect(frameInstants({ at: 5_000, to: 9_500, every: 2 }, now)).toEqual({ instants: [5_000, 7_000, 9_000] });
    expect(frameInstants({ at: now - 3_000, to: now + 60_000, every: 1 }, now)).toEqual({
      instants: [now - 3_000, now - 2_000, now - 1_000, now],
    });
  });
  it('says what is wrong', () => {
    const fault = (at: number, to: number | null, every: number | null): unknown => {
      const asked = frameInstants({ at, to, every }, now);
      return 'fault' in asked ? asked.fault.field : null;
    };
    expect(fault(now + 1, null, null)).toBe('at');
    expect(fault(5_000, 4_000, 1)).toBe('to');
    expect(fault(0, 86_400_001, 3_600)).toBe('to');
    expect(fault(0, 5_000, null)).toBe('every');
    expect(fault(0, 60_000, 1)).toBe('every');
    expect(fault(0, 59_000, 1)).toBeNull();
  });
});
