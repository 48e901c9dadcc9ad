import type { HourRows } from '../call-history/events.ts';
import { callRecord, deriveFacts, type Fact, type RowRecord, segmentRecord, statusRecord } from '../statistics/facts.ts';
import type { LakeTableName } from './constants.ts';
import { lakeTables } from './tables.ts';

export const factsOf = (rows: HourRows): readonly Fact[] => rows.calls.flatMap(({ call, segments }) => deriveFacts(call, segments));

const factRecord = (fact: Fact): RowRecord =>
  Object.fromEntries(lakeTables.facts.columns.map(({ name }) => [name, fact[name as keyof Fact]]));

/** Records of each table that the rows of an hour make. */
export const recordsOf = (rows: HourRows): Readonly<Record<LakeTableName, readonly RowRecord[]>> => ({
  calls: rows.calls.map(({ call }) => callRecord(call)),
  segments: rows.calls.flatMap(({ call, segments }) => segments.map((segment) => segmentRecord(call, segment))),
  facts: factsOf(rows).map(factRecord),
  status: rows.status.map(statusRecord),
});
