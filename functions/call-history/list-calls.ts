import type { PublicCall, PublicSegment } from '../domain/public-rows.ts';
import type { SiteScope } from '../identity/types.ts';
import { rowsReadPerPage } from './constants.ts';
import type { ListPosition } from './core/list-cursor.ts';
import type { RowView } from './core/row-view.ts';
import type { ListRequest } from './list-query.ts';
import type { HistoryReader, RowsAfter, StoredRow } from './read-history.ts';
import { restoreCall } from './stored-row.ts';

export interface ListPage<T> {
  readonly items: readonly T[];
  /** Where the next page goes on; null at the end. */
  readonly next: ListPosition | null;
}

interface CallWithSegments {
  readonly row: StoredRow;
  readonly call: PublicCall;
  readonly segments: readonly PublicSegment[];
}

const positionOf = (row: StoredRow, segmentNo: number | null = null): ListPosition => ({ sk: row.sk, segmentNo });

/** Calls of the range that `view` shows, null = all; of somebody who does not see all a page may be short, its cursor goes on. */
export const listCalls = async (
  reader: HistoryReader,
  scope: SiteScope,
  request: ListRequest,
  view: RowView | null,
): Promise<ListPage<PublicCall>> => {
  const { list, after, limit } = request;
  const items: PublicCall[] = [];
  let last: RowsAfter | null = after === null ? null : { sk: after.sk, inclusive: false };
  for (let read = 0; read < rowsReadPerPage; ) {
    const wanted = view === null ? limit - items.length : limit;
    const rows = await reader.rows(scope, 'CALL', list.from, list.to, last, wanted);
    read += rows.length;
    const segments =
      view === null
        ? null
        : await reader.segmentsOfCalls(
            scope,
            rows.map((row) => restoreCall(row.text).logicalCallId),
          );
    for (const row of rows) {
      const call = restoreCall(row.text);
      last = { sk: row.sk, inclusive: false };
      const seen = view === null ? call : view.call(call, segments?.get(call.logicalCallId) ?? []);
      if (seen !== null) items.push(seen);
      if (items.length === limit) return { items, next: positionOf(row) };
    }
    if (rows.length < wanted) return { items, next: null };
  }
  return { items, next: last === null ? null : { sk: last.sk, segmentNo: null } };
};

const withSegments = async (reader: HistoryReader, scope: SiteScope, rows: readonly StoredRow[]): Promise<readonly CallWithSegments[]> => {
  const calls = rows.map((row) => ({ row, call: restoreCall(row.text) }));
  const segments = await reader.segmentsOfCalls(
    scope,
    calls.map(({ call }) => call.logicalCallId),
  );
  return calls.map(({ row, call }) => ({ row, call, segments: segments.get(call.logicalCallId) ?? [] }));
};

/** Segments of the calls of the range, call after call: the same calls as `listCalls` over the same range. */
export const listSegments = async (
  reader: HistoryReader,
  scope: SiteScope,
  request: ListRequest,
  view: RowView | null,
): Promise<ListPage<PublicSegment>> => {
  const { list, after, limit } = request;
  const items: PublicSegment[] = [];
  // A call that the end of the page before cut is read again, for the segments after the one given last.
  let from: RowsAfter | null = after === null ? null : { sk: after.sk, inclusive: after.segmentNo !== null };
  let last = after;
  for (let read = 0; read < rowsReadPerPage; ) {
    const rows = await reader.rows(scope, 'CALL', list.from, list.to, from, limit);
    read += rows.length;
    for (const { row, segments } of await withSegments(reader, scope, rows)) {
      const given = row.sk === after?.sk ? (after.segmentNo ?? 0) : 0;
      for (const segment of view === null ? segments : view.segments(segments)) {
        if (segment.segmentNo <= given) continue;
        items.push(segment);
        if (items.length === limit) return { items, next: positionOf(row, segment.segmentNo) };
      }
      last = positionOf(row);
      from = { sk: row.sk, inclusive: false };
    }
    if (rows.length < limit) return { items, next: null };
  }
  return { items, next: last };
};
