import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Gap } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import { morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';

let reports: MemoryReports;
beforeAll(async () => {
  const sunday: Gap = {
    gapId: 'sunday',
    siteId: 'harbour',
    cause: 'linkDown',
    link: 'link-1',
    node: null,
    startedAt: epochMs(Date.parse('2026-03-01T02:00:00Z')),
    endedAt: epochMs(Date.parse('2026-03-02T01:00:00Z')),
    detail: null,
  };
  reports = await openMemoryReports({ sites: [{ ...morning, gaps: [sunday] }], now: noon });
});
afterAll(() => reports.close());

const asked = (more: Partial<QueryInput>) =>
  reports.query('harbour', { template: 'callsByExtension', columns: ['callsHandled'], range: wholeMorning, ...more });
const figures = async (more: Partial<QueryInput>) =>
  (await asked(more)).items.map(({ key, label, values }) => [key, label, values.callsHandled]);

test('figures of a template over stretches of time: what it counts, by when calls began', async () => {
  expect(await figures({ over: 'time' })).toEqual([
    ['09:00', '09:00:00', 2],
    ['10:30', '10:30:00', 2],
    ['11:00', '11:00:00', 2],
  ]);
  expect(await figures({ over: 'date' })).toEqual([['2026-03-02', '02/03/2026', 6]]);
  expect(await figures({ over: 'weekdayTime', filter: { extension: '1001' } })).toEqual([
    ['1T09:00', 'Mon 09:00', 1],
    ['1T10:30', 'Mon 10:30', 1],
    ['1T11:00', 'Mon 11:00', 1],
  ]);
  // Nobody was logged in, so by agent there is nothing to lay over time.
  expect(await figures({ template: 'callsByAgent', over: 'date' })).toEqual([]);
  expect(await figures({ template: 'site', over: 'date' })).toEqual([['2026-03-02', '02/03/2026', 5]]);
});

test('between its rows it says in which stretches nothing was counted; those left out by the daily hours are not among them', async () => {
  expect((await asked({ over: 'dateTime' })).quiet).toEqual(['2026-03-02T09:30', '2026-03-02T10:00']);
  expect((await asked({ over: 'dateTime', dailyWindow: { from: '10:00', to: '09:30' } })).quiet).toEqual(['2026-03-02T10:00']);
  expect((await asked({ over: 'dateTime', limit: 1 })).quiet).toBeNull();
  expect((await asked({})).quiet).toBeNull();
});

test('the address of such a figure explains it, for each stretch', async () => {
  const report = await asked({ over: 'weekdayTime' });
  const address = new URL(report.columns[0]?.explain ?? '', 'http://localhost');
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ template: 'callsByExtension', over: 'weekdayTime' });
  const explained = await reports.explain('harbour', {
    statistic: 'callsHandled',
    template: 'callsByExtension',
    over: 'weekdayTime',
    key: '1T11:00',
    ...wholeMorning,
  });
  expect([explained.value, explained.items.map(({ extension }) => extension).sort()]).toEqual([2, ['1001', '1002']]);
});

test('time in a state and lists are refused, naming the place', async () => {
  await expect(asked({ template: 'callsByAgent', columns: ['callsHandled', 'timeOnDuty'], over: 'date' })).rejects.toMatchObject({
    code: 'bad-request',
    errors: [{ pointer: '#/columns/1', in: 'body' }],
  });
  await expect(asked({ template: 'callList', columns: ['callDuration'], over: 'date' })).rejects.toMatchObject({
    code: 'bad-request',
    errors: [{ pointer: '#/over', in: 'body' }],
  });
});

test('the last working days leave out the days between, in figures, lists and explanations; a gap there is none of theirs', async () => {
  reports.setNow(Date.parse('2026-03-03T12:00:00Z'));
  try {
    const range = { named: 'lastWorkingDays' as const, days: 2 };
    const report = await asked({ template: 'callsByStartTime', columns: ['callsInbound'], format: 'date', range });
    expect([report.range.from, report.range.to]).toEqual(['2026-02-27T02:00:00.000Z', '2026-03-03T02:00:00.000Z']);
    expect(report.items.map(({ key, gap, values }) => [key, gap, values.callsInbound])).toEqual([['2026-03-02', null, 3]]);
    expect((await asked({ template: 'callList', columns: ['callDuration'], range })).rows).toBe(5);
    expect(report.columns[0]?.explain).toContain('named=lastWorkingDays&days=2');
    const explained = await reports.explain('harbour', { statistic: 'callsInbound', template: 'site', ...range });
    expect(explained.value).toBe(3);
    // Sunday and Monday by the working days of Monday: the calls of Monday are today's then.
    reports.setNow(noon);
    expect((await asked({ range: { named: 'lastWorkingDays', days: 1 } })).items).toEqual([]);
  } finally {
    reports.setNow(noon);
  }
});
