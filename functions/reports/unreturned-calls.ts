import type { SiteConfig } from '../domain/site-config.ts';
import type { UnreturnedCall, UnreturnedCalls } from '../domain/unreturned-calls.ts';
import type { SiteScope } from '../identity/types.ts';
import { reportRowsSql } from './core/explain-sql.ts';
import { inList, tables } from './core/universe-sql.ts';
import type { Gate } from './gate.ts';
import { type OpenQuery, type OpenQueryDeps, openQuery } from './open-query.ts';
import { resolveQuery } from './resolve-query.ts';

export interface UnreturnedDeps extends OpenQueryDeps {
  readonly gate: Gate;
  readonly now: () => number;
}

/** A site that loses more in a week reads the report, page by page. */
const callsAtMost = 5_000;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const readWithheld = async (open: OpenQuery, settings: Parameters<typeof reportRowsSql>[2]): Promise<number> => {
  const lost = open.scope.filter(({ when }) => !('unreturned' in when));
  const sql = `SELECT count(*) FROM (${reportRowsSql(open.universe, lost, settings)}) WHERE "telephoneKey" IS NULL`;
  return Number((await open.connection.runAndReadAll(sql)).getRows()[0]?.[0] ?? 0);
};

const readTries = async (open: OpenQuery, keys: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> => {
  const tries = new Map<string, number[]>();
  if (keys.length === 0) return tries;
  const result = await open.connection.runAndReadAll(
    `SELECT "telephoneKey", "triedAt" FROM ${tables.conversations} WHERE "triedAt" IS NOT NULL AND "telephoneKey" IN ${inList(keys)} ORDER BY "triedAt"`,
  );
  for (const [key, at] of result.getRows()) {
    const list = tries.get(String(key));
    if (list === undefined) tries.set(String(key), [Number(at)]);
    else list.push(Number(at));
  }
  return tries;
};

/**
 * The report Unreturned Lost Calls over the site's return window up to now, for those who call back. What is on it is decided where the report
 * decides it, so that list and report are the same calls (rule set 1 §8.10).
 *
 * @param filter as reports take it; null = every call
 * @throws ProblemError `bad-request` for a filter that cannot be read, `unavailable` when too much is asked at once
 */
export const createUnreturnedCalls =
  (deps: UnreturnedDeps) =>
  (scope: SiteScope, config: SiteConfig, filter: unknown = null): Promise<UnreturnedCalls> =>
    deps.gate(async () => {
      const now = deps.now();
      const from = Math.max(0, Math.floor(now - config.settings.returnWindowDays * 86_400_000));
      const range = { from: new Date(from).toISOString(), to: new Date(now + 1).toISOString() };
      const query = resolveQuery(
        scope,
        config,
        { template: 'unreturnedLostCalls', filter, range, dailyWindow: null, format: null },
        now,
        'query',
      );
      const open = await openQuery(deps, query, { rows: null, unreturned: true });
      try {
        const rows = await open.connection.runAndReadAll(
          `SELECT * FROM (${reportRowsSql(open.universe, open.scope, query.settings)}) ORDER BY "callStartedAt", "logicalCallId" LIMIT ${callsAtMost}`,
        );
        const calls = rows.getRowObjects().map(
          (row): UnreturnedCall => ({
            logicalCallId: String(row.logicalCallId),
            telephoneKey: String(row.telephoneKey),
            telephoneName: text(row.telephoneName),
            startedAt: Number(row.callStartedAt),
            endedAt: Number(row.endedAt),
            waitedMs: Number(row.ringMs ?? 0),
            ddi: text(row.ddi),
            huntGroup: text(row.huntGroup),
            huntGroupName: text(row.huntGroupName),
          }),
        );
        const keys = [...new Set(calls.map(({ telephoneKey }) => telephoneKey))];
        return { calls, withheld: await readWithheld(open, query.settings), tries: await readTries(open, keys), asAt: now };
      } finally {
        open.close();
      }
    }, scope.tenant);
