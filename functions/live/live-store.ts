import { type DynamoDBDocumentClient, GetCommand, QueryCommand, type QueryCommandInput, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { unpackJson } from '../runtime/pack.ts';
import type { LiveModel } from './core/live-model.ts';
import type { NumberedDelta, SiteDelta } from './core/site-delta.ts';
import { deltasQueryParams, livePositionParams, liveQueryParams, projectLiveParams, type SiteOf } from './live-params.ts';

export interface StoredLive {
  readonly model: LiveModel;
  /** Items it lies in. */
  readonly parts: number;
}
export interface LiveStore {
  readonly read: (owner: SiteOf) => Promise<StoredLive | null>;
  /** `n` and `deltaN` of the snapshot; zeros when there is none. */
  readonly position: (owner: SiteOf) => Promise<{ readonly n: number; readonly deltaN: number }>;
  readonly write: (
    owner: SiteOf,
    before: { readonly n: number; readonly parts: number },
    model: LiveModel,
    delta: NumberedDelta | null,
    now: number,
  ) => Promise<number>;
  /**
   * Deltas that lead from `after` to the present, oldest first, each going on where the one before ended; null when the first of them
   * are gone.
   */
  readonly deltasAfter: (owner: SiteOf, after: number, deltaN: number) => Promise<readonly NumberedDelta[] | null>;
}

const partSchema = z.object({ body: z.instanceof(Uint8Array) });
const firstSchema = partSchema.extend({ parts: z.number().int().positive() });
const positionSchema = z.object({ n: z.number(), deltaN: z.number() });
const deltaSchema = partSchema.extend({ n: z.number(), from: z.number() });

/** Whether the deltas lead without a break from `after` to `deltaN`. */
const chained = (deltas: readonly NumberedDelta[], after: number, deltaN: number): boolean => {
  let reached = after;
  for (const delta of deltas) {
    if (delta.from > reached) return false;
    reached = delta.n;
  }
  return reached >= deltaN;
};

export const createLiveStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): LiveStore => {
  const { client, table } = deps;
  const all = async (params: QueryCommandInput): Promise<readonly unknown[]> => {
    const items: unknown[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await client.send(new QueryCommand({ ...params, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }));
      items.push(...(page.Items ?? []));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  return {
    read: async (owner) => {
      const items = await all(liveQueryParams(table, owner));
      if (items.length === 0) return null;
      const { parts } = firstSchema.parse(items[0]);
      const whole = Buffer.concat(items.slice(0, parts).map((item) => partSchema.parse(item).body));
      return { model: unpackJson(whole) as LiveModel, parts: items.length };
    },
    position: async (owner) => {
      const { Item } = await client.send(new GetCommand(livePositionParams(table, owner)));
      return Item === undefined ? { n: 0, deltaN: 0 } : positionSchema.parse(Item);
    },
    write: async (owner, before, model, delta, now) => {
      const { params, parts } = projectLiveParams(table, owner, before, model, delta, now);
      await client.send(new TransactWriteCommand(params));
      return parts;
    },
    deltasAfter: async (owner, after, deltaN) => {
      if (after >= deltaN) return [];
      const deltas = (await all(deltasQueryParams(table, owner, after))).map((item): NumberedDelta => {
        const { n, from, body } = deltaSchema.parse(item);
        return { n, from, delta: unpackJson(body) as SiteDelta };
      });
      return chained(deltas, after, deltaN) ? deltas : null;
    },
  };
};
