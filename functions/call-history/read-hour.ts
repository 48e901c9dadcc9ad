import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { callFromPublic, segmentFromPublic, statusFromPublic } from '../domain/public-rows.ts';
import type { Call, Segment, StatusRow } from '../domain/segment.ts';
import { inParallel } from '../runtime/bounded.ts';
import { dayPk, type ListKind, segmentPk } from './constants.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { rangeParams } from './history-params.ts';
import { marksParams } from './mark-params.ts';
import { segmentRanges } from './read-history.ts';
import { restoreCall, restoreSegment, restoreStatus } from './stored-row.ts';

/** How often the rows of an hour changed; 0 = never. */
export interface HourState {
  readonly n: number;
  /** Changes in which a row left the hour. */
  readonly left: number;
  /** When late data or a rebuild last changed it, epoch ms. */
  readonly restatedAt: number | null;
}
/** What history holds of one UTC hour: the calls that started in it with all their segments, and its status rows. */
export interface HourRows {
  readonly calls: readonly { readonly call: Call; readonly segments: readonly Segment[] }[];
  readonly status: readonly StatusRow[];
}
export interface HourReader {
  /** Hours (`2026-03-02T09`) that ever had rows, of the UTC days `from` to `to`, both inclusive. */
  readonly marks: (owner: SiteOf, from: string, to: string) => Promise<ReadonlyMap<string, HourState>>;
  /** Rows as they are now. Consistent in itself when the hour's mark is the same before and after. */
  readonly rows: (owner: SiteOf, hour: string) => Promise<HourRows>;
}

const rowSchema = z.object({ sk: z.string(), row: z.string() });
const stateOf = (item: Readonly<Record<string, unknown>>, hour: string): HourState => {
  const number = (name: string): number | null => (typeof item[name] === 'number' ? item[name] : null);
  return { n: number(`n${hour}`) ?? 0, left: number(`m${hour}`) ?? 0, restatedAt: number(`r${hour}`) };
};
/** Queries of one hour at once: quarters of the hour, as a busy hour is many pages. */
const quarters = ['00', '15', '30', '45'].map((from, i, all) => [from, all[i + 1] ?? '~'] as const);
const queriesAtOnce = 8;

/** Reads hours from the table itself, strongly consistent: for the lake, which must know exactly which state it has read. */
export const createHourReader = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): HourReader => {
  const { client, table } = deps;
  const all = async (params: QueryCommandInput): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartKey: after };
      const page = await client.send(new QueryCommand({ ...params, ConsistentRead: true, ...start }));
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  const ofHour = async (owner: SiteOf, kind: ListKind, hour: string) => {
    const pk = dayPk(owner.tenant, owner.site, kind, hour.slice(0, 10));
    const parts = await inParallel(quarters, quarters.length, ([from, to]) =>
      all(rangeParams(table, pk, `${hour}:${from}`, `${hour}:${to}`)),
    );
    return parts.flat().map((item) => rowSchema.parse(item));
  };
  const segmentsOf = async (owner: SiteOf, calls: readonly Call[]): Promise<ReadonlyMap<string, Segment[]>> => {
    const byCall = new Map<string, Segment[]>(calls.map((call) => [call.logicalCallId, []]));
    await inParallel(segmentRanges([...byCall.keys()]), queriesAtOnce, async ({ day, from, to }) => {
      for (const item of await all(rangeParams(table, segmentPk(owner.tenant, owner.site, day), from, to))) {
        const segment = segmentFromPublic(restoreSegment(rowSchema.parse(item).row));
        byCall.get(segment.logicalCallId)?.push(segment);
      }
    });
    return byCall;
  };
  const statusOf = async (owner: SiteOf, hour: string, kind: 'STATUS' | 'CARRIED'): Promise<readonly StatusRow[]> =>
    (await ofHour(owner, kind, hour)).map(({ sk, row }) =>
      statusFromPublic(restoreStatus(row), {
        statusId: sk.slice(sk.indexOf('#') + 1),
        siteId: owner.site,
        carriedOver: kind === 'CARRIED',
      }),
    );
  return {
    marks: async (owner, from, to) => {
      const hours = new Map<string, HourState>();
      for (const item of await all(marksParams(table, owner, from, to)))
        for (const name of Object.keys(item))
          if (/^n\d\d$/.test(name)) hours.set(`${String(item.sk)}T${name.slice(1)}`, stateOf(item, name.slice(1)));
      return hours;
    },
    rows: async (owner, hour) => {
      const read = async () => {
        const calls = (await ofHour(owner, 'CALL', hour)).map(({ row }) => callFromPublic(restoreCall(row)));
        // After their calls: what came since is more than a call says, never less.
        const segments = await segmentsOf(owner, calls);
        return calls.map((call) => ({ call, segments: segments.get(call.logicalCallId) ?? [] }));
      };
      const [calls, carried, changes] = await Promise.all([read(), statusOf(owner, hour, 'CARRIED'), statusOf(owner, hour, 'STATUS')]);
      return { calls, status: [...carried, ...changes] };
    },
  };
};
