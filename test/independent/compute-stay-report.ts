import type { DuckDBConnection } from '@duckdb/node-api';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { acdTimes } from './columns/acd-times.ts';
import { dndTimes } from './columns/dnd-times.ts';
import { type Figures, figuresOf, type Report, read, textOf } from './compute-report.ts';
import { type Question, sqlText } from './question.ts';
import { type StayOwner, staySumsSql, stayThings } from './status/stay-figures.ts';
import { intervalsSql, staysSql } from './status/stays.ts';

export const stayOwners = { callsByAgent: 'agent', callsByExtension: 'extension', callsByUser: 'user' } as const satisfies Record<
  string,
  StayOwner
>;

/** Stays of the question's site come into reach. */
export const openStays = async (connection: DuckDBConnection, question: Question, config: SiteConfig): Promise<void> => {
  for (const sql of [...staysSql(question), intervalsSql(question, config)]) await connection.run(sql);
};

const sums = stayThings.flatMap((name) => [`${name}_ms`, `${name}_entries`, `${name}_stays`]);

/** What `%` divides by: time on duty; elapsed time; elapsed time times the number of the user's extensions (§7 ⚠2, §8.18). */
const baseSql = (owner: StayOwner, config: SiteConfig): string => {
  const elapsed = '(SELECT CAST(sum(high - low) AS DOUBLE) FROM intervals)';
  switch (owner) {
    case 'agent':
      return 'duty_ms';
    case 'extension':
      return elapsed;
    case 'user':
      return `${elapsed} * CASE key ${config.users.map((user) => `WHEN ${sqlText(user.id)} THEN ${user.extensions.length}`).join(' ')} ELSE 0 END`;
  }
};

/**
 * ACD and DND columns for the rows of a report. `keys` = rows it has from calls; the Agent report has agents with status, too (§8.18).
 */
export const computeStayReport = async (
  connection: DuckDBConnection,
  owner: StayOwner,
  keys: readonly (string | null)[],
  config: SiteConfig,
): Promise<Report> => {
  await connection.run(staySumsSql(owner, config));
  const listed = keys.flatMap((key) => (key === null ? [] : [`(${sqlText(key)})`]));
  const rowsOf = `SELECT key FROM (VALUES ${[...listed, '(NULL)'].join(', ')}) k(key) WHERE key IS NOT NULL ${
    owner === 'agent' ? `UNION SELECT key FROM stay_sums WHERE duty_ms > 0 OR last_logoff IS NOT NULL` : ''
  }`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE stay_rows AS
    SELECT *, ${baseSql(owner, config)} AS base_ms FROM (
      SELECT key, ${sums.map((sum) => `coalesce(${sum}, 0) AS ${sum}`).join(', ')}, ${stayThings.map((name) => `${name}_longest`).join(', ')},
        first_logon, last_logon, last_logoff
      FROM (${rowsOf}) LEFT JOIN stay_sums USING (key))`);
  const columns = Object.entries({ ...(owner === 'agent' ? acdTimes : {}), ...dndTimes })
    .map(([id, sql]) => `${sql} AS "${id}"`)
    .join(', ');
  const rows = await read(connection, `SELECT key, ${columns} FROM stay_rows`);
  const [totals] = await read(
    connection,
    `SELECT ${columns} FROM (SELECT ${[...sums, 'base_ms'].map((sum) => `sum(${sum}) AS ${sum}`).join(', ')},
      ${stayThings.map((name) => `max(${name}_longest) AS ${name}_longest`).join(', ')},
      min(first_logon) AS first_logon, max(last_logon) AS last_logon, max(last_logoff) AS last_logoff FROM stay_rows)`,
  );
  const none: Figures = {};
  return {
    rows: new Map(rows.map((row) => [textOf(row['key']), { name: null, values: figuresOf(row) }])),
    totals: totals === undefined ? none : figuresOf(totals),
  };
};
