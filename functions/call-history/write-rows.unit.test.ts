import { describe, expect, test } from 'vitest';
import { chunkWrites } from './core/chunk-writes.ts';
import type { HistoryWrite } from './core/compute-writes.ts';
import { hourMarks } from './core/hour-marks.ts';
import { type RowsToWrite, writeRowsParams } from './history-params.ts';

const owner = { tenant: 'bakery', site: 'harbour' };
const pk = (kind: string) => `T#bakery#S#harbour#${kind}#2026-03-02`;
const row = (kind: string, sk: string, call: string | null, content: unknown = {}): HistoryWrite => ({
  pk: pk(kind),
  sk,
  n: 1,
  row: content,
  call,
});
const rows = (overrides: Partial<RowsToWrite>): RowsToWrite => ({
  writes: [],
  takeOvers: [],
  markers: [],
  position: { before: 4, after: 5 },
  restatedAt: null,
  ...overrides,
});

describe('marks', () => {
  test('are one an hour, and say when a row left it', () => {
    const writes = [
      row('CALL', '2026-03-02T09:00:00.000Z#c', 'c', null),
      row('CALL', '2026-03-02T10:00:00.000Z#c', 'c'),
      row('SEG', '2026-03-02T09:00:00.000Z#c#0001', 'c'),
      row('CARRIED', '2026-03-02T00:00:00.000Z#s', null),
      row('ANOMALY', '2026-03-02T11:00:00.000Z#s', null),
    ];
    expect(hourMarks(writes)).toEqual([
      { hour: '2026-03-02T00', left: false },
      { hour: '2026-03-02T09', left: true },
      { hour: '2026-03-02T10', left: false },
    ]);
  });

  test('go with the rows in one transaction, as numbers that only grow', () => {
    const writes = [row('STATUS', '2026-03-02T09:00:00.000Z#s', null)];
    const [only, ...others] = writeRowsParams('history', owner, rows({ writes, restatedAt: 77 }));
    expect(others).toEqual([]);
    expect(only?.TransactItems?.at(-1)).toEqual({
      Update: {
        TableName: 'history',
        Key: { pk: 'T#bakery#S#harbour#MARKS', sk: '2026-03-02' },
        UpdateExpression: 'SET r09 = :at ADD n09 :one',
        ExpressionAttributeValues: { ':one': 1, ':at': 77 },
      },
    });
  });
});

describe('many rows', () => {
  test('are cut between calls only, and not between calls of which one took over the other', () => {
    const of = (call: string, n: number) => Array.from({ length: n }, (_, i) => row('SEG', `${call}${i}`, call));
    const chunks = chunkWrites([...of('a', 3), ...of('b', 2), ...of('c', 1), ...of('d', 3)], [['a', 'c']], 5);
    expect(chunks.map((chunk) => chunk.map((write) => write.sk).join(' '))).toEqual(['a0 a1 a2 c0', 'b0 b1 d0 d1 d2']);
  });

  test('check the position with every transaction and move it with the last', () => {
    const writes = Array.from({ length: 200 }, (_, i) => row('CALL', `2026-03-02T09:00:00.000Z#${i}`, `${i}`));
    const params = writeRowsParams('history', owner, rows({ writes, markers: [{ pk: 'SITES', sk: 'x' }] }));
    expect(params.map((one) => one.TransactItems?.length)).toEqual([83, 82, 42]);
    expect(params.map((one) => Object.keys(one.TransactItems?.[0] ?? {})[0])).toEqual(['ConditionCheck', 'ConditionCheck', 'Put']);
  });

  test('of many days stay within what a transaction may hold', () => {
    const day = (i: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + i * 86_400_000).toISOString();
    const writes = Array.from({ length: 80 }, (_, i) => ({
      ...row('CALL', `${day(i)}#${i}`, `${i}`),
      pk: `x#CALL#${day(i).slice(0, 10)}`,
    }));
    const params = writeRowsParams('history', owner, rows({ writes, markers: writes.map(({ pk: of }) => ({ pk: 'DAYS', sk: of })) }));
    for (const one of params) expect(one.TransactItems?.length).toBeLessThanOrEqual(100);
    expect(params.flatMap((one) => one.TransactItems ?? []).filter((item) => item.Update !== undefined)).toHaveLength(80);
  });
});
