import { expect, test } from 'vitest';
import { gapCover, gapStretches } from './gap-cover.ts';

const at = (from: number, to: number) => ({ startsAt: from, endsAt: to });

test('overlapping gaps are one stretch, an open one lasts to now', () => {
  expect(
    gapStretches(
      [
        { startedAt: 50, endedAt: null },
        { startedAt: 10, endedAt: 20 },
        { startedAt: 15, endedAt: 30 },
      ],
      90,
    ),
  ).toEqual([at(10, 30), at(50, 90)]);
});

test('a figure about nothing but a gap is a gap, one that a gap touches is incomplete', () => {
  const gaps = gapStretches([{ startedAt: 100, endedAt: 200 }], 1_000);
  expect(gapCover([at(120, 180)], gaps, 1_000)).toBe('whole');
  expect(gapCover([at(100, 200)], gaps, 1_000)).toBe('whole');
  expect(gapCover([at(50, 150)], gaps, 1_000)).toBe('partly');
  expect(gapCover([at(0, 100)], gaps, 1_000)).toBe(null);
  expect(gapCover([at(201, 300)], gaps, 1_000)).toBe(null);
});

test('two intervals of one row, one of them in the gap', () => {
  const gaps = gapStretches([{ startedAt: 100, endedAt: 200 }], 1_000);
  expect(gapCover([at(110, 120), at(400, 410)], gaps, 1_000)).toBe('partly');
});

test('what has not happened yet is no gap, and does not keep one from being whole', () => {
  const gaps = gapStretches([{ startedAt: 100, endedAt: null }], 300);
  expect(gapCover([at(400, 500)], gaps, 300)).toBe(null);
  expect(gapCover([at(100, 500)], gaps, 300)).toBe('whole');
});

test('lost numbers have no length, and still touch', () => {
  const gaps = gapStretches([{ startedAt: 150, endedAt: 150 }], 1_000);
  expect(gapCover([at(100, 200)], gaps, 1_000)).toBe('partly');
});
