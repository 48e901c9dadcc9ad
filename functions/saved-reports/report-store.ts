import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import { readRow, refuseUnreadable, sortOut, type UnreadableRow } from '../runtime/read-row.ts';
import {
  type KnownShelf,
  type Place,
  reportDeleteWrites,
  reportGetParams,
  reportListParams,
  reportSaveWrites,
  shelfGetParams,
  shelfWrite,
  unreadableDeleteWrites,
  useListParams,
} from './report-params.ts';
import { parseReport, parseReportHead, parseShelf, parseUse, type StoredUse } from './report-records.ts';
import type { ReportHead, StoredReport } from './types.ts';

/** `owner` null everywhere = the shared ones. */
export interface ReportStore {
  /** @throws ProblemError `conflict` for one that cannot be read */
  readonly find: (place: Place, owner: string | null, report: string) => Promise<StoredReport | null>;
  readonly look: (place: Place, owner: string | null, report: string) => Promise<StoredReport | UnreadableRow | null>;
  /** Those that can be read. */
  readonly list: (place: Place, owner: string | null) => Promise<readonly ReportHead[]>;
  readonly listAll: (
    place: Place,
    owner: string | null,
  ) => Promise<{ readonly read: readonly ReportHead[]; readonly unreadable: readonly UnreadableRow[] }>;
  readonly shelf: (place: Place, owner: string | null) => Promise<KnownShelf>;
  /** Reports that use filters of the site's list. */
  readonly filterUses: (place: Place, filter: string | null) => Promise<readonly StoredUse[]>;
  readonly saveWrites: (place: Place, report: StoredReport, before: StoredReport | null) => TransactWrite[];
  readonly deleteWrites: (place: Place, report: StoredReport) => TransactWrite[];
  readonly deleteUnreadableWrites: (place: Place, owner: string | null, report: UnreadableRow) => Promise<TransactWrite[]>;
  readonly shelfWrite: (place: Place, owner: string | null, from: KnownShelf, given?: readonly string[]) => TransactWrite;
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
}

export const createReportStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ReportStore => {
  const { client, table } = deps;
  const idOf = ({ sk }: Record<string, unknown>): string => String(sk).split('#').at(-1) ?? '';
  const look: ReportStore['look'] = async (place, owner, report) => {
    const { Item } = await client.send(new GetCommand(reportGetParams(table, place, owner, report)));
    return Item === undefined ? null : readRow(Item, parseReport, { id: report, name: Item.name });
  };
  const listAll: ReportStore['listAll'] = async (place, owner) =>
    sortOut(
      await queryAll(
        client,
        (after) => reportListParams(table, place, owner, after),
        (row) => readRow(row, parseReportHead, { id: idOf(row), name: row.name }),
      ),
    );
  /** Rows that only lead to others: one that cannot be read leads nowhere. */
  const uses: ReportStore['filterUses'] = async (place, filter) => {
    const readUse = (row: Record<string, unknown>) => readRow(row, parseUse, { id: idOf(row), name: null });
    return sortOut(await queryAll(client, (after) => useListParams(table, place, filter, after), readUse)).read;
  };
  return {
    look,
    find: async (place, owner, report) => refuseUnreadable(await look(place, owner, report)),
    listAll,
    list: async (place, owner) => (await listAll(place, owner)).read,
    shelf: async (place, owner) => {
      const { Item } = await client.send(new GetCommand(shelfGetParams(table, place, owner)));
      return Item === undefined ? { version: 0, given: [] } : readRow(Item, parseShelf, { id: idOf(Item), name: null });
    },
    filterUses: uses,
    saveWrites: (place, report, before) => reportSaveWrites(table, place, report, before),
    deleteWrites: (place, report) => reportDeleteWrites(table, place, report),
    deleteUnreadableWrites: async (place, owner, { id }) => {
      const own = (await uses(place, null)).filter((use) => use.report === id && use.owner === owner);
      return unreadableDeleteWrites(
        table,
        place,
        owner,
        id,
        own.map(({ filter }) => filter),
      );
    },
    shelfWrite: (place, owner, from, given) => shelfWrite(table, place, owner, from, given),
    commit: (writes) => held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken),
  };
};
