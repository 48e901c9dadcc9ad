import type { DuckDBConnection } from '@duckdb/node-api';
import type { UnitMembers } from '../domain/unit-members.ts';
import type { Grain } from '../statistics/facts.ts';
import { heldValues, memberValues, shownKeysSql, unitTables, visibleKeysSql, visibleSegmentsSql } from './core/unit-sql.ts';
import { insertValues } from './insert-values.ts';

/** Puts the members where SQL finds them. */
export const loadMembers = async (connection: DuckDBConnection, members: UnitMembers): Promise<void> => {
  await insertValues(connection, unitTables.members, 'kind VARCHAR, number VARCHAR', memberValues(members));
  await insertValues(connection, unitTables.held, 'kind VARCHAR, number VARCHAR, "heldFrom" BIGINT, "heldTo" BIGINT', heldValues(members));
};

/**
 * The seam of rows limited by business unit: decides once, from the segments of the range, which calls, segments and facts a person sees,
 * and what is blank on them. Everything else reads through `visibleFactsSql` and `visibleRowsSql`.
 */
export const limitToUnits = async (
  connection: DuckDBConnection,
  members: UnitMembers,
  segments: string,
  grains: readonly Grain[],
): Promise<void> => {
  await loadMembers(connection, members);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${unitTables.segments} AS ${visibleSegmentsSql(segments)}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${unitTables.shown} AS ${shownKeysSql()}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${unitTables.keys} AS ${visibleKeysSql(grains)}`);
};
