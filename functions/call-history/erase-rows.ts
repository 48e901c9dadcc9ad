import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { dayPk, daySk, daysPk, segmentPk } from './constants.ts';
import { blankSubject, type Subject } from './core/blank-subject.ts';
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
/** Blanks texts that name a person in the log of anomalies and in gaps, of all days. */
export type EraseTexts = (owner: SiteOf, subject: Subject) => Promise<ErasedRows>;

interface EraseRowsDeps {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  /** Count what would be blanked, write nothing. */
  readonly dryRun: boolean;
}

const createQuery = (client: EraseRowsDeps['client']) =>
  async function queryAll<T>(params: QueryCommandInput, parse: (item: unknown) => T): Promise<readonly T[]> {
    const items: T[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const start = after === undefined ? {} : { ExclusiveStartKey: after };
      const page = await client.send(new QueryCommand({ ...params, ConsistentRead: true, ...start }));
      items.push(...(page.Items ?? []).map(parse));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };

const createBlank = ({ client, table, dryRun }: EraseRowsDeps) => {
  const query = createQuery(client);
  const blanked = async (ranges: readonly QueryCommandInput[], subject: Subject): Promise<readonly HistoryWrite[]> => {
    const writes: HistoryWrite[] = [];
    for (const range of ranges)
      for (const { pk, sk, n, row: text } of await query(range, (item) => itemSchema.parse(item))) {
        const row = blankSubject(rowSchema.parse(JSON.parse(text)), subject);
        if (row !== null) writes.push({ pk, sk, n, row, call: null, over: n });
      }
    return writes;
  };
  return async (owner: SiteOf, ranges: readonly QueryCommandInput[], subject: Subject, where: string): Promise<ErasedRows> => {
    let rows = 0;
    let inProgress = 0;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const writes = await blanked(ranges, subject);
      const open = writes.filter(({ row }) => rowSchema.parse(row).outcome === 'inProgress').length;
      if (dryRun) return { rows: writes.length, inProgress: open };
      if (writes.length === 0) return { rows, inProgress };
      try {
        for (const one of writeRowsParams(table, owner, { writes, takeOvers: [], markers: [], position: null, restatedAt: null }))
          await client.send(new TransactWriteCommand(one));
        rows += writes.length;
        inProgress += open;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'TransactionCanceledException')) throw error;
      }
    }
    throw new Error(`rows of ${where} kept changing while they were blanked: run the erasure again`);
  };
};

/** @throws Error when rows of the hour kept changing while they were blanked: run it again */
export const createEraseRows = (deps: EraseRowsDeps): EraseRows => {
  const blank = createBlank(deps);
  return (owner, hour, subject) => {
    const day = hour.slice(0, 10);
    const collections = [
      ...(['CALL', 'STATUS', 'CARRIED'] as const).map((kind) => dayPk(owner.tenant, owner.site, kind, day)),
      segmentPk(owner.tenant, owner.site, day),
    ];
    const ranges = collections.map((collection) => rangeParams(deps.table, collection, hour, `${hour}~`));
    return blank(owner, ranges, subject, hour);
  };
};

/** @throws Error when rows kept changing while they were blanked: run it again */
export const createEraseTexts = (deps: EraseRowsDeps): EraseTexts => {
  const blank = createBlank(deps);
  const query = createQuery(deps.client);
  return async (owner, subject) => {
    const markers = rangeParams(deps.table, daysPk(owner.tenant, owner.site), daySk('ANOMALY', ''), daySk('ANOMALY', '~'));
    const days = await query(markers, (item) => z.object({ sk: z.string() }).parse(item).sk.slice(daySk('ANOMALY', '').length));
    let [rows, inProgress] = [0, 0];
    for (const collection of [
      dayPk(owner.tenant, owner.site, 'GAP', ''),
      ...days.map((day) => dayPk(owner.tenant, owner.site, 'ANOMALY', day)),
    ]) {
      const erased = await blank(owner, [rangeParams(deps.table, collection, '0', '~')], subject, collection);
      rows += erased.rows;
      inProgress += erased.inProgress;
    }
    return { rows, inProgress };
  };
};
