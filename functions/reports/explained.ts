import type { LiveCall } from '../domain/live.ts';
import type { SiteScope } from '../identity/types.ts';
import type { FigureValue } from '../statistics/formulas.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { ExplainAnswer, ExplainItem, ExplainQuery } from './explain-schemas.ts';
import type { QueryDeps } from './run-query.ts';

export interface ExplainDeps extends QueryDeps {
  /** Calls in progress now. */
  readonly liveCalls: (scope: SiteScope) => Promise<readonly LiveCall[]>;
}
export type Part = ExplainAnswer['parts'][number];
/** What one figure's explanation has of its own. */
export interface Explained {
  readonly value: FigureValue;
  /** What the explained row is called; null = it has no name, or there is no row. */
  readonly name: string | null;
  readonly parts: readonly Part[];
  readonly items: readonly ExplainItem[];
  /** Rows to list in all. */
  readonly count: number;
  readonly restatedAt: number | null;
}
export interface Asked {
  readonly scope: SiteScope;
  readonly query: ResolvedQuery;
  readonly key: string | null;
  readonly verdict: ExplainQuery['verdict'];
  readonly part: Part['id'] | null;
  readonly offset: number;
  readonly limit: number;
}

/** The page of rows that were asked for, and how many there are in all. */
export const pageOf = <T extends { readonly reason: string | null }>(rows: readonly T[], { verdict, offset, limit }: Asked) => {
  const wanted = rows.filter(({ reason }) => verdict === 'all' || (verdict === 'in') === (reason === null));
  return { wanted, page: wanted.slice(offset, offset + limit) };
};
/** One part of a figure: how many rows count, how many do not and why. */
export const tell = (
  words: string,
  rows: readonly { readonly reason: string | null; readonly contribution: number | null }[],
  adds: boolean,
): Part => {
  const counted = rows.filter(({ reason }) => reason === null);
  const reasons = new Map<string, number>();
  for (const { reason } of rows) if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return {
    id: 'figure',
    words,
    counted: counted.length,
    notCounted: rows.length - counted.length,
    all: rows.length,
    contribution: adds ? counted.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0) : null,
    reasons: [...reasons]
      .map(([reason, many]) => ({ reason, rows: many }))
      .sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1)),
  };
};

/** An item without anything; each kind of row fills in what it has. */
export const nothing: Omit<ExplainItem, 'kind' | 'startedAt' | 'endedAt' | 'counted' | 'reason' | 'contribution'> = {
  logicalCallId: null,
  segmentNo: null,
  key: null,
  callType: null,
  side: null,
  outcome: null,
  extension: null,
  agent: null,
  huntGroup: null,
  trunk: null,
  outsideNumber: null,
  state: null,
  ringMs: null,
  talkMs: null,
  holdMs: null,
};
