import { expect, it } from 'vitest';
import { usualOver } from '../../../../functions/domain/usual-over.ts';
import type { ReportColumn, ReportRow } from '../../figures/core/public-types.ts';
import { heatMapOf } from './heat-cells.ts';
import { linePointsOf } from './line-points.ts';

const row = (key: string, values: ReportRow['values'], gap: ReportRow['gap'] = null): ReportRow => ({
  key,
  name: null,
  label: key,
  gap,
  logicalCallId: null,
  segmentId: null,
  values,
});
const column = (id: string, type: ReportColumn['type']): ReportColumn => ({
  id,
  name: id,
  heading: id,
  type,
  unit: '',
  ours: false,
  line: null,
  explain: null,
});

it('lays half hours of the week out by time and weekday, quiet times between them too', () => {
  const map = heatMapOf(
    [row('1T09:00', { n: 4 }), row('7T10:00', { n: 9 }), row('1T10:00', { n: null }), row('2T10:00', {}, 'whole'), row('odd', { n: 99 })],
    'n',
    ['1T09:30', '3T10:00'],
    30,
  );
  expect(map.times).toEqual(['09:00', '09:30', '10:00']);
  expect(map.cells[0]?.[0]).toEqual({ key: '1T09:00', value: 4, gap: null });
  const out = 'leftOut';
  expect(map.cells[1]).toEqual(['nothing', out, out, out, out, out, out]);
  expect(map.cells[2]?.map((cell) => (typeof cell === 'string' ? cell : (cell.value ?? cell)))).toEqual([
    { key: '1T10:00', value: null, gap: null },
    { key: '2T10:00', value: null, gap: 'whole' },
    'nothing',
    out,
    out,
    out,
    9,
  ]);
  expect([map.max, map.largest]).toEqual([9, { time: '10:00', weekday: 6, value: 9 }]);
  expect(heatMapOf([], 'n', [], 30)).toEqual({ times: [], cells: [], max: 0, largest: null });
});

it('has a row for each call rate period of the site, and no other', () => {
  const rows = [row('1T08:00', { n: 4 }), row('2T11:00', { n: 1 })];
  expect(heatMapOf(rows, 'n', [], 60).times).toEqual(['08:00', '09:00', '10:00', '11:00']);
  expect(heatMapOf(rows, 'n', [], 180).times).toEqual(['08:00', '11:00']);
  expect(heatMapOf([row('1T08:00', { n: 4 }), row('2T08:15', { n: 1 })], 'n', [], null).times).toEqual(['08:00', '08:15']);
});

it('draws a day on which nothing was counted as 0; an average of nothing, a gap, and a day that is left out as nothing', () => {
  const points = linePointsOf(
    [row('2026-03-02', { n: 5, avg: 2_000 }), row('2026-03-05', { n: 1, avg: null }), row('2026-03-06', { n: 0 }, 'whole')],
    [column('n', 'count'), column('avg', 'duration'), column('m', 'count')],
    'date',
    ['2026-03-03'],
  );
  expect([points.ticks, points.breaks]).toEqual([['02/03', '03/03', '', '05/03', '06/03'], true]);
  expect(points.pictures).toEqual([
    {
      type: 'count',
      series: [
        { id: 'n', name: 'n', values: [5, 0, null, 1, null] },
        { id: 'm', name: 'm', values: [null, 0, null, null, null] },
      ],
    },
    { type: 'duration', series: [{ id: 'avg', name: 'avg', values: [2_000, null, null, null, null] }] },
  ]);
});

it('chooses stretches that leave enough points and not too many', () => {
  const days = (n: number): string => usualOver(0, n * 86_400_000);
  expect([1, 8, 31, 190, 365, 1_300].map(days)).toEqual(['dateTime', 'dateTime', 'date', 'date', 'week', 'month']);
});
