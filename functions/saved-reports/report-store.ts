import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import {
  type Place,
  reportDeleteWrites,
  reportGetParams,
  reportListParams,
  reportSaveWrites,
  type Shelf,
  shelfGetParams,
  shelfWrite,
  useListParams,
} from './report-params.ts';
import { parseReport, parseReportHead, parseShelf, parseUse, type StoredUse } from './report-records.ts';
import type { ReportHead, StoredReport } from './types.ts';

/** `owner` null everywhere = the shared ones. */
export interface ReportStore {
  readonly find: (place: Place, owner: string | null, report: string) => Promise<StoredReport | null>;
  readonly list: (place: Place, owner: string | null) => Promise<readonly ReportHead[]>;
  readonly shelf: (place: Place, owner: string | null) => Promise<Shelf>;
  /** Reports that use filters of the site's list. */
  readonly filterUses: (place: Place, filter: string | null) => Promise<readonly StoredUse[]>;
  readonly saveWrites: (place: Place, report: StoredReport, before: StoredReport | null) => TransactWrite[];
  readonly deleteWrites: (place: Place, report: StoredReport) => TransactWrite[];
  readonly shelfWrite: (place: Place, owner: string | null, from: Shelf, given?: readonly string[]) => TransactWrite;
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
}

export const createReportStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ReportStore => {
  const { client, table } = deps;
  return {
    find: async (place, owner, report) => {
      const { Item } = await client.send(new GetCommand(reportGetParams(table, place, owner, report)));
      return Item === undefined ? null : parseReport(Item);
    },
    list: (place, owner) => queryAll(client, (after) => reportListParams(table, place, owner, after), parseReportHead),
    shelf: async (place, owner) => {
      const { Item } = await client.send(new GetCommand(shelfGetParams(table, place, owner)));
      return Item === undefined ? { version: 0, given: [] } : parseShelf(Item);
    },
    filterUses: (place, filter) => queryAll(client, (after) => useListParams(table, place, filter, after), parseUse),
    saveWrites: (place, report, before) => reportSaveWrites(table, place, report, before),
    deleteWrites: (place, report) => reportDeleteWrites(table, place, report),
    shelfWrite: (place, owner, from, given) => shelfWrite(table, place, owner, from, given),
    commit: (writes) => held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken),
  };
};
