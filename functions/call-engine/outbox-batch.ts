import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { unpackJson } from '../runtime/pack.ts';
import { outboxPrefix, outboxSk, sitePk } from './constants.ts';

/** One stored piece of what a commit published; `batch.emitted` of all parts in order is the whole. */
export interface OutboxPart {
  readonly part: number;
  readonly parts: number;
  readonly batch: OutboxBatch;
}

const partSchema = z.object({
  sk: z.string().startsWith(outboxPrefix),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  n: z.number().int().positive(),
  part: z.number().int().nonnegative(),
  parts: z.number().int().positive(),
  body: z.instanceof(Uint8Array),
});

/** An `OUTBOX#` item of the engine table. The body is our own writing behind the site's transaction, so it is read without a schema. @throws ZodError */
export const parseOutboxItem = (item: unknown): OutboxPart => {
  const { tenant, site, n, part, parts, body } = partSchema.parse(item);
  const batch = unpackJson(body) as OutboxBatch;
  return { part, parts, batch: { ...batch, tenant, site, n } };
};

/** Batches whose parts are all there, in order of `n`. */
export const wholeBatches = (parts: readonly OutboxPart[]): readonly OutboxBatch[] => {
  const byN = new Map<number, Map<number, OutboxPart>>();
  for (const part of parts) {
    const known = byN.get(part.batch.n) ?? new Map<number, OutboxPart>();
    known.set(part.part, part);
    byN.set(part.batch.n, known);
  }
  return [...byN.values()]
    .flatMap((known) => {
      const inOrder = [...known.values()].sort((a, b) => a.part - b.part);
      const first = inOrder[0];
      return first === undefined || inOrder.length < first.parts
        ? []
        : [{ ...first.batch, emitted: inOrder.flatMap((p) => p.batch.emitted) }];
    })
    .sort((a, b) => a.n - b.n);
};

export const outboxRangeParams = (table: string, tenant: string, site: string, from: number, to: number): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':pk': sitePk(tenant, site), ':from': outboxSk(from, 0), ':to': outboxSk(to, 999) },
  ConsistentRead: true,
});

/** Batches `from` … `to` of a site from the outbox itself (kept two days): for consumers that were handed a stream with holes. */
export type ReadOutbox = (tenant: string, site: string, from: number, to: number) => Promise<readonly OutboxBatch[]>;

export const createReadOutbox =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ReadOutbox =>
  async (tenant, site, from, to) => {
    const parts: OutboxPart[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const params = outboxRangeParams(deps.table, tenant, site, from, to);
      const page = await deps.client.send(new QueryCommand({ ...params, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }));
      parts.push(...(page.Items ?? []).map(parseOutboxItem));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return wholeBatches(parts);
  };
