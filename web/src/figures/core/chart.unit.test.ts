import { expect, it } from 'vitest';
import { chartOf } from './chart.ts';
import type { ReportRow } from './public-types.ts';

const row = (key: string, callsIn: number | null, gap: ReportRow['gap'] = null): ReportRow => ({
  key,
  name: null,
  label: key,
  gap,
  logicalCallId: null,
  segmentId: null,
  values: { callsIn },
});

it('leaves room where nothing was counted, and puts rows in the order of time', () => {
  const chart = chartOf([row('2026-03-02T11:00', 4), row('2026-03-02T09:00', 2), row('2026-03-02T09:30', 8)], 'callsIn', 'dateTime');
  expect(chart.slots).toBe(5);
  expect(chart.max).toBe(8);
  expect(chart.bars.map(({ slot, value, tick }) => [slot, value, tick])).toEqual([
    [0, 2, '09:00'],
    [1, 8, '09:30'],
    [4, 4, '11:00'],
  ]);
});

it('keeps both comings of a repeated hour side by side', () => {
  const chart = chartOf([row('2026-10-25T01:00/1', 1), row('2026-10-25T01:00/2', 2)], 'callsIn', 'dateTime');
  expect(chart.bars.map(({ slot }) => slot)).toEqual([0, 1]);
});

it('draws a gap as a gap, days by their date, and nothing for no rows', () => {
  const chart = chartOf([row('2026-03-02', null, 'whole'), row('2026-03-04', 3)], 'callsIn', 'date');
  expect(chart.bars.map(({ gap, value, tick }) => [gap, value, tick])).toEqual([
    ['whole', 0, '02/03'],
    [null, 3, '04/03'],
  ]);
  expect(chartOf([], 'callsIn', 'month')).toEqual({ slots: 1, max: 0, bars: [] });
});
