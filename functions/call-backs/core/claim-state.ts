import { claimLapsesMs } from '../constants.ts';
import type { ClaimRow, ClaimState, OpenItem } from './types.ts';

const free: ClaimState = { claimedBy: null, claimedAt: null, lapsesAt: null, note: '' };

/**
 * Whether a row is of the lost calls that are open now. Once somebody talked to the number those it was written for are off the list, and
 * what the caller loses later begins anew.
 */
export const isOfItem = (row: Pick<ClaimRow, 'lostAt'>, item: OpenItem | undefined): boolean =>
  item !== undefined && row.lostAt >= Math.min(...item.calls.map(({ endedAt }) => endedAt));

/** What a row says now: a claim lapses when nobody tried for a while, its note stays. */
export const claimStateOf = (row: ClaimRow | undefined, item: OpenItem, now: number): ClaimState => {
  if (row === undefined || !isOfItem(row, item)) return free;
  const { claimedBy, claimedAt, note } = row;
  if (claimedBy === null || claimedAt === null) return { ...free, note };
  const lapsesAt = Math.max(claimedAt, item.lastTryAt ?? 0) + claimLapsesMs;
  return now >= lapsesAt ? { ...free, note } : { claimedBy, claimedAt, lapsesAt, note };
};
