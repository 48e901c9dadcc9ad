import type { DuckDBConnection } from '@duckdb/node-api';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { acdTimes } from './columns/acd-times.ts';
import { dndTimes } from './columns/dnd-times.ts';
import { computeReport, figuresOf, type Report, read, textOf } from './compute-report.ts';
import { type Question, sqlText } from './question.ts';
import type { Readings } from './readings.ts';
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

/** Rows of agents with status and without calls (§8.18), before the report of calls is made. */
const agentsWithStatus = `INSERT INTO r BY NAME SELECT key, (SELECT max_by("agentName", "at") FROM acd WHERE agent = key) AS name, 0 AS started FROM stay_sums
  WHERE (duty_ms > 0 OR last_logoff IS NOT NULL) AND key NOT IN (FROM r SELECT key)`;

/** ACD and DND columns beside those of calls. Both questions must be open. */
export const computeReportWithStays = async (
  connection: DuckDBConnection,
  template: keyof typeof stayOwners,
  question: Question,
  config: SiteConfig,
  readings: Readings,
): Promise<Report> => {
  const owner = stayOwners[template];
  await connection.run(staySumsSql(owner, config));
  const calls = await computeReport(connection, template, question, config, readings, owner === 'agent' ? agentsWithStatus : '');
  await connection.run(`CREATE OR REPLACE TEMP TABLE stay_rows AS
    SELECT *, ${baseSql(owner, config)} AS base_ms FROM (
      SELECT key, ${sums.map((sum) => `coalesce(${sum}, 0) AS ${sum}`).join(', ')}, ${stayThings.map((name) => `${name}_longest`).join(', ')},
        first_logon, last_logon, last_logoff
      FROM (SELECT DISTINCT key FROM r) LEFT JOIN stay_sums USING (key))`);
  const columns = Object.entries({ ...(owner === 'agent' ? acdTimes : {}), ...dndTimes })
    .map(([id, sql]) => `${sql} AS "${id}"`)
    .join(', ');
  const stays = new Map((await read(connection, `SELECT key, ${columns} FROM stay_rows`)).map((row) => [textOf(row.key), figuresOf(row)]));
  const [totals] = await read(
    connection,
    `SELECT ${columns} FROM (SELECT ${[...sums, 'base_ms'].map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`).join(', ')},
      ${stayThings.map((name) => `max(${name}_longest) AS ${name}_longest`).join(', ')},
      min(first_logon) AS first_logon, max(last_logon) AS last_logon, max(last_logoff) AS last_logoff FROM stay_rows)`,
  );
  return {
    rows: new Map([...calls.rows].map(([key, row]) => [key, { ...row, values: { ...row.values, ...stays.get(key) } }])),
    totals: { ...calls.totals, ...figuresOf(totals ?? {}) },
  };
};
