import { describe, expect, expectTypeOf, test } from 'vitest';
import type { StatusRow } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { type Column, callColumns, factColumns, segmentColumns, statusColumns } from './columns.ts';
import { deriveFacts } from './derive-facts.ts';
import { callRecord, factRecord, type RowRecord, segmentRecord, statusRecord } from './records.ts';
import { at, callRow, nine, segmentRow } from './testing/build-rows.ts';

const jsType = { VARCHAR: 'string', BIGINT: 'number', INTEGER: 'number', BOOLEAN: 'boolean' } as const;

/** Every column has a value of its type or null, and nothing is there without a column. */
const expectToFit = (record: RowRecord, columns: readonly Column[]): void => {
  expect(Object.keys(record).sort()).toEqual(columns.map(({ name }) => name).sort());
  for (const { name, type } of columns) if (record[name] !== null) expect([name, typeof record[name]]).toEqual([name, jsType[type]]);
};

const tags = ['a', null, 'c', null, 'e'] as const;
const call = callRow({ from: 0, answer: 5, to: 35 }, { tags, otherTrunks: ['94103', '94104'], answeringExtension: '1001' });
const segment = segmentRow(2, { from: 20, answer: 25, to: 35 }, { tags, dee: true });
const status: StatusRow = {
  statusId: 's1',
  siteId: 'harbour',
  kind: 'dnd',
  status: 'dndOn',
  at: at(7),
  agent: null,
  agentName: null,
  extension: '1001',
  extensionName: 'Ann Archer',
  huntGroup: null,
  huntGroupName: null,
  dndNumber: 3,
  dndMessage: 'LUNCH',
  dndText: 'back at 2',
  carriedOver: true,
};

describe('stored rows', () => {
  test('fit their columns', () => {
    expectToFit(segmentRecord(call, segment), segmentColumns);
    expectToFit(callRecord(call), callColumns);
    expectToFit(statusRecord(status), statusColumns);
    for (const fact of deriveFacts(call, [segment])) expectToFit(factRecord(fact), factColumns);
  });

  test('no column twice, no fact field without one', () => {
    for (const columns of [factColumns, segmentColumns, callColumns, statusColumns])
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expectTypeOf<(typeof factColumns)[number]['name']>().toEqualTypeOf<keyof Fact>();
  });

  test('hold instants as epoch ms, tags apart, trunks as JSON text, and the start of the call', () => {
    expect(segmentRecord(call, segment)).toMatchObject({
      segmentId: 'harbour-1-1F01-mm8y7c00.2',
      segmentNo: 2,
      startedAt: nine + 20_000,
      callStartedAt: nine,
      ringMs: 5_000,
      tag1: 'a',
      tag2: null,
      tag5: 'e',
      dee: true,
    });
    expect(callRecord(call)).toMatchObject({ otherTrunks: '["94103","94104"]', callStartedAt: nine, elapsedMs: 35_000, tag3: 'c' });
    expect(statusRecord(status)).toMatchObject({ statusId: 's1', at: nine + 7_000, dndNumber: 3, carriedOver: true });
  });
});
