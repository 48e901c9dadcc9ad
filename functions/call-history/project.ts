import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { type Key, lateAfterMs, siteSk, sitesPk } from './constants.ts';
import { computeWrites, dayMarkers, takeOvers } from './core/compute-writes.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { positionGetParams, writeRowsParams } from './history-params.ts';

const keptMarkers = 20_000;

export interface HistoryProjection {
  readonly position: (tenant: string, site: string, fresh: boolean) => Promise<number>;
  readonly apply: (owner: SiteOf, batches: readonly OutboxBatch[]) => Promise<void>;
}

/**
 * Writes what a run of batches says into the history table: one call to AWS where everything fits one transaction. The position item
 * makes a replay of any batch, in any split, change nothing; a larger run is written call by call (each idempotent) before it moves.
 */
export const createHistoryProjection = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}): HistoryProjection => {
  const { client, table, now } = deps;
  const positions = new Map<string, number>();
  const known = new Set<string>();
  const keyOf = (owner: SiteOf): string => `${owner.tenant} ${owner.site}`;

  const newMarkers = (owner: SiteOf, batches: readonly OutboxBatch[]): readonly Key[] =>
    [{ pk: sitesPk, sk: siteSk(owner.tenant, owner.site) }, ...dayMarkers(owner, batches)].filter(
      (marker) => !known.has(`${marker.pk} ${marker.sk}`),
    );

  const remember = (markers: readonly Key[]): void => {
    if (known.size > keptMarkers) known.clear();
    for (const marker of markers) known.add(`${marker.pk} ${marker.sk}`);
  };

  return {
    position: async (tenant, site, fresh) => {
      const key = keyOf({ tenant, site });
      const kept = positions.get(key);
      if (kept !== undefined && !fresh) return kept;
      const { Item } = await client.send(new GetCommand(positionGetParams(table, { tenant, site })));
      const n = typeof Item?.n === 'number' ? Item.n : 0;
      positions.set(key, n);
      return n;
    },
    apply: async (owner, batches) => {
      const last = batches.at(-1);
      if (last === undefined) return;
      const key = keyOf(owner);
      const markers = newMarkers(owner, batches);
      const params = writeRowsParams(table, owner, {
        writes: computeWrites(owner, batches),
        takeOvers: takeOvers(batches),
        markers,
        position: { before: positions.get(key) ?? 0, after: last.n },
        restatedAt: now() - last.at > lateAfterMs ? now() : null,
      });
      // Whatever happens now, the position kept here may be old: it is read again after a failure.
      positions.delete(key);
      for (const one of params) await client.send(new TransactWriteCommand(one));
      positions.set(key, last.n);
      remember(markers);
    },
  };
};
