import { describe, expect, onTestFinished, test } from 'vitest';
import type { Gap } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import { harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { openMemoryReports, type QueryInput, type ReportedSite } from './testing/memory-reports.ts';
import { toldCalls } from './testing/told-calls.ts';

const opened = async (site: ReportedSite, now = noon) => {
  const reports = await openMemoryReports({ sites: [site], now });
  onTestFinished(() => reports.close());
  return reports;
};
const at = (time: string): number => Date.parse(`2026-03-02T${time}:00Z`);
const gap = (from: string, to: string | null, cause: Gap['cause'] = 'linkDown'): Gap => ({
  gapId: `${cause} ${from}`,
  siteId: 'harbour',
  cause,
  link: 'link-1',
  node: null,
  startedAt: epochMs(at(from)),
  endedAt: to === null ? null : epochMs(at(to)),
  detail: null,
});

describe('what could not be known is neither zero nor silent', () => {
  const byTime: QueryInput = { template: 'callsByStartTime', columns: ['callsInbound', 'percentCallsLost'], range: wholeMorning };

  test('a half hour in which the link was down stands in the report as a gap; one it was down in part is marked', async () => {
    const reports = await opened({ ...morning, gaps: [gap('09:20', '10:00')] });
    const report = await reports.query('harbour', byTime);
    expect(report.items.map(({ label, gap: cover, values }) => [label, cover, values.callsInbound, values.percentCallsLost])).toEqual([
      ['02/03/2026 09:00:00', 'partly', 2, 0.5],
      ['02/03/2026 09:30:00', 'whole', null, null],
      ['02/03/2026 10:30:00', null, 1, 0],
    ]);
    expect(report.gaps).toEqual([
      { cause: 'linkDown', startedAt: '2026-03-02T09:20:00.000Z', endedAt: '2026-03-02T10:00:00.000Z', detail: null },
    ]);
    expect([report.incomplete, report.totals, report.rows]).toEqual([true, { callsInbound: 3, percentCallsLost: 1 / 3 }, 3]);
  });

  test('a half hour of which some calls are known all the same is incomplete, not a gap', async () => {
    const reports = await opened({ ...morning, gaps: [gap('09:00', '09:30')] });
    const [first] = (await reports.query('harbour', byTime)).items;
    expect(first).toMatchObject({ gap: 'partly', values: { callsInbound: 2 } });
  });

  test('an agent that was not heard leaves the rest of the range open, and only until now', async () => {
    const reports = await opened({ ...morning, heardThrough: at('10:20') }, at('11:10'));
    const report = await reports.query('harbour', byTime);
    expect(report.gaps).toEqual([
      {
        cause: 'notHeard',
        startedAt: '2026-03-02T10:20:00.000Z',
        endedAt: null,
        detail: 'Nothing has arrived from the site since; it may still come, and figures are then restated.',
      },
    ]);
    expect(report.items.map(({ label, gap: cover }) => [label.slice(11, 16), cover])).toEqual([
      ['09:00', null],
      ['10:30', 'partly'],
      ['11:00', 'whole'],
    ]);
  });

  test('two minutes of silence are no gap, and a site without agents is never silent', async () => {
    for (const heardThrough of [noon - 120_000, null]) {
      const reports = await opened({ ...morning, heardThrough });
      const named: QueryInput = { ...byTime, range: { named: 'today' } };
      expect((await reports.query('harbour', named)).gaps).toEqual([]);
    }
  });

  test('says when rows of the range last changed after they were final, not of other hours', async () => {
    const restated = [
      { from: at('09:00'), to: at('10:00'), at: at('11:40') },
      { from: at('10:00'), to: at('11:00'), at: at('11:45') },
      { from: at('06:00'), to: at('07:00'), at: at('11:55') },
    ];
    const reports = await opened({ ...morning, restated });
    expect((await reports.query('harbour', byTime)).restatedAt).toBe('2026-03-02T11:45:00.000Z');
    const early = { ...byTime, range: { from: '2026-03-02T07:00:00Z', to: '2026-03-02T08:00:00Z' } };
    expect((await reports.query('harbour', early)).restatedAt).toBeNull();
  });
});

describe('figures', () => {
  test('leave as fractions, whole ms and ISO instants; rounding is for who shows them', async () => {
    const reports = await opened(morning);
    const columns = ['percentCallsLost', 'avgAnswerTimeIn', 'totalTalkTime', 'callsHandled', 'maxRingTimeLost'];
    const report = await reports.query('harbour', { template: 'site', columns, range: wholeMorning });
    expect(report.items[0]?.values).toEqual({
      percentCallsLost: 1 / 3,
      avgAnswerTimeIn: 7_500,
      totalTalkTime: 148_000,
      callsHandled: 5,
      maxRingTimeLost: 6_000,
    });
    expect(report.totals).toEqual(report.items[0]?.values);
  });

  test('count rows whose end was inferred', async () => {
    const reports = await opened(morning);
    const ask = (template: string) => reports.query('harbour', { template, columns: ['callsHandled'], range: wholeMorning });
    expect((await ask('site')).inferredEnds).toBe(1);
    expect((await ask('callsByExtension')).inferredEnds).toBe(1);
    expect((await reports.query('harbour', { template: 'callList', columns: ['callDuration'], range: wholeMorning })).inferredEnds).toBe(1);
  });

  test('a call that goes on is counted with what is final', async () => {
    const open = toldCalls('harbour', [{ at: '2026-03-02T11:59:00Z', ring: 9, talk: 0, open: true }]);
    const reports = await opened({ ...morning, ...open });
    const columns = ['callsInbound', 'callsInAnsExternal', 'avgAnswerTimeIn', 'totalTalkTime', 'avgTalkTime', 'callsCompleted'];
    const range = { from: '2026-03-02T11:00:00Z', to: '2026-03-02T12:00:00Z' };
    const report = await reports.query('harbour', { template: 'site', columns, range });
    expect(report.totals).toEqual({
      callsInbound: 1,
      callsInAnsExternal: 1,
      avgAnswerTimeIn: 9_000,
      totalTalkTime: 0,
      avgTalkTime: null,
      callsCompleted: 0,
    });
  });

  test('a site without calls has zeros and dashes, and a grouped report of it no rows', async () => {
    const reports = await opened({ tenant: morning.tenant, config: harbour, calls: [], segments: [] });
    const columns = ['callsInbound', 'percentCallsLost', 'avgAnswerTimeIn', 'totalTalkTime', 'maxRingTimeLost'];
    const nothing = { callsInbound: 0, percentCallsLost: null, avgAnswerTimeIn: null, totalTalkTime: 0, maxRingTimeLost: null };
    const site = await reports.query('harbour', { template: 'site', columns, range: wholeMorning });
    expect([site.items.length, site.items[0]?.values, site.totals]).toEqual([1, nothing, nothing]);
    const grouped = await reports.query('harbour', { template: 'callsByExtension', columns, range: wholeMorning });
    expect([grouped.items, grouped.rows, grouped.totals]).toEqual([[], 0, nothing]);
    const list = await reports.query('harbour', { template: 'callList', columns: ['callDuration'], range: wholeMorning });
    expect([list.items, list.rows, list.totals]).toEqual([[], 0, null]);
  });

  test('an internal call counts once at each end by extension, and once on the site', async () => {
    const reports = await opened(morning);
    const columns = ['callsHandled', 'callsInInternal', 'callsOutInternal'];
    const report = await reports.query('harbour', { template: 'callsByExtension', columns, range: wholeMorning });
    expect(report.items.map(({ key, name, values }) => [key, name, ...columns.map((id) => values[id])])).toEqual([
      ['999', 'Night desk', 1, 0, 0],
      ['1001', 'Anna', 3, 0, 1],
      ['1002', 'Ben', 2, 1, 0],
    ]);
    expect(report.totals).toEqual({ callsHandled: 6, callsInInternal: 1, callsOutInternal: 1 });
  });

  test('the range takes its first instant and not its last, the daily window likewise', async () => {
    const reports = await opened(morning);
    const count = async (from: string, to: string, dailyWindow?: { from: string; to: string }) =>
      (
        await reports.query('harbour', {
          template: 'site',
          columns: ['callsHandled'],
          range: { from: `2026-03-02T${from}Z`, to: `2026-03-02T${to}Z` },
          ...(dailyWindow === undefined ? {} : { dailyWindow }),
        })
      ).totals?.callsHandled;
    expect(await count('09:05:00', '09:10:00')).toBe(1);
    expect(await count('09:05:00.001', '09:10:00.001')).toBe(1);
    expect(await count('00:00:00', '12:00:00', { from: '09:10', to: '10:45' })).toBe(2);
    expect(await count('00:00:00', '12:00:00', { from: '10:45', to: '09:10' })).toBe(3);
  });
});

test.each([
  ['the night before the clock goes forward', '2026-03-29T12:00:00Z', '2026-03-29T01:00:00.000Z', '2026-03-30T01:00:00.000Z'],
  ['the night before the clock goes back', '2026-10-25T12:00:00Z', '2026-10-25T02:00:00.000Z', '2026-10-26T02:00:00.000Z'],
  ['the day before the clock goes back', '2026-10-24T12:00:00Z', '2026-10-24T01:00:00.000Z', '2026-10-25T02:00:00.000Z'],
])('today is a statistics day of the site: %s', async (_, now, from, to) => {
  const reports = await opened(morning, Date.parse(now));
  const report = await reports.query('harbour', { template: 'site', columns: ['callsHandled'], range: { named: 'today' } });
  expect(report.range).toEqual({ from, to, asAt: new Date(now).toISOString() });
});
