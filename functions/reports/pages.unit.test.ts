import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports, type QueryInput } from './testing/memory-reports.ts';

let reports: MemoryReports;
beforeAll(async () => {
  const other = { ...morning, config: { ...harbour, id: 'quay' } };
  reports = await openMemoryReports({ sites: [morning, other], now: noon });
});
afterAll(() => reports.close());

const byExtension: QueryInput = {
  template: 'callsByExtension',
  columns: ['callsHandled', 'avgTalkTime', 'maxRingTimeLost'],
  range: wholeMorning,
};
const keys = async (question: QueryInput): Promise<readonly (string | null)[]> =>
  (await reports.query('harbour', question)).items.map(({ key }) => key);
const badCursor = { code: 'bad-cursor' };

describe('pages', () => {
  test('follow one another with the cursor; totals are those of the whole report on each', async () => {
    const first = await reports.query('harbour', { ...byExtension, limit: 2 });
    expect([first.items.map(({ key }) => key), first.rows, first.totals?.callsHandled]).toEqual([['999', '1001'], 3, 6]);
    const second = await reports.query('harbour', { ...byExtension, limit: 2, cursor: first.cursor ?? '' });
    expect([second.items.map(({ key }) => key), second.rows, second.totals?.callsHandled, second.cursor]).toEqual([['1002'], 3, 6, null]);
  });

  test('that end with the report have no cursor', async () => {
    expect((await reports.query('harbour', { ...byExtension, limit: 3 })).cursor).toBeNull();
    expect(
      (await reports.query('harbour', { template: 'site', columns: ['callsHandled'], range: wholeMorning, limit: 1 })).cursor,
    ).toBeNull();
  });

  test('lead to the end and back: the last page ends with the last row, in the order of the report', async () => {
    const first = await reports.query('harbour', { ...byExtension, limit: 2 });
    const last = await reports.query('harbour', { ...byExtension, limit: 2, cursor: first.last ?? '' });
    expect([first.first, first.before, last.first, last.items.map(({ key }) => key), last.cursor, last.last]).toEqual([
      0,
      null,
      1,
      ['1001', '1002'],
      null,
      null,
    ]);
    const before = await reports.query('harbour', { ...byExtension, limit: 2, cursor: last.before ?? '' });
    expect([before.first, before.items.map(({ key }) => key), before.before]).toEqual([0, ['999', '1001'], null]);
    expect((await reports.query('harbour', { ...byExtension, limit: 50 })).last).toBeNull();
  });

  test('keep the instant of the first one, so that a named range does not move between them', async () => {
    const question = { ...byExtension, range: { named: 'today' as const }, limit: 2 };
    const first = await reports.query('harbour', question);
    reports.setNow(noon + 20 * 3_600_000);
    const second = await reports.query('harbour', { ...question, cursor: first.cursor ?? '' });
    reports.setNow(noon);
    expect([second.range, second.items.map(({ key }) => key)]).toEqual([first.range, ['1002']]);
    expect(second.range.asAt).toBe('2026-03-02T12:00:00.000Z');
  });

  test('of another question, another site or none of ours are refused', async () => {
    const { cursor } = await reports.query('harbour', { ...byExtension, limit: 2 });
    const given = cursor ?? '';
    const ask = (question: QueryInput, site = 'harbour') => reports.query(site, { ...question, cursor: given });
    await expect(ask({ ...byExtension, columns: ['callsHandled'] })).rejects.toMatchObject(badCursor);
    await expect(ask({ ...byExtension, sort: [{ column: 'key' }] })).rejects.toMatchObject(badCursor);
    await expect(ask({ ...byExtension, filter: { extension: '1001' } })).rejects.toMatchObject(badCursor);
    await expect(ask({ ...byExtension }, 'quay')).rejects.toMatchObject(badCursor);
    for (const cursor of ['page2', '', Buffer.from('{"q":1}').toString('base64url'), Buffer.from('[]').toString('base64url')])
      await expect(reports.query('harbour', { ...byExtension, cursor })).rejects.toMatchObject(badCursor);
  });

  test('may be of other lengths', async () => {
    const { cursor } = await reports.query('harbour', { ...byExtension, limit: 1 });
    expect(await keys({ ...byExtension, limit: 50, cursor: cursor ?? '' })).toEqual(['1001', '1002']);
  });

  test('of an explanation follow one another too', async () => {
    const question = { statistic: 'callsHandled', template: 'site', ...wholeMorning, limit: 3 };
    const first = await reports.explain('harbour', question);
    const second = await reports.explain('harbour', { ...question, cursor: first.cursor ?? '' });
    expect([first.items.length, second.items.length, second.cursor]).toEqual([3, 2, null]);
    await expect(reports.explain('harbour', { ...question, verdict: 'out', cursor: first.cursor ?? '' })).rejects.toMatchObject(badCursor);
  });
});

describe('rows are sorted', () => {
  test.each<readonly [string, NonNullable<QueryInput['sort']>, readonly string[]]>([
    ['by key without being asked, numbers by size', [], ['999', '1001', '1002']],
    ['by key, the largest first', [{ column: 'key', descending: true }], ['1002', '1001', '999']],
    ['by a count, equal ones by key', [{ column: 'callsHandled' }], ['999', '1002', '1001']],
    ['by a count, the largest first', [{ column: 'callsHandled', descending: true }], ['1001', '1002', '999']],
    ['by a length of time', [{ column: 'avgTalkTime' }], ['1002', '1001', '999']],
    ['by a figure that some rows do not have: these come last', [{ column: 'maxRingTimeLost' }], ['1002', '999', '1001']],
    ['and last also the other way round', [{ column: 'maxRingTimeLost', descending: true }], ['1002', '999', '1001']],
    ['by two columns', [{ column: 'maxRingTimeLost' }, { column: 'key', descending: true }], ['1002', '1001', '999']],
  ])('%s', async (_, sort, expected) => {
    expect(await keys({ ...byExtension, sort })).toEqual(expected);
  });

  test('by instants, texts, yes or no, and lengths in a list', async () => {
    const sorted = async (column: string, descending = false) => {
      const question: QueryInput = {
        template: 'callList',
        columns: ['extension', 'startTime', 'callAnswered', 'talkDuration'],
        range: wholeMorning,
      };
      const { items } = await reports.query('harbour', { ...question, sort: [{ column, descending }] });
      return items.map(({ values }) => String(values.startTime).slice(11, 16));
    };
    expect(await sorted('startTime', true)).toEqual(['11:00', '10:45', '10:40', '09:10', '09:05']);
    expect(await sorted('callAnswered')).toEqual(['09:10', '09:05', '10:40', '10:45', '11:00']);
    expect(await sorted('talkDuration')).toEqual(['09:10', '11:00', '10:45', '09:05', '10:40']);
    expect(await sorted('extension')).toEqual(['09:05', '10:45', '09:10', '11:00', '10:40']);
  });

  test('only by columns of the report', async () => {
    const ask = reports.query('harbour', { ...byExtension, sort: [{ column: 'callsLost' }] });
    await expect(ask).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('"callsLost"') });
    const list = reports.query('harbour', {
      template: 'callList',
      columns: ['callDuration'],
      range: wholeMorning,
      sort: [{ column: 'startTime' }],
    });
    await expect(list).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('"startTime"') });
  });
});
