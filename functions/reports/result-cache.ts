import { createHash } from 'node:crypto';
import type { SiteScope } from '../identity/types.ts';
import type { LakePlan, LakeReader, LakeTableName } from '../lake/lake.ts';
import { isStayFormula } from '../statistics/formulas.ts';
import type { AnsweredRows, RowsAsked } from './answer-rows.ts';
import { resultBytes } from './constants.ts';
import { needsUnreturned } from './core/needs.ts';
import type { KnownGaps } from './figure-gaps.ts';
import { type OpenQueryDeps, tablesOf } from './open-query.ts';

/** The last used values of so many bytes. */
export interface ResultCache<V> {
  readonly find: (key: string) => V | undefined;
  readonly keep: (key: string, value: V, bytes: number) => void;
}
export const createResultCache = <V>(maxBytes: number = resultBytes): ResultCache<V> => {
  /** In the order of last use. */
  const kept = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    find: (key) => {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    keep: (key, value, bytes) => {
      drop(key);
      if (bytes > maxBytes) return;
      kept.set(key, { value, bytes });
      total += bytes;
      for (const [oldest] of kept) {
        if (total <= maxBytes) return;
        drop(oldest);
      }
    },
  };
};

/** What of a reading decides what the rows are. */
type Planned = Pick<LakePlan, 'files' | 'tail'>;

const tablesAsked = ({ query }: RowsAsked): readonly LakeTableName[] => {
  switch (query.template.kind) {
    case 'configList':
      return [];
    case 'statusList':
      return ['status'];
    case 'callList':
      return tablesOf(query, 'calls');
    case 'segmentList':
      return tablesOf(query, 'segments');
    case 'grouped':
      return tablesOf(query, null);
  }
};

/**
 * Only what lies wholly in the past and asks nothing that later calls decide. States are read from the reset before the range on, from other
 * files than those that are looked at here, so they are computed each time.
 */
const mayBeKept = (asked: RowsAsked, { gaps }: KnownGaps): boolean => {
  const { query, columns } = asked;
  return (
    query.to <= query.now &&
    tablesAsked(asked).length > 0 &&
    gaps.every(({ endedAt }) => endedAt !== null) &&
    !needsUnreturned(query.template, columns) &&
    !columns.some(({ formula }) => isStayFormula(formula))
  );
};

/** A digest of everything the rows depend on; null while some of them are in no file, as these may change without a trace here. */
const keyOf = (scope: SiteScope, asked: RowsAsked, known: KnownGaps, { files, tail }: Planned): string | null => {
  if (tail.hours.length + tail.calls.length + tail.segments.length + tail.facts.length + tail.status.length > 0) return null;
  const { query, columns, sort, offset, limit } = asked;
  const { template, filter, from, to, parts, dailyWindow, byTime, format } = query;
  const depends = [
    [scope.tenant, scope.site, scope.units ?? null],
    [template.id, columns.map(({ id }) => id), filter, from, to, parts, dailyWindow, byTime, format, sort, offset, limit],
    query.serviceLevel.version,
    // Whatever of the configuration decides: settings, devices, who belongs to which unit.
    query.config,
    // Of versions of them, the one that was asked for.
    query.settings,
    tablesAsked(asked).map((table) => files[table].map(({ key, except }) => [key, except])),
    known.gaps,
  ];
  return createHash('sha256').update(JSON.stringify(depends)).digest('base64');
};

/** The lake with a plan for a range at hand, so that a question that is computed after all does not plan twice. */
const planned = (lake: LakeReader, plan: LakePlan, from: number, to: number): LakeReader => ({
  ...lake,
  read: (range, tables) => lake.read(range, tables, range.from === from && range.to === to ? plan : undefined),
});

/**
 * The rows of a question from what was answered before, if they must be the same, else computed with the lake as given. What the lake has is
 * looked up each time; what rows were made of is the key under which they are kept, so that late data is never missed.
 */
export const cachedAnswer = async (
  deps: OpenQueryDeps & { readonly results?: ResultCache<AnsweredRows> },
  scope: SiteScope,
  asked: RowsAsked,
  known: KnownGaps,
  compute: (lake: LakeReader) => Promise<AnsweredRows>,
): Promise<{ readonly rows: AnsweredRows; readonly cached: boolean }> => {
  const { results, lake } = deps;
  if (results === undefined || !mayBeKept(asked, known)) return { rows: await compute(lake), cached: false };
  const { tenant, site, from, to } = asked.query;
  const plan = await lake.plan({ tenant, site, from, to });
  const key = keyOf(scope, asked, known, plan);
  const found = key === null ? undefined : results.find(key);
  if (found !== undefined) return { rows: found, cached: true };
  const rows = await compute(planned(lake, plan, from, to));
  const madeOf = rows.reads === null ? null : keyOf(scope, asked, known, rows.reads);
  const { reads: _, ...kept } = rows;
  if (madeOf !== null) results.keep(madeOf, { ...kept, reads: null }, JSON.stringify(kept).length * 2);
  return { rows, cached: false };
};
