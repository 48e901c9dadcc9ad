import { expect, onTestFinished, test } from 'vitest';
import type { CallFacts } from '../domain/segment.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { customer, harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { openMemoryReports, type ReportedSite } from './testing/memory-reports.ts';
import { type ToldCall, toldCalls } from './testing/told-calls.ts';

const from = (number: string, more: Partial<CallFacts> = {}): Partial<CallFacts> => ({
  outsideNumber: `0${number}`,
  outsideE164: `+44${number}`,
  ...more,
});
const out: Partial<CallFacts> = { direction: 'out' };
const quay = siteConfigSchema.parse({ id: 'quay', timeZone: 'Europe/London', devices: [] });

/** Lost from 09:00:00 to 09:00:06; what follows may return it. */
const lost: ToldCall = { at: '2026-03-02T09:00:00Z', ring: 6, more: from('2079460111') };

const unreturned = async (
  own: readonly ToldCall[],
  elsewhere: readonly ToldCall[] = [],
  tenant: ReportedSite['tenant'] = customer,
  now = Date.parse('2026-03-20T12:00:00Z'),
): Promise<readonly unknown[]> => {
  const sites = [
    { tenant: customer, config: harbour, ...toldCalls('harbour', [lost, ...own]) },
    { tenant, config: quay, ...toldCalls('quay', elsewhere) },
  ];
  const reports = await openMemoryReports({ sites, now });
  onTestFinished(() => reports.close());
  const range = { from: '2026-03-02T08:00:00Z', to: '2026-03-02T09:30:00Z' };
  const list = await reports.query('harbour', { template: 'unreturnedLostCalls', columns: ['telephoneNumber'], range });
  const count = await reports.query('harbour', { template: 'site', columns: ['unreturnedLostCalls'], range });
  const explained = await reports.explain('harbour', { statistic: 'unreturnedLostCalls', template: 'site', ...range });
  expect([count.totals?.unreturnedLostCalls, explained.value, explained.parts[0]?.counted]).toEqual([list.rows, list.rows, list.rows]);
  return list.items.map(({ values }) => values.telephoneNumber);
};

test('nobody called back', async () => {
  expect(await unreturned([])).toEqual(['02079460111']);
});

test.each<readonly [string, ToldCall, boolean]>([
  ['a call out that was answered', { at: '2026-03-02T10:00:00Z', ring: 3, talk: 9, more: from('2079460111', out) }, true],
  ['the caller tries again and is answered', { at: '2026-03-02T09:05:00Z', ring: 3, talk: 9, more: from('2079460111') }, true],
  ['a call out that nobody answered', { at: '2026-03-02T10:00:00Z', ring: 30, more: from('2079460111', out) }, false],
  ['a call to another number', { at: '2026-03-02T10:00:00Z', ring: 3, talk: 9, more: from('2079460112', out) }, false],
  ['answered before it was lost', { at: '2026-03-02T08:30:00Z', ring: 3, talk: 9, more: from('2079460111', out) }, false],
  ['answered the moment it was lost', { at: '2026-03-02T09:00:03Z', ring: 3, talk: 9, more: from('2079460111', out) }, false],
  ['answered a second after', { at: '2026-03-02T09:00:04Z', ring: 3, talk: 9, more: from('2079460111', out) }, true],
  ['answered at the end of the seven days', { at: '2026-03-09T09:00:03Z', ring: 3, talk: 9, more: from('2079460111', out) }, true],
  ['answered a second after them', { at: '2026-03-09T09:00:04Z', ring: 3, talk: 9, more: from('2079460111', out) }, false],
])('%s', async (_, call, returned) => {
  expect(await unreturned([call])).toEqual(returned ? [] : ['02079460111']);
});

test('somebody at another site of the customer called back; another customer’s call returns nothing', async () => {
  const back: ToldCall = { at: '2026-03-03T10:00:00Z', ring: 3, talk: 9, more: from('2079460111', out) };
  expect(await unreturned([], [back])).toEqual([]);
  expect(await unreturned([], [back], 'stranger' as ReportedSite['tenant'])).toEqual(['02079460111']);
});

test('it is evaluated now: what comes later is not known yet', async () => {
  const back: ToldCall = { at: '2026-03-03T10:00:00Z', ring: 3, talk: 9, more: from('2079460111', out) };
  expect(await unreturned([back], [], customer, Date.parse('2026-03-03T09:00:00Z'))).toEqual(['02079460111']);
});

test('one answer returns all calls of the number; withheld ones are lost only', async () => {
  const again: ToldCall = { at: '2026-03-02T09:10:00Z', ring: 4, more: from('2079460111') };
  const withheld: ToldCall = { at: '2026-03-02T09:15:00Z', ring: 4, more: { outsideNumber: null, outsideE164: null } };
  const back: ToldCall = { at: '2026-03-02T11:00:00Z', ring: 3, talk: 9, more: from('2079460111', out) };
  expect(await unreturned([again, withheld])).toEqual(['02079460111', '02079460111']);
  expect(await unreturned([again, withheld, back])).toEqual([]);
});

test('the morning’s lost call is unreturned', async () => {
  const reports = await openMemoryReports({ sites: [morning], now: noon });
  onTestFinished(() => reports.close());
  const question = { template: 'unreturnedLostCalls', columns: ['telephoneNumber', 'ringDuration'], range: wholeMorning };
  expect((await reports.query('harbour', question)).items.map(({ values }) => values)).toEqual([
    { telephoneNumber: '02079460111', ringDuration: 6_000 },
  ]);
});
