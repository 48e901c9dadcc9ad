import type { DuckDBConnection } from '@duckdb/node-api';
import type { TenantId } from '../domain/ids.ts';
import { type DuckDb, type LakeReader, type LakeReading, type LakeTableName, lakeFilesSql, loadRows } from '../lake/lake.ts';
import { baseScope, type Population } from '../statistics/catalogue.ts';
import { callRecord, segmentRecord, statusRecord } from '../statistics/facts.ts';
import { filterPopulation, filterSql } from '../statistics/filters.ts';
import { sqlLiteral } from '../statistics/formulas.ts';
import { queryRunMs } from './constants.ts';
import { bucketsOf, hasWindow, intervalsOf, outsideWords } from './core/intervals.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import { visibleRowsSql } from './core/unit-sql.ts';
import { matchKeysSql, tables, type Universe } from './core/universe-sql.ts';
import { insertValues } from './insert-values.ts';
import { limitToUnits } from './limit-to-units.ts';

export interface OpenQueryDeps {
  readonly lake: LakeReader;
  readonly duckDb: () => Promise<DuckDb>;
  /** Site ids of a customer. */
  readonly sitesOf: (tenant: TenantId) => Promise<readonly string[]>;
}

/** What a question needs beside facts. */
export interface Needs {
  readonly rows: 'calls' | 'segments' | null;
  readonly unreturned: boolean;
}

/** Files and rows beside them. */
export type Reads = Pick<LakeReading, 'files' | 'tail'>;

/** A question with everything it reads at hand. SQL runs on `connection`; `close` in any case. */
export interface OpenQuery {
  readonly connection: DuckDBConnection;
  readonly universe: Universe;
  readonly scope: Population;
  readonly restatedAt: number | null;
  /** Relation of the wanted rows of the range. */
  readonly rows: string | null;
  /** What of the lake was read. */
  readonly reads: Reads;
  /** The same cut to a stretch of the range, over those files only that `keep` takes: all that have rows of it. */
  readonly cut: (from: number, to: number, keep: (path: string) => boolean) => Pick<OpenQuery, 'universe' | 'rows'>;
  /** Takes the limit off how long it may run. */
  readonly unlimit: () => void;
  readonly close: () => void;
}

const tailTables = { facts: tables.tail, calls: 'tail_calls', segments: 'tail_segments', status: 'tail_status' } as const;

/** Rows of one table over files and what was loaded of none, cut to [from, to). */
const relationSql = (files: LakeReading['files'], table: LakeTableName, from: number, to: number): string => {
  const time = table === 'status' ? 'at' : 'callStartedAt';
  return `(SELECT * FROM (${lakeFilesSql(table, files[table])} UNION ALL SELECT * FROM ${tailTables[table]}) WHERE "${time}" >= ${from} AND "${time}" < ${to})`;
};

/** Rows of one table over files and what is in none yet, cut to [from, to). */
const relationOf = async (
  connection: DuckDBConnection,
  reading: LakeReading,
  table: LakeTableName,
  from: number,
  to: number,
): Promise<string> => {
  const { tail } = reading;
  const records = {
    facts: () => tail.facts.map((fact) => ({ ...fact })),
    calls: () => tail.calls.map(callRecord),
    segments: () => {
      const byId = new Map(tail.calls.map((call) => [call.logicalCallId, call]));
      return tail.segments.flatMap((segment) => {
        const call = byId.get(segment.logicalCallId);
        return call === undefined ? [] : [segmentRecord(call, segment)];
      });
    },
    status: () => tail.status.map(statusRecord),
  }[table]();
  await loadRows(connection, tailTables[table], table, records);
  return relationSql(reading.files, table, from, to);
};

/**
 * Conversations with numbers outside, at all sites of the customer, from the range's start to where a return can still count; and the calls
 * out that nobody answered, which return nothing but are shown as tries.
 */
const loadConversations = async (deps: OpenQueryDeps, connection: DuckDBConnection, query: ResolvedQuery): Promise<void> => {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${tables.conversations} ("telephoneKey" VARCHAR, "answeredAt" BIGINT, "triedAt" BIGINT)`,
  );
  const to = Math.min(query.now + 1, query.to + query.settings.returnWindowMs);
  if (to <= query.from) return;
  for (const site of await deps.sitesOf(query.tenant)) {
    const reading = await deps.lake.read({ tenant: query.tenant, site, from: query.from, to }, ['facts']);
    try {
      const facts = await relationOf(connection, reading, 'facts', query.from, to);
      await connection.run(`INSERT INTO ${tables.conversations} SELECT "telephoneKey", "answeredAt", CASE WHEN NOT answered THEN "startedAt" END FROM ${facts}
        WHERE grain IN ('call', 'trunk') AND "callType" = 'external' AND NOT "deeOutside" AND "telephoneKey" IS NOT NULL
        AND ((answered AND "answeredAt" IS NOT NULL) OR (NOT answered AND side = 'out' AND grain = 'call'))`);
    } finally {
      reading.release();
    }
  }
};

type Keyed = Pick<Universe, 'key' | 'keyName' | 'emptyLabel' | 'ownKey'>;
const ownKeyOf = ({ template }: ResolvedQuery): Keyed => {
  const { key } = template;
  switch (key.by) {
    case 'none':
      return { key: null, keyName: null, emptyLabel: null, ownKey: null };
    case 'time':
      return { key: 'time', keyName: null, emptyLabel: null, ownKey: null };
    default:
      return { key: key.by, keyName: key.nameField, emptyLabel: key.emptyLabel, ownKey: null };
  }
};
const keyOf = (query: ResolvedQuery): Keyed => {
  const own = ownKeyOf(query);
  return query.byTime && own.key !== 'time' ? { key: 'time', keyName: null, emptyLabel: null, ownKey: own } : own;
};

/** Tables of the lake that a question reads. */
export const tablesOf = ({ filter, members }: ResolvedQuery, rows: Needs['rows']): readonly LakeTableName[] => [
  'facts',
  ...(rows === null ? [] : [rows]),
  ...((filter !== null || members !== null) && rows !== 'segments' ? (['segments'] as const) : []),
];

/**
 * Reads what the question is about and puts it where SQL finds it: files of the lake as they are, the rest in temporary tables.
 * @throws whatever the stores throw; nothing stays open then.
 */
export const openQuery = async (
  deps: OpenQueryDeps,
  query: ResolvedQuery,
  needs: Needs,
  runMs: number = queryRunMs,
): Promise<OpenQuery> => {
  const { tenant, site, from, to, filter, members, settings, template } = query;
  const wanted = tablesOf(query, needs.rows);
  const connection = await (await deps.duckDb()).connect();
  let reading: LakeReading | null = null;
  const timer = setTimeout(() => connection.interrupt(), runMs);
  const close = (): void => {
    clearTimeout(timer);
    reading?.release();
    reading = null;
    connection.closeSync();
  };
  try {
    if (needs.unreturned) await loadConversations(deps, connection, query);
    const opened = await deps.lake.read({ tenant, site, from, to }, wanted);
    reading = opened;
    await relationOf(connection, opened, 'facts', from, to);
    if (members !== null)
      await limitToUnits(connection, members, await relationOf(connection, opened, 'segments', from, to), template.grains);
    const visible = (relation: string, table: 'calls' | 'segments'): string =>
      members === null ? relation : visibleRowsSql(relation, table);
    const seen = async (table: 'calls' | 'segments'): Promise<string> =>
      visible(await relationOf(connection, opened, table, from, to), table);
    if (filter !== null) {
      const { dialPlan } = query.config;
      // Of who is limited a filter asks the visible segments only, so that it tells nothing of the others.
      const segments = await seen('segments');
      const sides = {
        whole: filterSql(filter, { dialPlan }),
        device: filterSql(filter, { dialPlan, seenFrom: 'device' }),
        caller: filterSql(filter, { dialPlan, seenFrom: 'caller' }),
      };
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${tables.matched} AS ${matchKeysSql(segments, sides, template.grains)}`);
    }
    const rows = needs.rows === null ? null : await seen(needs.rows);
    if (query.byTime)
      await insertValues(
        connection,
        tables.buckets,
        'key VARCHAR, "startsAt" BIGINT, "endsAt" BIGINT',
        bucketsOf(query).map(({ key, startsAt, endsAt }) => `(${sqlLiteral(key)}, ${startsAt}, ${endsAt})`),
      );
    if (hasWindow(query))
      await insertValues(
        connection,
        tables.windows,
        '"startsAt" BIGINT, "endsAt" BIGINT',
        intervalsOf(query).map(({ startsAt, endsAt }) => `(${startsAt}, ${endsAt})`),
      );
    const universe: Universe = {
      files: lakeFilesSql('facts', opened.files.facts),
      grains: template.grains,
      from,
      to,
      ...keyOf(query),
      outside: hasWindow(query) ? outsideWords(query) : null,
      hasFilter: filter !== null,
      limited: members !== null,
      returnWindowMs: needs.unreturned ? settings.returnWindowMs : null,
    };
    const restated = opened.restated.filter((one) => one.from < to && one.to > from).map((one) => one.at);
    return {
      connection,
      universe,
      scope: [...baseScope(settings), ...template.scope, ...(filter === null ? [] : filterPopulation(filter))],
      restatedAt: restated.length === 0 ? null : Math.max(...restated),
      rows,
      reads: opened,
      cut: (stretchFrom, stretchTo, keep) => {
        const [first, end] = [Math.max(stretchFrom, from), Math.min(stretchTo, to)];
        const { rows: table } = needs;
        const kept = { ...opened.files, facts: opened.files.facts.filter(({ path }) => keep(path)) };
        const files = table === null ? kept : { ...kept, [table]: opened.files[table].filter(({ path }) => keep(path)) };
        return {
          universe: { ...universe, files: lakeFilesSql('facts', files.facts), from: first, to: end },
          rows: table === null ? null : visible(relationSql(files, table, first, end), table),
        };
      },
      unlimit: () => clearTimeout(timer),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};
