import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenantId } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';

let reports: MemoryReports;
beforeAll(async () => {
  const config = siteConfigSchema.parse({ id: 'site', devices: [] });
  const site = { tenant: 'customer' as TenantId, config, calls: [], segments: [], status: [] };
  reports = await openMemoryReports({ sites: [site], now: Date.parse('2026-03-02T12:00:00Z') });
});
afterAll(() => reports.close());

const byTime = (from: string, to: string, format: 'dateTime' | 'time' | 'date' | 'month') =>
  reports.query('site', { template: 'callsByStartTime', columns: ['callsHandled'], range: { from, to }, format });

test.each<[string, string, 'dateTime' | 'time' | 'date' | 'month', string]>([
  ['1970-01-01T00:00:00Z', '9999-12-31T00:00:00Z', 'month', 'The range may be ten years long: ask for the years one by one.'],
  ['2016-01-01T00:00:00Z', '2026-03-01T00:00:00Z', 'date', 'The range may be ten years long: ask for the years one by one.'],
  [
    '2020-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    'dateTime',
    'The range has more than 100000 periods: choose a shorter one, or group by date, week or month.',
  ],
  [
    '2020-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    'time',
    'The range has more than 100000 periods: choose a shorter one, or group by date, week or month.',
  ],
])('%s to %s by %s is more than one question may cut', async (from, to, format, detail) => {
  await expect(byTime(from, to, format)).rejects.toMatchObject({ code: 'bad-request', message: detail });
});

test('ten years by day are a question', async () => {
  expect((await byTime('2016-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 'date')).rows).toBe(0);
});

test.each(['\0', "a\0'b", "' OR 1=1 --", '\ud800'])('a key that is in no report explains nothing and breaks nothing: %j', async (key) => {
  const { value, parts } = await reports.explain('site', { statistic: 'callsHandled', template: 'callsByExtension', key });
  expect([value, parts.map(({ all }) => all)]).toEqual([0, [0]]);
});

test('a question nested beyond writing is refused', async () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  const asked = reports.query('site', {
    template: 'callsByExtension',
    columns: ['callsHandled'],
    range: { named: 'today' },
    filter: { extension: deep },
  });
  await expect(asked).rejects.toMatchObject({ code: 'bad-request', message: 'The question is nested too deeply.' });
});
