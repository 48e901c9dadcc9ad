import { describe, expect, it } from 'vitest';
import { epochMs } from '../../../../functions/domain/ids.ts';
import { unseenMs, unseenSince } from './unseen.ts';

const day = { from: 1_000, to: 9_000 };
const gap = (from: number, to: number | null) => ({ startedAt: epochMs(from), endedAt: to === null ? null : epochMs(to) });

describe('time not seen', () => {
  it('is none without gaps, and that of a gap within the day', () => {
    expect(unseenMs([], day, 8_000)).toBe(0);
    expect(unseenMs([gap(2_000, 3_500)], day, 8_000)).toBe(1_500);
  });

  it('leaves out what lies before the day, and runs to now while the gap is open', () => {
    expect(unseenMs([gap(200, 1_400)], day, 8_000)).toBe(400);
    expect(unseenMs([gap(200, 800)], day, 8_000)).toBe(0);
    expect(unseenMs([gap(7_000, null)], day, 8_000)).toBe(1_000);
  });

  it('counts once what two gaps cover', () => {
    expect(unseenMs([gap(2_000, 4_000), gap(3_000, 5_000), gap(2_500, 3_000)], day, 8_000)).toBe(3_000);
    expect(unseenMs([gap(7_000, null), gap(7_000, null)], day, 8_000)).toBe(1_000);
    expect(unseenMs([gap(6_000, 7_000), gap(2_000, 3_000)], day, 8_000)).toBe(2_000);
  });
});

describe('the moment since when', () => {
  it('is the beginning of the first gap of the day, never before the day', () => {
    expect(unseenSince([gap(3_000, 4_000), gap(2_000, null), gap(500, 900)], day)).toBe(2_000);
    expect(unseenSince([gap(500, 1_500), gap(2_000, 3_000)], day)).toBe(1_000);
    expect(unseenSince([], day)).toBe(1_000);
  });
});
