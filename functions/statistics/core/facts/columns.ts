import { callFields, segmentFields, statusFields } from '../../../domain/public-rows.ts';
import type { Fact } from '../types/fact.ts';

export type ColumnType = 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'BOOLEAN';
/** A column of a stored table, as DuckDB calls its type. Instants are BIGINT epoch ms, durations BIGINT ms. */
export interface Column<Name extends string = string> {
  readonly name: Name;
  readonly type: ColumnType;
}

/** Grows by one when a fact of the same call may come out differently: stored facts of a lower version are derived again. */
export const factsVersion = 1;

const factTypes = {
  factId: 'VARCHAR',
  siteId: 'VARCHAR',
  grain: 'VARCHAR',
  logicalCallId: 'VARCHAR',
  segmentNo: 'INTEGER',
  ruleSet: 'INTEGER',
  callStartedAt: 'BIGINT',
  startedAt: 'BIGINT',
  answeredAt: 'BIGINT',
  endedAt: 'BIGINT',
  callType: 'VARCHAR',
  side: 'VARCHAR',
  answered: 'BOOLEAN',
  outcome: 'VARCHAR',
  callOutcome: 'VARCHAR',
  callRingMs: 'BIGINT',
  ringMs: 'BIGINT',
  talkMs: 'BIGINT',
  holdMs: 'BIGINT',
  callMs: 'BIGINT',
  rang: 'BOOLEAN',
  completed: 'BOOLEAN',
  matched: 'BOOLEAN',
  withCli: 'BOOLEAN',
  hasDdi: 'BOOLEAN',
  recoverable: 'BOOLEAN',
  transferredIn: 'BOOLEAN',
  transferredOut: 'BOOLEAN',
  overflowedIn: 'BOOLEAN',
  overflowedOut: 'BOOLEAN',
  deeOutside: 'BOOLEAN',
  trunkToTrunk: 'BOOLEAN',
  conference: 'BOOLEAN',
  inferredEnd: 'BOOLEAN',
  extension: 'VARCHAR',
  extensionName: 'VARCHAR',
  agent: 'VARCHAR',
  agentName: 'VARCHAR',
  userId: 'VARCHAR',
  userName: 'VARCHAR',
  huntGroup: 'VARCHAR',
  huntGroupName: 'VARCHAR',
  trunk: 'VARCHAR',
  trunkName: 'VARCHAR',
  ddi: 'VARCHAR',
  dnis: 'VARCHAR',
  accountCode: 'VARCHAR',
  outsideNumber: 'VARCHAR',
  telephoneKey: 'VARCHAR',
  telephoneName: 'VARCHAR',
} as const satisfies Record<keyof Fact, ColumnType>;

/** Columns of stored facts, in order. */
export const factColumns: readonly Column<keyof Fact>[] = Object.entries(factTypes).map(([name, type]) => ({
  name: name as keyof Fact,
  type,
}));

type RowField = (typeof segmentFields)[number] | (typeof callFields)[number] | (typeof statusFields)[number] | keyof typeof ours;

const ours = { callStartedAt: 'BIGINT', statusId: 'VARCHAR', siteId: 'VARCHAR', carriedOver: 'BOOLEAN' } as const;

/** Fields that are no text. */
const rowTypes: Partial<Record<RowField, ColumnType>> = {
  ...ours,
  ruleSet: 'INTEGER',
  segmentNo: 'INTEGER',
  segmentCount: 'INTEGER',
  dndNumber: 'INTEGER',
  startedAt: 'BIGINT',
  answeredAt: 'BIGINT',
  endedAt: 'BIGINT',
  at: 'BIGINT',
  ringMs: 'BIGINT',
  talkMs: 'BIGINT',
  holdMs: 'BIGINT',
  elapsedMs: 'BIGINT',
  answered: 'BOOLEAN',
  dee: 'BOOLEAN',
  trunkToTrunk: 'BOOLEAN',
  conference: 'BOOLEAN',
  shortCall: 'BOOLEAN',
};

/** Tags lie in five columns, `tag1` to `tag5`. */
export const tagColumns = ['tag1', 'tag2', 'tag3', 'tag4', 'tag5'] as const;

const columnsOf = (fields: readonly RowField[]): readonly Column[] =>
  fields.flatMap((field): readonly Column[] =>
    field === 'tags' ? tagColumns.map((name) => ({ name, type: 'VARCHAR' })) : [{ name: field, type: rowTypes[field] ?? 'VARCHAR' }],
  );

/** Published fields of a segment, and the start of its call's row, by which it stands in a range. */
export const segmentColumns: readonly Column[] = columnsOf([...segmentFields, 'callStartedAt']);
/** Published fields of a call; `otherTrunks` is JSON text. `callStartedAt` equals `startedAt`, so that all tables are cut alike. */
export const callColumns: readonly Column[] = columnsOf([...callFields, 'callStartedAt']);
/** Published fields of a status row, with what only the store knows. */
export const statusColumns: readonly Column[] = columnsOf(['statusId', 'siteId', 'carriedOver', ...statusFields]);
