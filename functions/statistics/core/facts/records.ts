import { callFields, segmentFields, statusFields } from '../../../domain/public-rows.ts';
import type { Call, Segment, StatusRow, Tags } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { factColumns, tagColumns } from './columns.ts';

/** One stored row: a value for each column of its table. */
export type RowRecord = Readonly<Record<string, string | number | boolean | null>>;
type Cell = RowRecord[string];

const tagCells = (tags: Tags): readonly (readonly [string, Cell])[] => tagColumns.map((name, slot) => [name, tags[slot] ?? null]);

/** `call` = the call the segment belongs to, for the start by which both stand in a range. */
export const segmentRecord = (call: Pick<Call, 'startedAt'>, segment: Segment): RowRecord => {
  const cells = segmentFields.flatMap((field): readonly (readonly [string, Cell])[] =>
    field === 'tags' ? tagCells(segment.tags) : [[field, segment[field]]],
  );
  return { ...Object.fromEntries(cells), callStartedAt: call.startedAt };
};

export const callRecord = (call: Call): RowRecord => {
  const cells = callFields.flatMap((field): readonly (readonly [string, Cell])[] => {
    if (field === 'tags') return tagCells(call.tags);
    return field === 'otherTrunks' ? [[field, JSON.stringify(call.otherTrunks)]] : [[field, call[field]]];
  });
  return { ...Object.fromEntries(cells), callStartedAt: call.startedAt };
};

export const statusRecord = (row: StatusRow): RowRecord => ({
  statusId: row.statusId,
  siteId: row.siteId,
  carriedOver: row.carriedOver,
  ...Object.fromEntries(statusFields.map((field) => [field, row[field]])),
});

export const factRecord = (fact: Fact): RowRecord => Object.fromEntries(factColumns.map(({ name }) => [name, fact[name]]));
