import { type DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { nextRevision } from '../runtime/next-revision.ts';
import { readRevision } from '../runtime/read-revision.ts';
import { readRow, refuseUnreadable, sortOut, type UnreadableRow } from '../runtime/read-row.ts';
import {
  boardDeleteWrites,
  boardGetParams,
  boardListParams,
  boardSaveWrites,
  boardVersionGetParams,
  boardVersionsParams,
  type MadeFrom,
  unreadableDeleteWrites,
} from './board-params.ts';
import { parseBoard, parseBoardHead, parseBoardVersion, parseBoardVersionHead, tombstoneOf } from './board-records.ts';
import { boardPrefix, boardsHeadSk, boardsPk, boardVersionPrefix, keptVersions } from './constants.ts';
import type { BoardHead, BoardVersion, BoardVersionHead, StoredBoard } from './types.ts';

type Place = Pick<SiteScope, 'tenant' | 'site'>;

export interface BoardStore {
  /** @throws ProblemError `conflict` for one that cannot be read */
  readonly find: (place: Place, board: string) => Promise<StoredBoard | null>;
  /** The board, the tombstone that stands in its place, or a row that cannot be read. */
  readonly look: (place: Place, board: string) => Promise<StoredBoard | { readonly tombstone: number } | UnreadableRow | null>;
  /** By id. */
  readonly list: (
    place: Place,
    limit: number,
    after: string | null,
  ) => Promise<{ readonly items: readonly BoardHead[]; readonly unreadable: readonly UnreadableRow[]; readonly next: string | null }>;
  /** Revision of the list, to be read before it. */
  readonly revision: (place: Place) => Promise<number>;
  /** Comes with new boards, in their transaction; does not commit when others made some since. */
  readonly revisionWrite: (place: Place, rev: number) => TransactWrite;
  /** Newest first, the last 50. */
  readonly versions: (place: Place, board: BoardHead) => Promise<readonly BoardVersionHead[]>;
  readonly version: (place: Place, board: BoardHead, version: number) => Promise<BoardVersion | null>;
  /** What a save writes; others put it into a transaction of their own. */
  readonly saveWrites: (place: Place, board: StoredBoard, from: MadeFrom) => TransactWrite[];
  readonly deleteWrites: (place: Place, board: BoardHead, now: number) => TransactWrite[];
  readonly deleteUnreadableWrites: (place: Place, board: UnreadableRow, now: number) => Promise<TransactWrite[]>;
  /** `false`: somebody was faster. */
  readonly commit: (writes: readonly TransactWrite[]) => Promise<boolean>;
}

export const createBoardStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): BoardStore => {
  const { client, table } = deps;
  const look: BoardStore['look'] = async (place, board) => {
    const { Item } = await client.send(new GetCommand(boardGetParams(table, place, board)));
    if (Item === undefined) return null;
    const tombstone = tombstoneOf(Item);
    return tombstone === null ? readRow(Item, parseBoard, { id: board, name: Item.name }) : { tombstone: tombstone.version };
  };
  const head = ({ tenant, site }: Place) => ({ pk: boardsPk(tenant, site), sk: boardsHeadSk });
  return {
    look,
    revision: (place) => readRevision(client, table, head(place)),
    revisionWrite: (place, rev) => nextRevision(table, head(place), rev),
    find: async (place, board) => {
      const found = await look(place, board);
      return found === null || 'tombstone' in found ? null : refuseUnreadable(found);
    },
    list: async (place, limit, after) => {
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(boardListParams(table, place, limit, after)));
      const { read, unreadable } = sortOut(
        Items.filter((item) => tombstoneOf(item) === null).map((item) =>
          readRow(item, parseBoardHead, { id: String(item.sk).slice(boardPrefix.length), name: item.name }),
        ),
      );
      return {
        items: read,
        unreadable,
        next: typeof LastEvaluatedKey?.sk === 'string' ? LastEvaluatedKey.sk : null,
      };
    },
    versions: async (place, { id, firstVersion, version }) => {
      const { Items = [] } = await client.send(new QueryCommand(boardVersionsParams(table, place, id)));
      return Items.map(parseBoardVersionHead).filter((one) => one.version >= firstVersion && one.version > version - keptVersions);
    },
    version: async (place, board, version) => {
      if (version < board.firstVersion || version > board.version || version <= board.version - keptVersions) return null;
      const { Item } = await client.send(new GetCommand(boardVersionGetParams(table, place, board.id, version)));
      return Item === undefined ? null : parseBoardVersion(Item);
    },
    saveWrites: (place, board, from) => boardSaveWrites(table, place, board, from),
    deleteWrites: (place, board, now) => boardDeleteWrites(table, place, board, now),
    deleteUnreadableWrites: async (place, board, now) => {
      const { Items = [] } = await client.send(new QueryCommand(boardVersionsParams(table, place, board.id)));
      const versions = Items.map(({ sk }) => Number(String(sk).slice(boardVersionPrefix(board.id).length))).filter(Number.isSafeInteger);
      return unreadableDeleteWrites(table, place, board, versions, now);
    },
    commit: (writes) => held(client.send(new TransactWriteCommand({ TransactItems: [...writes] })), wasOvertaken),
  };
};

const pageSize = 200;
/** All boards of a site, as many as there may be at most, and the rows among them that cannot be read: they take room as well. */
export const allBoards = async (
  store: Pick<BoardStore, 'list'>,
  place: Place,
): Promise<{ readonly read: readonly BoardHead[]; readonly unreadable: readonly UnreadableRow[] }> => {
  const read: BoardHead[] = [];
  const unreadable: UnreadableRow[] = [];
  for (let after: string | null = null; ; ) {
    const page = await store.list(place, pageSize, after);
    read.push(...page.items);
    unreadable.push(...page.unreadable);
    if (page.next === null) return { read, unreadable };
    after = page.next;
  }
};
export const countBoards = async (...of: Parameters<typeof allBoards>): Promise<number> => {
  const { read, unreadable } = await allBoards(...of);
  return read.length + unreadable.length;
};
