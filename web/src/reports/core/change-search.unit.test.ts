import { expect, it } from 'vitest';
import { withAsked, withChart, withoutWhy, withSort, withWhy } from './change-search.ts';
import { groupReport } from './report-fixture.ts';

it('puts rows in another order, or in that of the report', () => {
  expect(withSort({ range: 'today', sort: 'key' }, [{ column: 'callsLost', descending: true }])).toEqual({
    range: 'today',
    sort: '-callsLost',
  });
  expect(withSort({ range: 'today', sort: 'key' }, [])).toEqual({ range: 'today' });
});

it('leaves the chart that the report has out of the address', () => {
  expect(withChart({ chart: 'none' }, { kind: 'bar', columns: ['callsLost', 'callsInbound'] }, groupReport)).toEqual({});
  expect(withChart({}, { kind: 'line', columns: ['callsLost'] }, groupReport)).toEqual({ chart: 'line:callsLost' });
  expect(withChart({}, null, groupReport)).toEqual({ chart: 'none' });
});

it('asks for other calls in the same order and picture, and explains nothing of them', () => {
  expect(withAsked({ range: 'today', sort: 'key', chart: 'none', why: 'callsLost', row: '1001' }, { range: 'yesterday' })).toEqual({
    range: 'yesterday',
    sort: 'key',
    chart: 'none',
  });
});

it('explains a figure of a row, of a stretch of time, or of the totals', () => {
  const before = { range: 'today', why: 'callsInbound', row: '1001', over: 'date' } as const;
  expect(withWhy(before, 'callsLost', '1002', null)).toEqual({ range: 'today', why: 'callsLost', row: '1002' });
  expect(withWhy(before, 'callsLost', '2026-11-02', 'week')).toEqual({ range: 'today', why: 'callsLost', row: '2026-11-02', over: 'week' });
  expect(withWhy(before, 'callsLost', null, 'week')).toEqual({ range: 'today', why: 'callsLost' });
  expect(withoutWhy(before)).toEqual({ range: 'today' });
});
