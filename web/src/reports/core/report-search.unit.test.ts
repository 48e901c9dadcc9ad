import { expect, it } from 'vitest';
import { groupReport } from './report-fixture.ts';
import { isOverridden, parseReportSearch, withOverrides } from './report-search.ts';

const london = 'Europe/London';

it('keeps of an address what can be read', () => {
  expect(
    parseReportSearch({
      range: 'lastWorkingDays',
      days: 5,
      filter: { kind: 'saved', id: 'front-desk' },
      windowFrom: '08:00',
      windowTo: '18:00',
      window: 'none',
      sort: '-callsLost,key',
      why: 'callsLost',
      row: 2000,
      chart: 'line:callsLost,callsLost,callsIn',
      over: 'date',
      template: 'site',
      columns: 'callsLost',
    }),
  ).toEqual({
    range: 'lastWorkingDays',
    days: 5,
    filter: { kind: 'saved', id: 'front-desk' },
    windowFrom: '08:00',
    windowTo: '18:00',
    sort: '-callsLost,key',
    why: 'callsLost',
    row: '2000',
    chart: 'line:callsLost,callsLost,callsIn',
    over: 'date',
  });
  expect(parseReportSearch({ filter: { kind: 'saved' }, range: 'ever', over: 'date', window: 'none' })).toEqual({ window: 'none' });
  expect(parseReportSearch({ filter: 'none' })).toEqual({ filter: 'none' });
});

it('asks the report as it is when the address says nothing else', () => {
  expect(withOverrides(groupReport, {}, london)).toEqual(groupReport);
  expect(isOverridden({})).toBe(false);
  expect(isOverridden({ why: 'callsLost', row: '2000' })).toBe(false);
  expect(isOverridden({ range: 'today' })).toBe(true);
});

it('asks differently where the address says so', () => {
  expect(
    withOverrides(
      groupReport,
      { range: 'custom', from: '2026-07-01T09:00', to: '2026-07-01T17:00', filter: 'none', window: 'none', sort: '-key' },
      london,
    ),
  ).toMatchObject({
    name: 'Groups',
    range: { from: '2026-07-01T08:00:00.000Z', to: '2026-07-01T16:00:00.000Z' },
    filter: null,
    dailyWindow: null,
    sort: [{ column: 'key', descending: true }],
  });
  expect(withOverrides(groupReport, { range: 'lastDays' }, london).range).toEqual({ named: 'lastDays', days: 7 });
  expect(withOverrides(groupReport, { chart: 'line:callsLost,callsLost,callsIn' }, london).chart).toEqual({
    kind: 'line',
    columns: ['callsLost', 'callsIn'],
  });
  expect(withOverrides(groupReport, { chart: 'none' }, london).chart).toBeNull();
  expect(parseReportSearch({ chart: 'pie:callsLost' })).toEqual({});
  // What is not grouped by time cannot be grouped by another form of it.
  expect(withOverrides(groupReport, { format: 'week' }, london).format).toBeNull();
});
