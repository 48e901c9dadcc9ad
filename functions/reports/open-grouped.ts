import type { Statistic } from '../statistics/catalogue.ts';
import { isStayFormula, type StayFormula } from '../statistics/formulas.ts';
import { queryRunMs } from './constants.ts';
import { gapCover } from './core/gap-cover.ts';
import { bucketsOf, hasWindow, intersection, intervalsOf } from './core/intervals.ts';
import { needsUnreturned } from './core/needs.ts';
import type { ResolvedQuery } from './core/resolved-query.ts';
import type { KnownGaps } from './figure-gaps.ts';
import { type OpenQuery, type OpenQueryDeps, openQuery } from './open-query.ts';
import { readStays } from './read-stays.ts';
import { type GroupedReport, runGrouped } from './run-grouped.ts';
import { stayFiguresOf } from './stay-question.ts';

/** A grouped report that was run, with what stands beside its rows. `open.close` in any case. */
export interface OpenGrouped {
  readonly open: OpenQuery;
  readonly report: GroupedReport;
  /** Keys of stretches of time, in order, as people read them; of another key there is none here. */
  readonly labels: ReadonlyMap<string, string>;
  /** For the row of a missing key, and the one row of a report that has no more. */
  readonly emptyLabel: string;
  /** How much of what a row is about could not be known, whatever was counted in it. */
  readonly coverOf: (key: string) => 'whole' | 'partly' | null;
}

const stayFigures = (columns: readonly Statistic[]): readonly { readonly id: string; readonly formula: StayFormula }[] =>
  columns.flatMap(({ id, formula }) => (isStayFormula(formula) ? [{ id, formula }] : []));

const staysFor = async (deps: OpenQueryDeps, query: ResolvedQuery, columns: readonly Statistic[], known: KnownGaps) => {
  const figures = stayFigures(columns);
  const rows = query.template.stays;
  return figures.length === 0 || rows === null
    ? null
    : stayFiguresOf(query, rows, figures, await readStays(deps, query, known.outages), known);
};

/** Runs a grouped report. @throws what stores and DuckDB throw; nothing stays open then. */
export const openGrouped = async (
  deps: OpenQueryDeps,
  query: ResolvedQuery,
  columns: readonly Statistic[],
  known: KnownGaps,
  runMs: number = queryRunMs,
): Promise<OpenGrouped> => {
  const stays = await staysFor(deps, query, columns, known);
  const buckets = query.byTime ? bucketsOf(query) : [];
  const windows = intervalsOf(query);
  const byKey = new Map<string, (typeof buckets)[number][]>();
  for (const bucket of buckets) {
    const same = byKey.get(bucket.key);
    if (same === undefined) byKey.set(bucket.key, [bucket]);
    else same.push(bucket);
  }
  const aboutOf = (key: string) => {
    if (!query.byTime) return windows;
    const own = byKey.get(key) ?? [];
    return hasWindow(query) ? intersection(own, windows) : own;
  };
  const coverOf = (key: string) => (known.stretches.length === 0 ? null : gapCover(aboutOf(key), known.stretches, query.now));
  const unknownKeys = known.stretches.length === 0 ? [] : [...byKey.keys()].filter((key) => coverOf(key) === 'whole');
  const open = await openQuery(deps, query, { rows: null, unreturned: needsUnreturned(query.template, columns) }, runMs);
  try {
    const report = await runGrouped(open, query, { columns, stays, unknownKeys });
    const { key } = query.template;
    const empty = key.by === 'time' || key.by === 'none' ? null : key.emptyLabel;
    return {
      open,
      report,
      labels: new Map(buckets.map((bucket) => [bucket.key, bucket.label])),
      emptyLabel: empty ?? query.template.name,
      coverOf,
    };
  } catch (error) {
    open.close();
    throw error;
  }
};
