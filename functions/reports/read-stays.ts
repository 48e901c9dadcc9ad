import type { Gap } from '../domain/engine-output.ts';
import { epochMs } from '../domain/ids.ts';
import type { StatusRow } from '../domain/segment.ts';
import { partyVisible } from '../domain/unit-members.ts';
import type { DuckDb, LakeReader } from '../lake/lake.ts';
import { lakeFilesSql } from '../lake/lake.ts';
import { statusColumns } from '../statistics/facts.ts';
import { deriveStays, type Stay, usersAt } from '../statistics/stays.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { plain } from './run-list.ts';

export interface ReadStaysDeps {
  readonly lake: LakeReader;
  readonly duckDb: () => Promise<DuckDb>;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A row of the lake as it was stored: our own writing. */
const toStatusRow = (row: Readonly<Record<string, unknown>>): StatusRow => ({
  statusId: String(row.statusId),
  siteId: String(row.siteId),
  carriedOver: row.carriedOver === true,
  kind: row.kind as StatusRow['kind'],
  status: row.status as StatusRow['status'],
  at: epochMs(Number(row.at)),
  agent: textOf(row.agent),
  agentName: textOf(row.agentName),
  extension: textOf(row.extension),
  extensionName: textOf(row.extensionName),
  huntGroup: textOf(row.huntGroup),
  huntGroupName: textOf(row.huntGroupName),
  dndNumber: row.dndNumber === null ? null : Number(row.dndNumber),
  dndMessage: textOf(row.dndMessage),
  dndText: textOf(row.dndText),
});

/**
 * Stays that touch the range. Read from the reset before its start on, where the rows carried over say what state everybody was in
 * (rule set 1 §7). Of who is limited to business units: those of its agents, phones and users.
 */
export const readStays = async (deps: ReadStaysDeps, query: ResolvedQuery, gaps: readonly Gap[]): Promise<readonly Stay[]> => {
  const from = query.calendar.statisticsDay(query.from).start;
  const to = Math.min(query.to, query.now + 1);
  if (to <= from) return [];
  const reading = await deps.lake.read({ tenant: query.tenant, site: query.site, from, to }, ['status']);
  try {
    const rows: StatusRow[] = reading.tail.status.filter((row) => row.at >= from && row.at < to);
    if (reading.files.status.length > 0) {
      const connection = await (await deps.duckDb()).connect();
      try {
        const found = await connection.runAndReadAll(
          `SELECT * FROM (${lakeFilesSql('status', reading.files.status)}) WHERE "at" >= ${from} AND "at" < ${to}`,
        );
        for (const row of found.getRowObjects())
          rows.push(toStatusRow(Object.fromEntries(statusColumns.map(({ name }) => [name, plain(row[name])]))));
      } finally {
        connection.closeSync();
      }
    }
    const stays = deriveStays(rows, gaps, usersAt(query.config));
    const { members } = query;
    return members === null
      ? stays
      : stays.filter(({ subject, number, userId }) =>
          partyVisible(members, {
            extension: subject === 'extension' ? number : null,
            agent: subject === 'agent' ? number : null,
            userId,
          }),
        );
  } finally {
    reading.release();
  }
};
