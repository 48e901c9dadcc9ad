import { afterAll, beforeAll, expect, test } from 'vitest';
import { customer, harbour } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';
import { internal, type ToldCall, toldCalls } from './testing/told-calls.ts';

/** A call each minute from nine on; each shows another case of a column. */
const told: readonly Omit<ToldCall, 'at'>[] = [
  {
    ring: 4,
    talk: 19,
    more: { agent: '5001', agentName: 'Anna', contactName: 'Mill', ddi: '456', huntGroup: '2000', tags: ['VIP', null, null, null, 'last'] },
  },
  { ring: 6, more: { outsideNumber: '12', outsideE164: null, huntGroup: '2000', dee: true } },
  { ring: 3, talk: 20, more: { direction: 'out', contactName: '', outsideNumber: '01632 960001' } },
  {
    ring: 2,
    talk: 8,
    more: {
      ...internal({ number: '1001', name: 'Anna' }, { number: '1002', name: 'Ben' }),
      callingAgent: '5001',
      agent: null,
      contactName: 'Mill',
    },
  },
  { ring: 5, talk: 0, open: true },
  { ring: 5, open: true, more: { outsideNumber: null, outsideE164: null } },
];
const ringing = toldCalls(
  'harbour',
  told.map((call, minute) => ({ ...call, at: `2026-03-02T09:0${minute}:00Z` })),
);

let reports: MemoryReports;
beforeAll(async () => {
  reports = await openMemoryReports({
    sites: [{ tenant: customer, config: harbour, ...ringing }],
    now: Date.parse('2026-03-02T12:00:00Z'),
  });
});
afterAll(() => reports.close());

const columnOf = async (template: 'callList' | 'callListSegmented', column: string) => {
  const range = { from: '2026-03-02T09:00:00Z', to: '2026-03-02T10:00:00Z' };
  const { items } = await reports.query('harbour', { template, columns: [column], range });
  return items.map(({ values }) => values[column]);
};

test.each<readonly [string, readonly unknown[]]>([
  ['callDirection', ['In', 'In', 'Out', 'n/a', 'In', 'In']],
  ['callType', ['Ext', 'Ext', 'Ext', 'Int', 'Ext', 'Ext']],
  ['callAnswered', [true, false, true, true, true, false]],
  ['callState', ['Ended', 'Ended', 'Ended', 'Ended', 'Connected', 'Ringing']],
  ['callMatched', [true, false, false, false, false, false]],
  ['cliReceived', [true, false, 'n/a', 'n/a', true, false]],
  ['ddiReceived', [true, false, 'n/a', 'n/a', false, false]],
  ['shortCall', [true, false, false, true, false, false]],
  ['callDuration', [23_000, 6_000, 23_000, 10_000, null, null]],
  ['ringDuration', [4_000, 6_000, 3_000, 2_000, 5_000, null]],
  ['talkDuration', [19_000, 0, 20_000, 8_000, null, null]],
  ['huntGroup', ['2000', 'DEE', null, null, null, null]],
  ['tagField1', ['VIP', null, null, null, null, null]],
  ['tagField5', ['last', null, null, null, null, null]],
  ['agent', ['5001', null, null, '5001', null, null]],
  ['startTime', [0, 1, 2, 3, 4, 5].map((minute) => `2026-03-02T09:0${minute}:00.000Z`)],
  ['answerTime', ['09:00:04', null, '09:02:03', '09:03:02', '09:04:05', null].map((at) => (at === null ? null : `2026-03-02T${at}.000Z`))],
])('%s of calls and of segments', async (column, expected) => {
  expect(await columnOf('callListSegmented', column)).toEqual(expected);
  expect(await columnOf('callList', column)).toEqual(expected);
});

test('telephone number: the number outside, of an internal call who called', async () => {
  const numbers = await columnOf('callListSegmented', 'telephoneNumber');
  expect([numbers[1], numbers[2], numbers[3], numbers[5]]).toEqual(['12', '01632 960001', '1001', null]);
});

test('both parties of an internal call, the called one first', async () => {
  expect((await columnOf('callListSegmented', 'extension'))[3]).toBe('1002, 1001');
  expect((await columnOf('callListSegmented', 'extensionName'))[3]).toBe('Ben, Anna');
});

test('a segment has its own id, a whole call that of its first segment', async () => {
  const [call] = ringing.calls;
  const [segment] = ringing.segments;
  expect([(await columnOf('callListSegmented', 'recId'))[0], (await columnOf('callList', 'recId'))[0]]).toEqual([
    segment?.segmentId,
    `${call?.logicalCallId}.1`,
  ]);
});
