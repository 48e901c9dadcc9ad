import { expect, onTestFinished, test } from 'vitest';
import type { CallFacts } from '../domain/segment.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { customer, harbour } from './testing/harbour-morning.ts';
import { openMemoryLake } from './testing/memory-lake.ts';
import { openMemoryReports } from './testing/memory-reports.ts';
import { type ToldCall, toldCalls } from './testing/told-calls.ts';
import { createUnreturnedCalls } from './unreturned-calls.ts';

const from = (number: string, more: Partial<CallFacts> = {}): Partial<CallFacts> => ({
  outsideNumber: `0${number}`,
  outsideE164: `+44${number}`,
  ...more,
});
const out: Partial<CallFacts> = { direction: 'out' };
const noon = Date.parse('2026-03-02T12:00:00Z');
const config = siteConfigSchema.parse({
  ...harbour,
  businessUnits: [{ id: 'sales', name: 'Sales' }],
  devices: [...harbour.devices, { number: '1002', type: 'extension', name: 'Ben', businessUnit: 'sales' }],
});
const told: readonly ToldCall[] = [
  { at: '2026-02-22T09:00:00Z', ring: 6, more: from('2079460110') },
  { at: '2026-03-02T09:00:00Z', ring: 6, more: from('2079460111', { ddi: '01134960456', huntGroup: '2001', huntGroupName: 'Sales' }) },
  { at: '2026-03-02T09:10:00Z', ring: 20, more: from('2079460112', { extension: '1002', contactName: 'Quay Ltd' }) },
  { at: '2026-03-02T09:20:00Z', ring: 30, more: from('2079460111', out) },
  { at: '2026-03-02T09:30:00Z', ring: 4, more: { outsideNumber: null, outsideE164: null } },
  { at: '2026-03-02T10:00:00Z', ring: 6, more: from('2079460113') },
  { at: '2026-03-02T10:10:00Z', ring: 3, talk: 60, more: from('2079460113', out) },
];
/** Tried once more from the other site. */
const elsewhere: readonly ToldCall[] = [{ at: '2026-03-02T09:40:00Z', ring: 25, more: from('2079460111', out) }];
const sites = [
  { tenant: customer, config, ...toldCalls('harbour', told) },
  { tenant: customer, config: siteConfigSchema.parse({ id: 'quay', devices: [] }), ...toldCalls('quay', elsewhere) },
];
const scope = { tenant: customer, site: 'harbour', reseller: 'north' } as SiteScope;

const ask = async (who: SiteScope, filter?: unknown) => {
  // Some hours lie in files, the others do not.
  const lake = await openMemoryLake(sites, Date.parse('2026-03-02T09:15:00Z'));
  onTestFinished(lake.close);
  const unreturned = createUnreturnedCalls({
    lake: lake.reader,
    duckDb: async () => lake.database,
    sitesOf: async () => ['harbour', 'quay'],
    gate: (work) => work(),
    now: () => noon,
  });
  return unreturned(who, config, filter);
};

test('the calls of the report of the last seven days, with what those need who call back', async () => {
  const { calls, withheld, tries, asAt } = await ask(scope);
  expect(
    calls.map(({ telephoneKey, telephoneName, waitedMs, huntGroupName, ddi }) => [
      telephoneKey,
      telephoneName,
      waitedMs,
      huntGroupName,
      ddi,
    ]),
  ).toEqual([
    ['+442079460111', null, 6_000, 'Sales', '01134960456'],
    ['+442079460112', 'Quay Ltd', 20_000, null, null],
  ]);
  expect([withheld, [...tries], asAt]).toEqual([
    1,
    [['+442079460111', [Date.parse('2026-03-02T09:20:00Z'), Date.parse('2026-03-02T09:40:00Z')]]],
    noon,
  ]);
  const reports = await openMemoryReports({ sites, now: noon });
  onTestFinished(reports.close);
  const range = { from: '2026-02-23T12:00:00Z', to: '2026-03-02T12:00:00Z' };
  const report = await reports.query('harbour', { template: 'unreturnedLostCalls', columns: ['startTime'], range });
  expect(report.items.map(({ logicalCallId }) => logicalCallId)).toEqual(calls.map(({ logicalCallId }) => logicalCallId));
});

test('who is limited to a unit is given its lost calls; a filter narrows them', async () => {
  const limited = await ask({ ...scope, units: ['sales'] });
  expect(limited.calls.map(({ telephoneKey }) => telephoneKey)).toEqual(['+442079460112']);
  expect(limited.withheld).toBe(0);
  expect((await ask(scope, { extension: '1002' })).calls.map(({ telephoneKey }) => telephoneKey)).toEqual(['+442079460112']);
});
