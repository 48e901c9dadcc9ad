import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { OpenReportOptions } from './open-rows-types.ts';
import { harbour, morning, noon, wholeMorning } from './testing/harbour-morning.ts';
import { type MemoryReports, openMemoryReports } from './testing/memory-reports.ts';

type Content = Parameters<MemoryReports['openRows']>[1];

let reports: MemoryReports;
beforeAll(async () => {
  // Two calls lie in files, the others are in none yet.
  reports = await openMemoryReports({ sites: [morning], now: noon, sealedThrough: Date.parse('2026-03-02T10:00:00Z') });
});
afterAll(() => reports.close());

const content = (template: string, columns: readonly string[], more: Partial<Content> = {}): Content => ({
  name: 'Morning',
  category: 'Test',
  template,
  columns: columns.map((statistic) => ({ statistic })),
  range: { ...wholeMorning },
  ...more,
});
const opened = async (of: Content, over: Omit<OpenReportOptions, 'asAt'> = {}) => {
  const open = await reports.openRows('harbour', of, over);
  onTestFinished(() => open.close());
  return open;
};
const rowsOf = async (of: Content, over: Omit<OpenReportOptions, 'asAt'> = {}, rowsAtOnce = 2) => {
  const open = await opened(of, over);
  const rows: (readonly unknown[])[] = [];
  for await (const batch of open.batches(rowsAtOnce)) {
    expect(batch.length).toBeLessThanOrEqual(rowsAtOnce);
    rows.push(...batch);
  }
  expect(rows.length).toBe(open.rows);
  return { open, rows };
};
const csvOf = async (of: Content): Promise<string> => {
  const open = await opened(of);
  const path = join(open.directory, 'made.csv');
  await open.copy(({ header }, name) => `CAST(${name} AS VARCHAR) AS "${header}"`, 'FORMAT csv, HEADER true', path);
  return readFile(path, 'utf8');
};

describe('a grouped report', () => {
  test('has its key at its place, names beside it, whole milliseconds, and totals in the order of columns', async () => {
    const of = content('callsByExtension', ['callsHandled', 'percentCallsLost', 'avgTalkTime', 'lastCallAt'], {
      key: { place: 1, header: 'Desk' },
      columns: [
        { statistic: 'callsHandled', header: 'All' },
        { statistic: 'percentCallsLost' },
        { statistic: 'avgTalkTime', display: 'seconds' },
        { statistic: 'lastCallAt', display: 'date', width: 12 },
      ],
    });
    const { open, rows } = await rowsOf(of);
    expect(open.columns.map(({ id, header, type, unit, display, width }) => [id, header, type, unit, display, width])).toEqual([
      ['callsHandled', 'All', 'count', 'calls', null, null],
      ['key', 'Desk', 'key', 'none', null, null],
      ['keyName', 'Extension Name', 'key', 'none', null, null],
      ['percentCallsLost', '% Calls Lost', 'percentage', 'fraction', null, null],
      ['avgTalkTime', 'Avg Talk Time', 'duration', 'ms', 'seconds', null],
      ['lastCallAt', 'Last Call At', 'timeOfDay', 'instant', 'date', 12],
    ]);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      [1, '999', 'Night desk', 0, 90_000],
      [3, '1001', 'Anna', 0, 19_333],
      [2, '1002', 'Ben', 1, 4_000],
    ]);
    expect(open.totals?.slice(0, 3)).toEqual([6, null, null]);
    expect(open.notes).toEqual(['Of one row the end was inferred, as the phone system did not report it.']);
  });

  test('by time prints stretches as people read them, in any order that is asked', async () => {
    const { rows } = await rowsOf(
      content('callsByStartTime', ['callsInbound'], { format: 'time', sort: [{ column: 'key', descending: true }] }),
    );
    expect(rows).toEqual([
      ['10:30:00', 1],
      ['09:00:00', 2],
    ]);
  });

  test('over stretches of time has figures of the same calls by when they began, in order of time', async () => {
    const of = content('callsByExtension', ['callsHandled', 'avgTalkTime'], {
      key: { place: 1, header: 'Desk' },
      sort: [{ column: 'callsHandled', descending: true }],
    });
    const { open, rows } = await rowsOf(of, { over: 'weekdayTime', filter: { extension: '1001' } });
    expect(open.columns.map(({ id, header }) => [id, header])).toEqual([
      ['callsHandled', 'Calls Handled'],
      ['key', 'Start Time'],
      ['avgTalkTime', 'Avg Talk Time'],
    ]);
    expect(rows).toEqual([
      [1, 'Mon 09:00', 30_000],
      [1, 'Mon 10:30', 20_000],
      [1, 'Mon 11:00', 8_000],
    ]);
    expect((await rowsOf(content('site', ['callsHandled']), { over: 'date' })).rows).toEqual([['02/03/2026', 5]]);
    for (const refused of [content('callList', ['callDuration']), content('callsByAgent', ['callsHandled', 'timeOnDuty'])])
      await expect(reports.openRows('harbour', refused, { over: 'date' })).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('a caller who withheld the number, and a report of one row', async () => {
    const { rows } = await rowsOf(content('callsByDdi', ['callsInbound']));
    expect(rows).toEqual([['(none)', null, 3]]);
    const { open, rows: one } = await rowsOf(content('inboundCallSummary', []));
    expect([one.length, open.columns.length, open.totals]).toEqual([1, 8, null]);
    expect(one[0]?.slice(0, 3)).toEqual([3, 2, 1]);
  });

  test('in files is the same as in pieces', async () => {
    expect(await csvOf(content('callsByExtension', ['callsHandled']))).toBe(
      'Extension,Extension Name,Calls Handled\n999,Night desk,1\n1001,Anna,3\n1002,Ben,2\n',
    );
  });
});

describe('a list', () => {
  const columns = ['startTime', 'extension', 'callAnswered', 'cliReceived', 'talkDuration'];
  const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);
  const all = [
    [at('09:05:00'), '1001', true, true, 30_000],
    [at('09:10:00'), '1002', false, true, 0],
    [at('10:40:00'), '999', true, true, 90_000],
    [at('10:45:00'), '1001', true, 'n/a', 20_000],
    [at('11:00:00'), '1002, 1001', true, 'n/a', 8_000],
  ];

  test.each<readonly [string, Content['sort'], readonly number[]]>([
    ['as calls began', [], [0, 1, 2, 3, 4]],
    ['the other way round', [{ column: 'key', descending: true }], [4, 3, 2, 1, 0]],
    ['newest first', [{ column: 'startTime', descending: true }], [4, 3, 2, 1, 0]],
    ['by a text, then newest first', [{ column: 'callAnswered' }, { column: 'key', descending: true }], [1, 4, 3, 2, 0]],
    ['by a length of time', [{ column: 'talkDuration', descending: true }], [2, 0, 3, 4, 1]],
  ])('%s, in pieces of any length and on pages alike', async (_, sort, order) => {
    const expected = order.map((i) => all[i]);
    for (const rowsAtOnce of [1, 2, 100])
      expect((await rowsOf(content('callListSegmented', columns, { sort }), {}, rowsAtOnce)).rows).toEqual(expected);
    const whole = await rowsOf(
      content('callList', ['startTime', 'talkDuration'], { sort: sort?.filter(({ column }) => column !== 'callAnswered') }),
    );
    expect(whole.rows.length).toBe(5);
    const question = { template: 'callListSegmented', columns, range: wholeMorning, sort: [...(sort ?? [])], limit: 2 };
    const starts: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await reports.query('harbour', { ...question, ...(cursor === undefined ? {} : { cursor }) });
      starts.push(...page.items.map(({ values }) => Date.parse(String(values.startTime))));
      cursor = page.cursor;
    }
    expect(starts).toEqual(expected.map((row) => row?.[0]));
  });

  test('without rows makes a file with a head', async () => {
    const range = { from: '2026-03-01T09:00:00Z', to: '2026-03-01T10:00:00Z' };
    expect(await csvOf(content('callListSegmented', ['extension', 'talkDuration'], { range }))).toBe('Extension,Talk Duration\n');
  });

  test('of what is configured, and of changes of status', async () => {
    const { rows } = await rowsOf(content('deviceList', ['deviceNumber', 'deviceDescription']));
    expect(rows).toEqual([
      ['999', 'Night desk'],
      ['1001', 'Anna'],
      ['2500', 'Voicemail'],
    ]);
    expect((await rowsOf(content('dndStatusList', ['dndStatus', 'dndEventTime']))).rows).toEqual([]);
  });

  test('with the filter, the range and the hours it says, or those it is given', async () => {
    const filter = { kind: 'own' as const, name: '', spec: { extension: '1001' } };
    const of = content('callListSegmented', ['extension'], { filter, dailyWindow: { from: '09:00', to: '10:00' } });
    const { open, rows } = await rowsOf(of);
    expect([rows, open.windowWords, open.filterWords]).toEqual([[['1001']], '09:00 to 10:00 each day', 'extension 1001']);
    expect((await rowsOf(of, { filter: null })).rows).toEqual([['1001'], ['1002']]);
    expect((await rowsOf(of, { range: { named: 'lastWorkingDays', days: 3 } })).open.windowWords).toBe(
      'Monday to Friday, 09:00 to 10:00 each day',
    );
    const saved = content('callListSegmented', ['extension'], { filter: { kind: 'saved', id: 'sales' } });
    await expect(reports.openRows('harbour', saved)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('"sales"'),
    });
  });
});

test('nothing more runs once it was stopped', async () => {
  const open = await opened(content('callListSegmented', ['extension']));
  open.cancel();
  const read = async () => {
    for await (const batch of open.batches(10)) expect(batch).toEqual([]);
  };
  await expect(read()).rejects.toMatchObject({ code: 'unavailable', message: 'The report was stopped.' });
  const again = await opened(content('callsByExtension', ['callsHandled']));
  const batches = again.batches(1)[Symbol.asyncIterator]();
  expect((await batches.next()).value).toHaveLength(1);
});

test('a report of fifty columns, each as often as it is asked', async () => {
  const ids = Array.from({ length: 20 }, (_, i) => [`timeInDnd${i + 1}`, `percentTimeInDnd${i + 1}`]).flat();
  const columns = [
    'callsHandled',
    'callsIn',
    'callsOut',
    'callsLost',
    'avgTalkTime',
    'totalTalkTime',
    'callsInAns',
    'maxTalkTime',
    'callsExternal',
    'callsInternal',
    ...ids,
  ];
  const { open, rows } = await rowsOf(content('callsByExtension', columns));
  const page = await reports.query('harbour', { template: 'callsByExtension', columns, range: wholeMorning });
  expect([open.columns.length, page.columns.length]).toEqual([52, 50]);
  expect(rows.map((row) => row.slice(2))).toEqual(page.items.map(({ values }) => columns.map((id) => values[id])));
  await expect(reports.openRows(harbour.id, content('callsByExtension', ['callsIn', 'callsIn']))).rejects.toMatchObject({
    code: 'bad-request',
  });
});
