import type { SiteScope } from '../identity/types.ts';
import { type ListKind, rowsReadPerPage } from './constants.ts';
import type { ListPage } from './list-calls.ts';
import type { ListRequest } from './list-query.ts';
import type { HistoryReader, RowsAfter } from './read-history.ts';
import { type PublicGap, restoreGap } from './stored-row.ts';

const after = (request: ListRequest): RowsAfter | null => (request.after === null ? null : { sk: request.after.sk, inclusive: false });

/** Rows whose instant lies in the range. `restore` gives null for one that is not seen: such a page may be short, its cursor goes on. */
export const listRows = async <T>(
  reader: HistoryReader,
  scope: SiteScope,
  kind: ListKind,
  request: ListRequest,
  restore: (text: string) => T | null,
): Promise<ListPage<T>> => {
  const { list, limit } = request;
  const items: T[] = [];
  let from = after(request);
  for (let read = 0; read < rowsReadPerPage; ) {
    const rows = await reader.rows(scope, kind, list.from, list.to, from, limit);
    read += rows.length;
    for (const row of rows) {
      from = { sk: row.sk, inclusive: false };
      const item = restore(row.text);
      if (item === null) continue;
      items.push(item);
      if (items.length === limit) return { items, next: { sk: row.sk, segmentNo: null } };
    }
    if (rows.length < limit) return { items, next: null };
  }
  return { items, next: from === null ? null : { sk: from.sk, segmentNo: null } };
};

/** Gaps that overlap the range, open ones included, by start: few, so all that began before its end are looked through. */
export const listGaps = async (reader: HistoryReader, scope: SiteScope, request: ListRequest): Promise<ListPage<PublicGap>> => {
  const { list, limit } = request;
  const items: PublicGap[] = [];
  let from = after(request);
  for (let read = 0; read < rowsReadPerPage; ) {
    const rows = await reader.rows(scope, 'GAP', 0, list.to, from, limit);
    read += rows.length;
    for (const row of rows) {
      from = { sk: row.sk, inclusive: false };
      const gap = restoreGap(row.text);
      if (gap.endedAt !== null && Date.parse(gap.endedAt) <= list.from) continue;
      items.push(gap);
      if (items.length === limit) return { items, next: { sk: row.sk, segmentNo: null } };
    }
    if (rows.length < limit) return { items, next: null };
  }
  return { items, next: from === null ? null : { sk: from.sk, segmentNo: null } };
};
