import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type ExplainInput, type MemoryReports, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';

let reports: MemoryReports;
beforeAll(async () => {
  reports = await openMemoryReports({ sites: [morning], now: noon });
});
afterAll(() => reports.close());

const site: QueryInput = { template: 'site', columns: ['callsHandled'], range: wholeMorning };
const ask = (more: Partial<QueryInput>) => reports.query('harbour', { ...site, ...more });
const explain = (more: Partial<ExplainInput>) => reports.explain('harbour', { statistic: 'callsHandled', ...wholeMorning, ...more });

describe('a question that cannot be answered names what is wrong and where', () => {
  test('an unknown template', async () => {
    await expect(ask({ template: 'callsByMoon' })).rejects.toMatchObject({
      code: 'bad-request',
      errors: [{ pointer: '#/template', detail: 'There is no template "callsByMoon"; GET /v1/templates names all.', in: 'body' }],
    });
  });

  test('every column that does not exist or is not offered there, by its place', async () => {
    await expect(ask({ template: 'callsByTrunk', columns: ['callsHandled', 'callsOnMoon', 'timeOnDuty'] })).rejects.toMatchObject({
      code: 'bad-request',
      errors: [
        { pointer: '#/columns/1', detail: expect.stringContaining('there is no such statistic'), in: 'body' },
        { pointer: '#/columns/2', detail: expect.stringContaining('not offered by Calls by Trunk'), in: 'body' },
      ],
    });
  });

  test('a filter, by its field and character', async () => {
    await expect(ask({ filter: { extension: '1001,2000-1000', moon: 'full' } })).rejects.toMatchObject({
      code: 'bad-request',
      errors: expect.arrayContaining([
        { pointer: '#/filter/extension', detail: expect.stringMatching(/^At character \d+: /), in: 'body' },
        { pointer: '#/filter/moon', detail: expect.any(String), in: 'body' },
      ]),
    });
  });

  test('a range that ends before it begins, or where it begins', async () => {
    for (const range of [
      { from: wholeMorning.to, to: wholeMorning.from },
      { from: wholeMorning.from, to: wholeMorning.from },
    ])
      await expect(ask({ range })).rejects.toMatchObject({ code: 'bad-request', errors: [{ pointer: '#/range', in: 'body' }] });
  });

  test('days where the range has none, and none where it needs them', async () => {
    const lacking = '"lastDays" needs a number of days: give `days`, 1 to 3,700';
    const idle = '"today" has no number of days: leave `days` out, or name "lastDays"';
    await expect(ask({ range: { named: 'lastDays' } })).rejects.toMatchObject({
      code: 'bad-request',
      errors: [{ pointer: '#/range/days', detail: lacking, in: 'body' }],
    });
    await expect(ask({ range: { named: 'today', days: 3 } })).rejects.toMatchObject({
      errors: [{ pointer: '#/range/days', detail: idle }],
    });
    const byName = { from: undefined, to: undefined };
    await expect(explain({ ...byName, named: 'lastWorkingDays' })).rejects.toMatchObject({ errors: [{ pointer: '#/days', in: 'query' }] });
    await expect(explain({ ...byName, days: 3 })).rejects.toMatchObject({ errors: [{ pointer: '#/days', detail: idle, in: 'query' }] });
  });

  test('a statistic or template that cannot be explained', async () => {
    await expect(explain({ statistic: 'callsOnMoon' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(explain({ template: 'callsByMoon' })).rejects.toMatchObject({ errors: [{ pointer: '#/template', in: 'query' }] });
    await expect(explain({ filter: '{"extension"' })).rejects.toMatchObject({ errors: [{ pointer: '#/filter', in: 'query' }] });
    await expect(explain({ windowFrom: '09:00' })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Give both `windowFrom` and `windowTo`.',
    });
    await expect(explain({ to: undefined })).rejects.toMatchObject({
      code: 'bad-request',
      message: 'Give both `from` and `to`, or `named`.',
    });
  });
});

test('fixed reports take their own columns, whatever is asked', async () => {
  const summary = await ask({ template: 'inboundCallSummary', columns: ['callsHandled'] });
  expect(summary.items.map(({ values }) => values)).toEqual([
    {
      callsInbound: 3,
      callsAnswered: 2,
      callsLost: 1,
      percentCallsLost: 1 / 3,
      avgAnswerTimeIn: 7_500,
      avgLostCallTime: 6_000,
      maxRingTimeLost: 6_000,
      callsAnsweredWithinTarget: 1,
    },
  ]);
});

test('an explanation tells each call with its reason', async () => {
  const lost = await explain({ statistic: 'callsLost', template: 'callsByExtension', key: '1002', verdict: 'all' });
  expect(lost.value).toBe(1);
  expect(lost.parts).toMatchObject([{ id: 'figure', counted: 1, notCounted: 5, all: 6, contribution: 1 }]);
  expect(lost.items.map(({ startedAt, extension, reason }) => [startedAt.slice(11, 16), extension, reason])).toEqual([
    ['09:05', '1001', 'belongs to another row of the report'],
    ['09:10', '1002', null],
    ['10:40', '999', 'belongs to another row of the report'],
    ['10:45', '1001', 'belongs to another row of the report'],
    ['11:00', '1002', 'an internal call'],
    ['11:00', '1001', 'belongs to another row of the report'],
  ]);
});
