import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochMs } from '../domain/ids.ts';
import type { StatusRow } from '../domain/segment.ts';
import { morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';

const status = (time: string, kind: StatusRow['kind'], what: StatusRow['status'], more: Partial<StatusRow> = {}): StatusRow => ({
  statusId: `${time} ${kind} ${what}`,
  siteId: 'harbour',
  kind,
  status: what,
  at: epochMs(Date.parse(`2026-03-02T${time}Z`)),
  agent: kind === 'acd' ? '5001' : null,
  agentName: kind === 'acd' ? 'Anna' : null,
  extension: '1001',
  extensionName: 'Anna',
  huntGroup: null,
  huntGroupName: null,
  dndNumber: null,
  dndMessage: null,
  dndText: null,
  carriedOver: false,
  ...more,
});
/** Anna is on duty from 09:00 to 11:00 and at lunch from 10:00 to 10:15; Bob is on duty, too, and has no calls. */
const changes: readonly StatusRow[] = [
  status('02:00:00', 'dnd', 'dndOn', { carriedOver: true, extension: '1003', dndNumber: 2 }),
  status('09:00:00', 'acd', 'loggedOn', { huntGroup: '2000', huntGroupName: 'Sales' }),
  status('09:30:00', 'acd', 'loggedOn', { agent: '5002', agentName: 'Bob', extension: '999', huntGroup: '2000', huntGroupName: 'Sales' }),
  status('10:00:00', 'dnd', 'dndOn', { dndNumber: 3, dndMessage: 'LUNCH', dndText: 'back soon' }),
  status('10:15:00', 'dnd', 'dndOff', { dndNumber: 3 }),
  status('11:00:00', 'acd', 'loggedOut', { huntGroup: '2000', huntGroupName: 'Sales' }),
];

let reports: MemoryReports;
beforeAll(async () => {
  reports = await openMemoryReports({ sites: [{ ...morning, status: changes }], now: noon });
});
afterAll(() => reports.close());
const ask = (question: Omit<QueryInput, 'range'>) => reports.query('harbour', { range: wholeMorning, ...question });
const valuesOf = async (question: Omit<QueryInput, 'range'>) => (await ask(question)).items.map(({ values }) => values);

describe('lists of status changes', () => {
  test('show every change of their kind, and none that was only carried over the reset', async () => {
    const columns = ['dndStatus', 'dndMessage', 'dndText', 'dndEventTime', 'dndExtension'];
    const range = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T12:00:00Z' };
    const list = await reports.query('harbour', { template: 'dndStatusList', columns, range });
    expect(list.items.map(({ values }) => values)).toEqual([
      { dndStatus: 'DND on', dndMessage: 'LUNCH', dndText: 'back soon', dndEventTime: '2026-03-02T10:00:00.000Z', dndExtension: '1001' },
      { dndStatus: 'DND off', dndMessage: null, dndText: null, dndEventTime: '2026-03-02T10:15:00.000Z', dndExtension: '1001' },
    ]);
    expect([list.rows, list.totals, list.columns.map(({ explain }) => explain)]).toEqual([2, null, [null, null, null, null, null]]);
  });

  test('can be filtered by what a change has, cut to daily hours, sorted and read in pages', async () => {
    const columns = ['acdStatus', 'acdAgent', 'acdEventTime'];
    const agents = async (more: Partial<QueryInput>) =>
      (await valuesOf({ template: 'acdStatusList', columns, ...more })).map(({ acdAgent, acdStatus }) => `${acdAgent} ${acdStatus}`);
    expect(await agents({})).toEqual(['5001 Logged on', '5002 Logged on', '5001 Logged out']);
    expect(await agents({ filter: { agent: '5001' } })).toEqual(['5001 Logged on', '5001 Logged out']);
    expect(await agents({ filter: { huntGroupName: 'sal%', extension: '!999' } })).toEqual(['5001 Logged on', '5001 Logged out']);
    expect(await agents({ dailyWindow: { from: '09:30', to: '11:00' } })).toEqual(['5002 Logged on']);
    expect(await agents({ sort: [{ column: 'acdAgent', descending: true }], limit: 2 })).toEqual(['5002 Logged on', '5001 Logged on']);
  });

  test('refuse a filter by what no change has', async () => {
    await expect(ask({ template: 'acdStatusList', columns: ['acdStatus'], filter: { outsideNumber: '0207%' } })).rejects.toMatchObject({
      code: 'bad-request',
      errors: [{ pointer: '#/filter/outsideNumber', in: 'body' }],
    });
  });
});

describe('lists of what is configured', () => {
  test.each<readonly [string, readonly string[], readonly Record<string, unknown>[]]>([
    [
      'agentList',
      ['deviceNumber', 'deviceDescription'],
      [
        { deviceNumber: '5001', deviceDescription: 'Anna' },
        { deviceNumber: '5002', deviceDescription: 'Bob' },
      ],
    ],
    ['ddiList', ['deviceNumber', 'deviceDescription'], [{ deviceNumber: '01134960456', deviceDescription: 'Sales' }]],
    [
      'deviceList',
      ['deviceNumber', 'deviceDescription', 'deviceNodeId'],
      [
        { deviceNumber: '999', deviceDescription: 'Night desk', deviceNodeId: '1' },
        { deviceNumber: '1001', deviceDescription: 'Anna', deviceNodeId: '1' },
        { deviceNumber: '2500', deviceDescription: 'Voicemail', deviceNodeId: '1' },
      ],
    ],
    ['trunkList', ['deviceNumber', 'deviceDescription'], [{ deviceNumber: '94001', deviceDescription: 'Line 1' }]],
  ])('%s, by number', async (template, columns, expected) => {
    expect(await valuesOf({ template, columns: [...columns] })).toEqual(expected);
  });

  test('come in pages', async () => {
    const question = { template: 'deviceList', columns: ['deviceNumber'], limit: 2 };
    const first = await ask(question);
    const second = await ask({ ...question, cursor: first.cursor ?? '' });
    expect([first.rows, second.items.map(({ values }) => values), second.cursor]).toEqual([3, [{ deviceNumber: '2500' }], null]);
  });
});

describe('rows of agents and phones with time in a state', () => {
  test('an agent without calls stands in the report with zeros and dashes', async () => {
    const columns = ['callsHandled', 'avgTalkTime', 'timeOnDuty', 'timesLoggedIn', 'firstLogonTime', 'lastLogoffTime'];
    const report = await ask({ template: 'callsByAgent', columns });
    expect(report.items.map(({ key, name, values }) => [key, name, ...columns.map((id) => values[id])])).toEqual([
      ['5001', 'Anna', 0, null, 7_200_000, 1, '2026-03-02T09:00:00.000Z', '2026-03-02T11:00:00.000Z'],
      ['5002', 'Bob', 0, null, 7_200_000, 1, '2026-03-02T09:30:00.000Z', null],
    ]);
    expect(report.totals).toMatchObject({ callsHandled: 0, avgTalkTime: null, timeOnDuty: 14_400_000, timesLoggedIn: 2 });
  });

  test('a phone in do not disturb without a call is no row by extension, and its time in no total', async () => {
    const dark = status('09:00:00', 'dnd', 'dndOn', { extension: '1009', dndNumber: 3 });
    const both = await openMemoryReports({ sites: [{ ...morning, status: [...changes, dark] }], now: noon });
    try {
      const columns = ['callsHandled', 'timeInDnd3', 'percentTimeInDnd3'];
      const report = await both.query('harbour', { template: 'callsByExtension', columns, range: wholeMorning });
      expect(report.items.map(({ key, values }) => [key, ...columns.map((id) => values[id])])).toEqual([
        ['999', 1, 0, 0],
        ['1001', 3, 900_000, 0.1],
        ['1002', 2, 0, 0],
      ]);
      expect(report.totals).toEqual({ callsHandled: 6, timeInDnd3: 900_000, percentTimeInDnd3: 1 / 30 });
      for (const statistic of ['timeInDnd3', 'percentTimeInDnd3']) {
        const explained = await both.explain('harbour', { statistic, template: 'callsByExtension', ...wholeMorning });
        expect({ statistic, value: explained.value }).toEqual({ statistic, value: report.totals?.[statistic] });
      }
    } finally {
      await both.close();
    }
  });
});
