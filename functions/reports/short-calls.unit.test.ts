import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCall, makeSegment } from '../call-history/testing/rows.ts';
import { durationMs, epochMs } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import { customer, harbour, morning, noon, wholeMorning as range } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';

const at = (time: string) => epochMs(Date.parse(`2026-03-02T${time}Z`));
const named = at('09:20:00');
const taken = (from: string, to: string, talkSeconds: number) => ({
  answered: true,
  startedAt: at(from),
  answeredAt: at(from),
  endedAt: at(to),
  ringMs: durationMs(0),
  talkMs: durationMs(talkSeconds * 1_000),
  holdMs: durationMs(0),
  endedBy: 'pbx' as const,
});
/** Rang at two phones; one of them had it for 6 s. */
const group = { site: 'harbour', pbxCallId: '2F01', named };
/** 10 s at one phone, then 15 s at another: not short. */
const passed = { site: 'harbour', pbxCallId: '2F02', named };
const together = {
  calls: [
    makeCall(group, { ...taken('09:20:00', '09:20:06', 6), extension: '1002', outcome: 'answered' }),
    makeCall(passed, { ...taken('09:20:00', '09:20:25', 25), extension: '1001', outcome: 'answered' }),
  ],
  segments: [
    makeSegment(group, 1, { answered: false, answeredAt: null, endedAt: at('09:20:00'), extension: '1001', outcome: 'refused' }),
    makeSegment(group, 2, { ...taken('09:20:00', '09:20:06', 6), extension: '1002', outcome: 'answered' }),
    makeSegment(passed, 1, { ...taken('09:20:00', '09:20:10', 10), extension: '1001', outcome: 'transferred' }),
    makeSegment(passed, 2, { ...taken('09:20:10', '09:20:25', 15), extension: '1002', outcome: 'answered' }),
  ],
};
const siteOf = (id: string, shortCallSeconds: number, rows: Pick<typeof morning, 'calls' | 'segments'>) => {
  const config: SiteConfig = { ...harbour, id, settings: { ...harbour.settings, shortCallSeconds } };
  return { tenant: customer, config, calls: rows.calls, segments: rows.segments };
};

let reports: MemoryReports;
beforeAll(async () => {
  const sites = [siteOf('harbour', 20, together), siteOf('twenty', 20, morning), siteOf('thirty', 31, morning)];
  reports = await openMemoryReports({ sites, now: noon });
});
afterAll(() => reports.close());

const handled = async (site: string, template: string, filter: Record<string, unknown>) => {
  const { items } = await reports.query(site, { template, columns: ['callsHandled', 'shortCalls'], range, filter });
  return items.map(({ key, values }) => [key, values.callsHandled, values.shortCalls]);
};

test('short calls are shown alone or left out, by the threshold that the site has now', async () => {
  expect(await handled('twenty', 'site', {})).toEqual([[null, 5, 1]]);
  expect(await handled('twenty', 'site', { shortCall: true })).toEqual([[null, 1, 1]]);
  expect(await handled('twenty', 'site', { shortCall: false })).toEqual([[null, 4, 0]]);
  expect(await handled('thirty', 'site', { shortCall: true })).toEqual([[null, 3, 3]]);
  expect(await handled('thirty', 'site', { shortCall: false, callType: 'external' })).toEqual([[null, 2, 0]]);
});

test('a call is short as a whole, whoever rang besides; a segment is by itself', async () => {
  expect(await handled('harbour', 'site', { shortCall: false })).toEqual([[null, 1, 0]]);
  expect(await handled('harbour', 'site', { shortCall: true })).toEqual([[null, 1, 1]]);
  expect(await handled('harbour', 'callsByExtension', { shortCall: false })).toEqual([['1001', 1, 0]]);
  expect(await handled('harbour', 'callsByExtension', { shortCall: true, extension: '1002' })).toEqual([['1002', 2, 2]]);
});

test('lists leave them out, and Explain says why', async () => {
  const list = await reports.query('harbour', { template: 'callList', columns: ['callDuration'], range, filter: { shortCall: false } });
  expect([list.filter, list.items.map(({ values }) => values.callDuration)]).toEqual(['no short calls', [25_000]]);
  const { parts } = await reports.explain('twenty', {
    statistic: 'callsHandled',
    template: 'site',
    ...range,
    filter: '{"shortCall":false}',
    verdict: 'out',
  });
  expect(parts[0]?.reasons).toEqual([{ reason: 'a short call, which the filter leaves out', rows: 1 }]);
});
