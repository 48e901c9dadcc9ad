import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { dayPk, segmentPk } from './constants.ts';
import { blankSubject, type StoredJson, type Subject } from './core/blank-subject.ts';
import type { HistoryWrite } from './core/compute-writes.ts';
import type { SiteOf } from './core/keys-of-rows.ts';
import { rangeParams, writeRowsParams } from './history-params.ts';

const itemSchema = z.object({ pk: z.string(), sk: z.string(), n: z.number(), row: z.string() });
const rowSchema = z.record(z.string(), z.unknown());
const attempts = 4;

export interface ErasedRows {
  readonly rows: number;
  /** Rows of calls in progress among them: the engine still knows them and will write them again. */
  readonly inProgress: number;
}
/** Blanks rows about a person that lie in one UTC hour (segments: the hour their call's id begins in), and marks the hour. */
export type EraseRows = (owner: SiteOf, hour: string, subject: Subject) => Promise<ErasedRows>;

/** @throws Error when rows of the hour kept changing while they were blanked: run it again */
export const createEraseRows = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): EraseRows => {
  const { client, table } = deps;
  const all = async (params: QueryCommandInput) => {
    const items: z.output<typeof itemSchema>[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartKey: after };
      const page = await client.send(new QueryCommand({ ...params, ConsistentRead: true, ...start }));
      items.push(...(page.Items ?? []).map((item) => itemSchema.parse(item)));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  const blanked = async (owner: SiteOf, hour: string, subject: Subject): Promise<readonly HistoryWrite[]> => {
    const day = hour.slice(0, 10);
    const collections = [
      ...(['CALL', 'STATUS', 'CARRIED'] as const).map((kind) => dayPk(owner.tenant, owner.site, kind, day)),
      segmentPk(owner.tenant, owner.site, day),
    ];
    const writes: HistoryWrite[] = [];
    for (const collection of collections)
      for (const { pk, sk, n, row: text } of await all(rangeParams(table, collection, hour, `${hour}~`))) {
        const row: StoredJson | null = blankSubject(rowSchema.parse(JSON.parse(text)), subject);
        if (row !== null) writes.push({ pk, sk, n, row, call: null, over: n });
      }
    return writes;
  };
  return async (owner, hour, subject) => {
    let rows = 0;
    let inProgress = 0;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const writes = await blanked(owner, hour, subject);
      if (writes.length === 0) return { rows, inProgress };
      try {
        for (const one of writeRowsParams(table, owner, { writes, takeOvers: [], markers: [], position: null, restatedAt: null }))
          await client.send(new TransactWriteCommand(one));
        rows += writes.length;
        inProgress += writes.filter(({ row }) => rowSchema.parse(row).outcome === 'inProgress').length;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'TransactionCanceledException')) throw error;
      }
    }
    throw new Error(`rows of ${hour} kept changing while they were blanked: run the erasure again`);
  };
};
