import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantId } from '../domain/ids.ts';
import { type SiteConfigInput, siteConfigSchema } from '../domain/site-config.ts';
import { trySettings } from '../tenants/try-settings.ts';
import { type MemoryReports, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';
import { type ToldCall, toldCalls } from './testing/told-calls.ts';

/** Monday 2 to Saturday 7 March 2026: 1,000 answered, 60 abandoned, 860 within 20 s, 20 abandoned within, 10 of them before 5 s. */
const monday = Date.parse('2026-03-02T09:00:00Z');
const kinds: readonly (readonly [number, Omit<ToldCall, 'at'>])[] = [
  [859, { ring: 12, talk: 60 }],
  [1, { ring: 20, talk: 60 }],
  [140, { ring: 21, talk: 60 }],
  [10, { ring: 4 }],
  [10, { ring: 20 }],
  [40, { ring: 45 }],
];
const told = kinds
  .flatMap(([many, call]) => Array.from({ length: many }, () => call))
  .map((call, i): ToldCall => ({ ...call, at: new Date(monday + (i % 6) * 86_400_000 + Math.floor(i / 6) * 60_000).toISOString() }));
const rows = toldCalls('harbour', told);
const configOf = (settings: SiteConfigInput['settings'], id = 'harbour') =>
  siteConfigSchema.parse({
    id,
    timeZone: 'Europe/London',
    devices: [],
    settings: { serviceLevelSeconds: 20, abandonedSeconds: 5, ...settings },
  });
const versioned = configOf({ serviceLevelChanges: [{ from: '2026-03-05', formula: 'F2', seconds: 12 }] }, 'versioned');
const saved = configOf(
  {
    ignoreAbandoned: true,
    shortCallSeconds: 61,
    serviceLevelFormula: 'F1',
    callRatePeriodMinutes: 60,
    ringCategories: [4, 12, 20, 21, 45, 60],
  },
  'saved',
);
const now = Date.parse('2026-03-11T12:00:00Z');
const tenant = 'customer' as TenantId;
let reports: MemoryReports;

beforeAll(async () => {
  const sites = [configOf({}), versioned, saved].map((config) => ({ tenant, config, ...rows }));
  reports = await openMemoryReports({ sites, now, sealedThrough: now });
});
afterAll(() => reports.close());

const percent = (value: unknown): string => `${((value as number) * 100).toFixed(2)} %`;
const level = (site: string, more: Partial<QueryInput>) =>
  reports.query(site, { template: 'site', columns: ['serviceLevel'], range: { named: 'lastWeek' }, ...more });

describe('five formulas over the same calls', () => {
  test('1,000 answered and 60 abandoned calls are 83.02, 86.00, 81.13, 82.69 or 82.08 %', async () => {
    const { total, seconds, shortSeconds, used, incomplete } = await reports.serviceLevels('harbour', {
      range: { named: 'lastWeek' },
      version: null,
    });
    const { levels, ...counts } = total;
    expect(counts).toEqual({ answered: 1000, abandoned: 60, answeredWithin: 860, abandonedWithin: 20, abandonedShort: 10 });
    expect(Object.values(levels).map(percent)).toEqual(['83.02 %', '86.00 %', '81.13 %', '82.69 %', '82.08 %']);
    expect([seconds, shortSeconds, used, incomplete]).toEqual([20, 5, 1, false]);
  });
  test('the days add up to the range', async () => {
    const { days, total } = await reports.serviceLevels('harbour', { range: { named: 'lastWeek' }, version: null });
    expect(days.map(({ label, answered, abandoned }) => [label, answered + abandoned])).toEqual([
      ['02/03/2026', 177],
      ['03/03/2026', 177],
      ['04/03/2026', 177],
      ['05/03/2026', 177],
      ['06/03/2026', 176],
      ['07/03/2026', 176],
    ]);
    expect(days.reduce((sum, { answeredWithin }) => sum + answeredWithin, 0)).toBe(total.answeredWithin);
  });
});

describe('versions', () => {
  const before = { range: { from: '2026-03-02T02:00:00Z', to: '2026-03-05T02:00:00Z' } };
  test('a range is told by the newest within it, and says which others were in force', async () => {
    const report = await level('versioned', {});
    // 859 of 1,000 within 12 s, lost calls nowhere.
    expect(report.totals?.serviceLevel).toBe(0.859);
    expect(report.definitions).toEqual([
      { what: 'serviceLevel', version: 1, from: null, formula: 'F3', seconds: 20, used: false },
      { what: 'serviceLevel', version: 2, from: '2026-03-05', formula: 'F2', seconds: 12, used: true },
    ]);
    expect(report.notes).toEqual([
      'Service level by version 2: F2 within 12 s, from 2026-03-05 on. In force within the range as well: version 1: F3 within 20 s.',
    ]);
  });
  test('before the change the old one counts; either can be told by the other', async () => {
    const old = await level('versioned', before);
    expect(old.definitions.map(({ version, used }) => [version, used])).toEqual([[1, true]]);
    const anew = await level('versioned', { ...before, serviceLevelVersion: 2 });
    const same = await level('versioned', { ...before, serviceLevelVersion: 1 });
    expect(anew.definitions.map(({ version, used }) => [version, used])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(same.totals).toEqual(old.totals);
    expect(anew.totals?.serviceLevel).not.toBe(old.totals?.serviceLevel);
    await expect(level('versioned', { serviceLevelVersion: 3 })).rejects.toThrow('versions 1 to 2');
  });
  test('a report that asks for no service level says nothing of it', async () => {
    const report = await level('versioned', { columns: ['callsHandled'] });
    expect([report.definitions, report.notes]).toEqual([[], []]);
  });
  test('the address that explains a figure names the version, and its answer is that figure', async () => {
    const report = await level('versioned', { ...before, serviceLevelVersion: 2 });
    const { searchParams } = new URL(report.columns[0]?.explain ?? '', 'http://x');
    expect(searchParams.get('serviceLevelVersion')).toBe('2');
    const explained = await reports.explain('versioned', {
      statistic: 'serviceLevel',
      template: 'site',
      ...before.range,
      serviceLevelVersion: searchParams.get('serviceLevelVersion'),
    });
    expect([explained.value, explained.definitions.length]).toEqual([report.totals?.serviceLevel, 2]);
  });
});

describe('with other settings, last week would have been', () => {
  test('what it is once they are saved', async () => {
    const { ignoreAbandoned, shortCallSeconds, serviceLevelFormula, callRatePeriodMinutes, ringCategories } = saved.settings;
    const settings = { ignoreAbandoned, shortCallSeconds, serviceLevelFormula, callRatePeriodMinutes, ringCategories };
    const told = await reports.preview('harbour', trySettings(configOf({}), { settings }, now));
    const later = await reports.preview('saved', saved);
    expect(told.after).toEqual(later.before);
    expect(told.before).toMatchObject({
      callsHandled: 1060,
      callsLost: 60,
      abandonedLeftOut: 0,
      shortCalls: 0,
      serviceLevelWords: 'F3 within 20 s',
    });
    expect(told.after).toMatchObject({
      callsHandled: 1050,
      callsLost: 50,
      abandonedLeftOut: 10,
      shortCalls: 1000,
      serviceLevelWords: 'F1 within 20 s',
    });
    expect(told.after.ringCategories.map(({ seconds, answered, lost }) => [seconds, answered, lost])).toEqual([
      [4, 0, 0],
      [12, 859, 0],
      [20, 860, 10],
      [21, 1000, 10],
      [45, 1000, 50],
      [60, 1000, 50],
    ]);
    expect([told.before.startTimeRows, told.after.startTimeRows]).toEqual([36, 18]);
    expect(told.notShown).toEqual([]);
    const report = await reports.query('saved', {
      template: 'site',
      columns: ['callsHandled', 'shortCalls', 'serviceLevel'],
      range: { named: 'lastWeek' },
    });
    expect(report.totals).toEqual({ callsHandled: 1050, shortCalls: 1000, serviceLevel: told.after.serviceLevel });
    expect(report.periodMinutes).toBe(60);
  });
  test('is told by the last 7 days where last week holds no call, and says so', async () => {
    const after = trySettings(configOf({}), { settings: { ignoreAbandoned: true } }, now);
    const toldAt = async (at: string) => {
      reports.setNow(Date.parse(at));
      const { told, toldWords, before, after: would } = await reports.preview('harbour', after);
      return [told, toldWords, before.callsHandled, would.abandonedLeftOut, before.range];
    };
    try {
      expect(await toldAt('2026-03-11T12:00:00Z')).toEqual([
        'lastWeek',
        'Last week',
        1060,
        10,
        { from: '2026-03-02T02:00:00.000Z', to: '2026-03-09T02:00:00.000Z' },
      ]);
      expect((await toldAt('2026-03-06T18:00:00Z')).filter((_, i) => i !== 3)).toEqual([
        'last7Days',
        'The last 7 days, today among them, as last week holds no call',
        884,
        { from: '2026-02-28T02:00:00.000Z', to: '2026-03-07T02:00:00.000Z' },
      ]);
      expect((await toldAt('2026-02-18T18:00:00Z')).slice(0, 3)).toEqual([
        'last7Days',
        'Neither last week nor the last 7 days hold a call, so there is nothing to tell by',
        0,
      ]);
    } finally {
      reports.setNow(now);
    }
  });
  test('a new version of the service level is shown as if it had counted then', async () => {
    const settings = { serviceLevelChanges: [{ from: '2026-04-01', formula: 'F2', seconds: 20 }] };
    const { before, after } = await reports.preview('harbour', trySettings(configOf({}), { settings }, now));
    expect([percent(before.serviceLevel), percent(after.serviceLevel)]).toEqual(['81.13 %', '86.00 %']);
  });
  test('says what last week cannot show, and refuses what could not be saved', async () => {
    const { notShown } = await reports.preview(
      'harbour',
      trySettings(configOf({}), { settings: { resetTimersOncePerCall: false }, resetTime: '04:00' }, now),
    );
    expect(notShown.map((words) => words.slice(0, 10))).toEqual(['Timers onc', 'Reset time']);
    const twice = [
      { from: '2026-04-01', formula: 'F2', seconds: 20 },
      { from: '2026-04-01', formula: 'F1', seconds: 20 },
    ];
    const refused = (settings: object) => () => trySettings(configOf({}), { settings: { ...settings } }, now);
    expect(refused({ serviceLevelChanges: twice })).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(refused({ serviceLevelFormula: 'F6' })).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(refused({ noSuchSetting: 1 })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
