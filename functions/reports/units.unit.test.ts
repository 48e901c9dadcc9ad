import { afterAll, beforeAll, expect, test } from 'vitest';
import { epochMs } from '../domain/ids.ts';
import type { StatusRow } from '../domain/segment.ts';
import { customer, harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';

const units = [
  { id: 'sales', name: 'Sales', parent: null },
  { id: 'night', name: 'Night', parent: null },
];
const unitOf: Readonly<Record<string, string>> = {
  '1001': 'sales',
  '5001': 'sales',
  '01134960456': 'sales',
  '999': 'night',
  '5002': 'night',
};
const config = {
  ...harbour,
  businessUnits: units,
  devices: harbour.devices.map((device) => ({ ...device, businessUnit: unitOf[device.number] ?? null })),
};
const at = (time: string) => epochMs(Date.parse(`2026-03-02T${time}:00Z`));
const acd = (agent: string, extension: string, status: StatusRow['status'], time: string): StatusRow => ({
  statusId: `${agent} ${status} ${time}`,
  siteId: 'harbour',
  kind: 'acd',
  status,
  at: at(time),
  agent,
  agentName: agent === '5001' ? 'Anna' : 'Bob',
  extension,
  extensionName: null,
  huntGroup: '2000',
  huntGroupName: 'Reservations',
  dndNumber: null,
  dndMessage: null,
  dndText: null,
  carriedOver: false,
});
const status = [
  acd('5001', '1001', 'loggedOn', '09:00'),
  acd('5002', '999', 'loggedOn', '09:30'),
  acd('5001', '1001', 'loggedOut', '10:00'),
  acd('5002', '999', 'loggedOut', '11:00'),
];
let reports: MemoryReports;
beforeAll(async () => {
  reports = await openMemoryReports({ sites: [{ ...morning, tenant: customer, config, status }], now: noon });
});
afterAll(() => reports.close());

const range = wholeMorning;

test('time on duty, lists of status changes and of devices hold the unit’s own alone', async () => {
  const agents = { template: 'callsByAgent', columns: ['timeOnDuty'], range };
  const dutyOf = async (of?: readonly string[]) =>
    (await reports.query('harbour', agents, of)).items.map(({ key, values }) => [key, values.timeOnDuty]);
  expect(await dutyOf()).toEqual([
    ['5001', 3_600_000],
    ['5002', 5_400_000],
  ]);
  expect(await dutyOf(['sales'])).toEqual([['5001', 3_600_000]]);
  expect(await dutyOf(['gone'])).toEqual([]);
  const changes = await reports.query('harbour', { template: 'acdStatusList', columns: ['acdAgent', 'acdHuntGroup'], range }, ['night']);
  expect(changes.items.map(({ values }) => values)).toEqual([
    { acdAgent: '5002', acdHuntGroup: null },
    { acdAgent: '5002', acdHuntGroup: null },
  ]);
  const devices = await reports.query('harbour', { template: 'deviceList', columns: ['deviceNumber'], range }, ['sales']);
  expect([devices.rows, devices.items.map(({ values }) => values.deviceNumber)]).toEqual([1, ['1001']]);
});

test('stays of others are not even counted out', async () => {
  const asked = { statistic: 'timeOnDuty', template: 'callsByAgent', from: range.from, to: range.to, verdict: 'all' } as const;
  const explained = await reports.explain('harbour', asked, ['night']);
  expect(explained.items.filter(({ state }) => state === 'onDuty').map(({ agent }) => agent)).toEqual(['5002']);
  expect(new Set(explained.items.map(({ agent }) => agent))).toEqual(new Set(['5002']));
});

test('a filter cannot ask for what is not seen', async () => {
  const calls = async (filter: Record<string, string>, of?: readonly string[]) =>
    (await reports.query('harbour', { template: 'site', columns: ['callsHandled'], range, filter }, of)).totals?.callsHandled;
  expect([await calls({ extension: '1002' }), await calls({ extension: '1002' }, ['sales'])]).toEqual([2, 0]);
  expect(await calls({ callType: 'internal' }, ['sales'])).toBe(1);
});

test('says of whom its rows are, beside what the filter says', async () => {
  const asked = { template: 'site', columns: ['callsHandled'], range };
  const told = async (of?: readonly string[]) => {
    const { filter, limitedTo } = await reports.query('harbour', { ...asked, filter: { callType: 'external' } }, of);
    return [filter, limitedTo];
  };
  expect(await told()).toEqual(['external', null]);
  expect(await told(['sales'])).toEqual(['external', 'Only calls of the business unit Sales']);
  expect(await told(['night', 'sales'])).toEqual(['external', 'Only calls of the business units Sales and Night']);
  const explained = { statistic: 'callsHandled', template: 'site', from: range.from, to: range.to } as const;
  expect((await reports.explain('harbour', explained, ['sales'])).limitedTo).toBe('Only calls of the business unit Sales');
  const levels = (of?: readonly string[]) => reports.serviceLevels('harbour', { range, version: null }, of);
  expect([(await levels(['sales'])).limitedTo, (await levels()).limitedTo]).toEqual(['Only calls of the business unit Sales', null]);
  const content = { name: 'Site', category: 'Test', template: 'site', columns: [{ statistic: 'callsHandled' }], range };
  const open = await reports.openRows('harbour', content, {}, ['night']);
  expect([open.filterWords, open.limitedTo]).toEqual([null, 'Only calls of the business unit Night']);
  open.close();
});

test('a cursor of one unit is none of another', async () => {
  const list = { template: 'callList', columns: ['startTime'], range, limit: 1 };
  const { cursor } = await reports.query('harbour', list, ['sales']);
  expect(cursor).not.toBeNull();
  const next = { ...list, cursor: cursor ?? '' };
  expect((await reports.query('harbour', next, ['sales'])).items).toHaveLength(1);
  await expect(reports.query('harbour', next, ['night'])).rejects.toMatchObject({ code: 'bad-cursor' });
  await expect(reports.query('harbour', next)).rejects.toMatchObject({ code: 'bad-cursor' });
});

test('whole lists of who is limited take little memory, as those of others do', async () => {
  const small = await openMemoryReports({ sites: [{ ...morning, tenant: customer, config, status }], now: noon, memoryLimit: '48MB' });
  try {
    const counts: number[] = [];
    for (const template of ['callList', 'callListSegmented']) {
      const columns = ['startTime', 'telephoneNumber', 'huntGroupName'].map((statistic) => ({ statistic }));
      const content = { name: 'List', category: 'Test', template, columns, range };
      const open = await small.openRows('harbour', content, { filter: { callType: 'external' } }, ['sales', 'night']);
      let rows = 0;
      for await (const batch of open.batches(10)) rows += batch.length;
      open.close();
      counts.push(rows);
    }
    expect(counts).toEqual([3, 3]);
  } finally {
    await small.close();
  }
});
