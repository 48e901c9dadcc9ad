import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { OutboxBatch } from '../domain/engine-output.ts';
import type { Key } from './constants.ts';
import { computeWrites, dayMarkers, type HistoryWrite } from './core/compute-writes.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { batchParams, positionGetParams, positionPutParams, projectParams } from './history-params.ts';

/** Position, rows and markers of one DynamoDB transaction; rows are small, so 4 MB are never reached before. */
const transactionItems = 100;
const batchItems = 25;
const keptDays = 20_000;

export interface HistoryProjection {
  readonly position: (tenant: string, site: string, fresh: boolean) => Promise<number>;
  readonly apply: (owner: SiteOf, batches: readonly OutboxBatch[]) => Promise<void>;
}

const groupsOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/**
 * Writes what a run of batches says into the history table: one call to AWS where everything fits one transaction. The position item
 * makes a replay of any batch, in any split, change nothing; a larger run is written row by row (each idempotent) before it moves.
 */
export const createHistoryProjection = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): HistoryProjection => {
  const { client, table } = deps;
  const positions = new Map<string, number>();
  const markedDays = new Set<string>();
  const keyOf = (owner: SiteOf): string => `${owner.tenant} ${owner.site}`;

  const newMarkers = (owner: SiteOf, batches: readonly OutboxBatch[]): readonly Key[] =>
    dayMarkers(owner, batches).filter((marker) => !markedDays.has(`${marker.pk} ${marker.sk}`));

  const remember = (markers: readonly Key[]): void => {
    if (markedDays.size > keptDays) markedDays.clear();
    for (const marker of markers) markedDays.add(`${marker.pk} ${marker.sk}`);
  };

  const writeInGroups = async (writes: readonly HistoryWrite[], markers: readonly Key[]): Promise<void> => {
    const all = [
      ...writes.map((write) => ({ writes: [write], markers: [] as Key[] })),
      ...markers.map((marker) => ({ writes: [] as HistoryWrite[], markers: [marker] })),
    ];
    for (const group of groupsOf(all, batchItems)) {
      let pending = batchParams(
        table,
        group.flatMap((one) => one.writes),
        group.flatMap((one) => one.markers),
      );
      for (let attempt = 0; pending !== undefined && Object.keys(pending).length > 0; attempt += 1) {
        if (attempt === 8) throw new Error('history rows were left unprocessed eight times');
        const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: pending }));
        pending = UnprocessedItems;
      }
    }
  };

  return {
    position: async (tenant, site, fresh) => {
      const key = keyOf({ tenant, site });
      const known = positions.get(key);
      if (known !== undefined && !fresh) return known;
      const { Item } = await client.send(new GetCommand(positionGetParams(table, { tenant, site })));
      const n = typeof Item?.n === 'number' ? Item.n : 0;
      positions.set(key, n);
      return n;
    },
    apply: async (owner, batches) => {
      const after = batches.at(-1)?.n;
      if (after === undefined) return;
      const key = keyOf(owner);
      const before = positions.get(key) ?? 0;
      const writes = computeWrites(owner, batches);
      const markers = newMarkers(owner, batches);
      // Whatever happens now, the position kept here may be old: it is read again after a failure.
      positions.delete(key);
      if (1 + writes.length + markers.length <= transactionItems)
        await client.send(new TransactWriteCommand(projectParams(table, owner, before, after, writes, markers)));
      else {
        await writeInGroups(writes, markers);
        await client.send(new PutCommand(positionPutParams(table, owner, before, after)));
      }
      positions.set(key, after);
      remember(markers);
    },
  };
};
