import { type DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { unpackJson } from '../runtime/pack.ts';
import { readRow, sortOut, type UnreadableRow } from '../runtime/read-row.ts';
import { claimWrites, holderParams, placesParams, waitParams } from './claim-params.ts';
import { exportsPk, headSk } from './constants.ts';
import * as params from './export-params.ts';
import { exportSchema, type Place, type StoredExport, type TakenPlace, takenPlaceSchema } from './types.ts';

export interface ActiveExport {
  readonly by: string;
  readonly at: number;
}
export interface ExportStore {
  readonly table: string;
  readonly find: (at: Place, id: string) => Promise<StoredExport | null>;
  /** Of one person, newest first; `unreadable` = rows of them that are damaged or of another release; `next` = where the next page begins. */
  readonly list: (
    at: Place,
    by: string,
    after: string | null,
  ) => Promise<{ readonly items: readonly StoredExport[]; readonly unreadable: readonly UnreadableRow[]; readonly next: string | null }>;
  /** What waits or runs, at one revision. */
  readonly active: (at: Place) => Promise<{ readonly rev: number; readonly items: readonly ActiveExport[] }>;
  /** False when a condition did not hold. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
  /** Who took the places of a customer last. */
  readonly places: (tenant: string) => Promise<readonly TakenPlace[]>;
  /** Whether who took a place runs with the attempt that took it, and lives. */
  readonly isHeld: (taken: TakenPlace, now: number) => Promise<boolean>;
  /** An export with a place. False when it is gone, ended or cancelled, when another worker has it, or the place is no longer `before`'s. */
  readonly claim: (taken: TakenPlace, before: string | null) => Promise<boolean>;
  /** There is no place for it. False when it is no longer there to wait. */
  readonly wait: (at: Place, id: string, detail: string, now: number) => Promise<boolean>;
  /** False when it is no longer this worker's to write. */
  readonly tell: (
    at: Place,
    id: string,
    attempt: string,
    told: { rowsDone: number; rowsTotal: number | null; now: number },
  ) => Promise<boolean>;
  /** Ends this worker's lease, so that the next try need not wait for it. */
  readonly giveBack: (at: Place, id: string, attempt: string) => Promise<void>;
}

const packed = z.instanceof(Uint8Array).transform((bytes) => unpackJson(bytes));
const rowSchema = z.looseObject({ work: packed }).pipe(exportSchema);
const parseRow = (item: unknown): StoredExport | null => (item === undefined ? null : rowSchema.parse(item));
const activeSchema = z.object({ by: z.string(), at: z.number() });

/** Exports of the reports table. */
export const createExportStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ExportStore => {
  const { client, table } = deps;
  const commit: ExportStore['commit'] = (writes) =>
    held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken);
  return {
    table,
    find: async (at, id) =>
      parseRow((await client.send(new GetCommand({ TableName: table, Key: params.exportKey(at, id), ConsistentRead: true }))).Item),
    list: async (at, by, after) => {
      const page = await client.send(new QueryCommand(params.exportListParams(table, at, by, after)));
      const last = page.LastEvaluatedKey?.sk;
      const found = (page.Items ?? []).map((item) => readRow(item, (row) => rowSchema.parse(row), { id: String(item.sk), name: null }));
      const { read, unreadable } = sortOut(found);
      return { items: read, unreadable, next: typeof last === 'string' ? last : null };
    },
    active: async (at) => {
      const head = { pk: exportsPk(at.tenant, at.site), sk: headSk };
      // The revision first: a list older than it would hide what was begun in between.
      const found = await client.send(new GetCommand({ TableName: table, Key: head, ConsistentRead: true }));
      const listed = await client.send(new QueryCommand(params.activeListParams(table, at)));
      // What cannot be read is nobody's, so that it takes no room from anybody.
      const active = (listed.Items ?? []).flatMap((item) => activeSchema.safeParse(item).data ?? []);
      return { rev: Number(found.Item?.rev ?? 0), items: active };
    },
    commit,
    places: async (tenant) => {
      const { Items = [] } = await client.send(new QueryCommand(placesParams(table, tenant)));
      return Items.flatMap((item) => takenPlaceSchema.safeParse(item).data ?? []);
    },
    isHeld: async (taken, now) => {
      // No more of the row than this: one that cannot be read otherwise keeps its place no longer than its worker lives.
      const { Item } = await client.send(new GetCommand(holderParams(table, taken)));
      return Item?.state === 'running' && Item.attempt === taken.attempt && Number(Item.leaseUntil) > now;
    },
    claim: (taken, before) => commit(claimWrites(table, taken, before)),
    wait: (at, id, detail, now) => held(client.send(new UpdateCommand(waitParams(table, at, id, detail, now)))),
    tell: (at, id, attempt, told) => held(client.send(new UpdateCommand(params.progressParams(table, at, id, attempt, told)))),
    giveBack: async (at, id, attempt) => {
      await held(client.send(new UpdateCommand(params.giveBackParams(table, at, id, attempt))));
    },
  };
};
