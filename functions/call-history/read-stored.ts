import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { inParallel } from '../runtime/bounded.ts';
import { dayPk, daysPk, listKinds, segmentPk } from './constants.ts';
import type { TimeRange } from './core/collect-rows.ts';
import type { StoredItem } from './core/compare-rows.ts';
import { dayOf, type SiteOf } from './core/keys-of-rows.ts';
import { rangeParams } from './history-params.ts';

const itemSchema = z.object({ pk: z.string(), sk: z.string(), n: z.number().catch(0), row: z.string().catch('') });
const queriesAtOnce = 6;
const dayMs = 86_400_000;

const daysOf = ({ from, to }: TimeRange): readonly string[] => {
  const days = new Set<string>();
  for (let at = from; at < to; at += dayMs) days.add(dayOf(at));
  if (to > from) days.add(dayOf(to - 1));
  return [...days];
};

export interface StoredReader {
  /** Every row of the range as it lies there, also of days that no marker names; what is no row has number 0 and no text. */
  readonly rows: (owner: SiteOf, range: TimeRange) => Promise<readonly StoredItem[]>;
  /** Sort keys of the days that are marked. */
  readonly days: (owner: SiteOf) => Promise<ReadonlySet<string>>;
}

export const createStoredReader = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): StoredReader => {
  const all = async <T>(pk: string, from: string, to: string, parse: (item: unknown) => T): Promise<readonly T[]> => {
    const found: T[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartKey: after };
      const params = { ...rangeParams(deps.table, pk, from, to), ConsistentRead: true, ...start };
      const page = await deps.client.send(new QueryCommand(params));
      for (const item of page.Items ?? []) found.push(parse(item));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return found;
  };
  return {
    rows: async ({ tenant, site }, range) => {
      const iso = (at: number): string => new Date(at).toISOString();
      const pks = new Set(
        daysOf(range).flatMap((day) => [...listKinds.map((kind) => dayPk(tenant, site, kind, day)), segmentPk(tenant, site, day)]),
      );
      // No row has a bare instant as its key, so the end is exclusive.
      const parts = await inParallel([...pks], queriesAtOnce, (pk) =>
        all(pk, iso(range.from), iso(range.to), (item): StoredItem => {
          const { row: text, ...key } = itemSchema.parse(item);
          return { ...key, text };
        }),
      );
      return parts.flat();
    },
    days: async ({ tenant, site }) =>
      new Set(await all(daysPk(tenant, site), 'A', '~', (item) => z.object({ sk: z.string() }).parse(item).sk)),
  };
};
