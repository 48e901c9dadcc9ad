import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { callStartOf } from '../domain/ids.ts';
import type { PublicSegment } from '../domain/public-rows.ts';
import type { SiteScope } from '../identity/types.ts';
import { dayPk, type ListKind, segmentPk, segmentPrefix } from './constants.ts';
import { dayOf } from './core/keys-of-rows.ts';
import { daysParams, rangeParams } from './history-params.ts';
import { restoreSegment } from './stored-row.ts';

export interface StoredRow {
  readonly sk: string;
  /** As stored (stored-row.ts). */
  readonly text: string;
}
export interface RowsAfter {
  readonly sk: string;
  /** Whether the row of this key itself comes first. */
  readonly inclusive: boolean;
}
export interface HistoryReader {
  /** Rows of a kind with `from` <= instant < `to` (epoch ms), going on at `after`, oldest first, at most `limit`. */
  readonly rows: (
    scope: SiteScope,
    kind: ListKind,
    from: number,
    to: number,
    after: RowsAfter | null,
    limit: number,
  ) => Promise<readonly StoredRow[]>;
  /** Segments of one call in order of number; empty for a call that is not there. */
  readonly segmentsOfCall: (scope: SiteScope, logicalCallId: string) => Promise<readonly PublicSegment[]>;
  /** Segments of several calls, by call id. */
  readonly segmentsOfCalls: (scope: SiteScope, logicalCallIds: readonly string[]) => Promise<ReadonlyMap<string, readonly PublicSegment[]>>;
}

const rowSchema = z.object({ sk: z.string(), row: z.string() });
const daySchema = z.object({ sk: z.string() });
/** Sorts after every sort key that begins with the text before it. */
const beyond = '~';
/** Calls that start at most so far apart are read by one query; what lies between them is read along and dropped. */
const neighbourMs = 5 * 60_000;

const isoOf = (at: number): string => new Date(at).toISOString();

interface StartRange {
  readonly day: string;
  readonly from: string;
  to: string;
  until: number;
}
/** Stretches of segment keys that cover all calls: per UTC day, neighbours together. */
export const segmentRanges = (logicalCallIds: readonly string[]): readonly Readonly<StartRange>[] => {
  const starts = logicalCallIds.flatMap((id) => callStartOf(id) ?? []).sort((a, b) => a - b);
  const ranges: StartRange[] = [];
  for (const at of starts) {
    const last = ranges.at(-1);
    if (last !== undefined && last.day === dayOf(at) && at - last.until <= neighbourMs) {
      last.to = `${isoOf(at)}#${beyond}`;
      last.until = at;
    } else ranges.push({ day: dayOf(at), from: isoOf(at), to: `${isoOf(at)}#${beyond}`, until: at });
  }
  return ranges;
};

export const createHistoryReader = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  /** Everything written before is read, at twice the cost. Default: what was written in the last second may be missing. */
  readonly consistent?: boolean;
}): HistoryReader => {
  const { client, table, consistent = false } = deps;
  const all = async <T>(params: QueryCommandInput, parse: (item: unknown) => T, enough = Number.POSITIVE_INFINITY): Promise<T[]> => {
    const items: T[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({ ...params, ConsistentRead: consistent, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }),
      );
      for (const item of page.Items ?? []) items.push(parse(item));
      after = page.LastEvaluatedKey;
    } while (after !== undefined && items.length < enough);
    return items;
  };
  const segmentsIn = (scope: SiteScope, day: string, from: string, to: string): Promise<PublicSegment[]> =>
    all(rangeParams(table, segmentPk(scope.tenant, scope.site, day), from, to), (item) => restoreSegment(rowSchema.parse(item).row));

  return {
    rows: async (scope, kind, from, to, after, limit) => {
      const days =
        kind === 'GAP'
          ? ['']
          : (
              await all(daysParams(table, scope, kind, dayOf(from), dayOf(to)), (item) => daySchema.parse(item).sk.slice(kind.length + 1))
            ).filter((day) => after === null || day >= after.sk.slice(0, 10));
      const found: StoredRow[] = [];
      for (const day of days) {
        if (found.length >= limit) break;
        const wanted = limit - found.length;
        // BETWEEN includes both ends: the row at `after` itself is dropped below, and no row has the bare instant `to` as its key.
        const params = rangeParams(
          table,
          dayPk(scope.tenant, scope.site, kind, day),
          after?.sk ?? isoOf(from),
          isoOf(to),
          Math.min(wanted + 1, 1_000),
        );
        const rows = await all(params, (item) => rowSchema.parse(item), wanted + 1);
        found.push(
          ...rows
            .filter((row) => after === null || after.inclusive || row.sk !== after.sk)
            .slice(0, wanted)
            .map((row) => ({ sk: row.sk, text: row.row })),
        );
      }
      return found;
    },
    segmentsOfCall: async (scope, logicalCallId) => {
      const at = callStartOf(logicalCallId);
      if (at === null) return [];
      const prefix = segmentPrefix(isoOf(at), logicalCallId);
      return segmentsIn(scope, dayOf(at), prefix, `${prefix}${beyond}`);
    },
    segmentsOfCalls: async (scope, logicalCallIds) => {
      const byCall = new Map<string, PublicSegment[]>(logicalCallIds.map((id) => [id, []]));
      for (const range of segmentRanges(logicalCallIds))
        for (const segment of await segmentsIn(scope, range.day, range.from, range.to)) byCall.get(segment.logicalCallId)?.push(segment);
      return byCall;
    },
  };
};
