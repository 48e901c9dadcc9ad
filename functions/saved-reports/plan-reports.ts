import type { Doing, TransactWrite } from '../audit/types.ts';
import {
  isChange,
  lacks,
  type Piece,
  type Planned,
  type PlannedFilter,
  refuseLongSection,
  refuseMoreThan,
  type TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import { limitOfScope } from '../domain/common-units.ts';
import { epochMs } from '../domain/ids.ts';
import { inParallel } from '../runtime/bounded.ts';
import { findContentFaults } from './check-report.ts';
import { ownPerPerson, sharedPerSite } from './constants.ts';
import { tidyReport } from './core/tidy-report.ts';
import { isBuiltIn, rightsToReport } from './find-report.ts';
import { type KnownShelf, shelfAfter } from './report-params.ts';
import { type ReadReportsText, type TextReport, writtenReport } from './report-text.ts';
import { nameKey, personOf, reportOf, type SaveReportDeps } from './save-report.ts';
import type { ReportHead, StoredReport } from './types.ts';

export type PlannedReport = Planned<TextReport, StoredReport, 'report'>;
/** A list of reports as it was read, for its names and its room. */
interface List {
  readonly owner: string | null;
  readonly shelf: KnownShelf;
  readonly present: readonly ReportHead[];
}
export interface PlannedReports {
  readonly planned: readonly PlannedReport[];
  readonly lists: readonly List[];
}
/** Ids that are taken in a list, whether they can be read or not. */
type Taken = ReadonlyMap<string | null, ReadonlySet<string>>;
const readsAtOnce = 8;
type Placed = ReadReportsText['reports'][number];

const refusalOf = (doing: Doing, { id, shared }: TextReport, before: StoredReport | null): string | null => {
  if (before !== null) return rightsToReport(doing.who, before).edit ? null : `"${before.name}" (${id}) is not yours to change`;
  return lacks(doing.who, 'reports.write') ?? (shared ? lacks(doing.who, 'reports.share') : null);
};

const planOne = async (
  deps: SaveReportDeps,
  doing: Doing,
  placed: Placed,
  taken: Taken,
  filters: readonly PlannedFilter[],
  faults: TextFaults,
) => {
  const { scope, who } = doing;
  const value: TextReport = { ...placed.value, content: tidyReport(placed.value.content) };
  const { id, shared, content } = value;
  if (isBuiltIn(id)) {
    faults.add(placed, ['id'], `the id "${id}" is that of a built-in report: choose another one`);
    return null;
  }
  const [owner, other] = shared ? [null, who.id] : [who.id, null];
  if (taken.get(other)?.has(id) === true) {
    faults.add(placed, ['id'], `the id "${id}" is that of ${shared ? 'a report of your own' : 'a shared report'}: choose another one`);
    return null;
  }
  const before = taken.get(owner)?.has(id) === true ? await deps.store.find(scope, owner, id) : null;
  const told = textChange('report', id, content.name, before && writtenReport(before), writtenReport(value));
  const coming = new Map(filters.map((filter) => [filter.value.id, { shared: filter.value.shared }]));
  const onFilter = content.filter?.kind === 'saved' && coming.has(content.filter.id);
  const refusal = told.change === 'same' ? null : refusalOf(doing, value, before);
  if (refusal !== null) faults.add(placed, [], refusal);
  if (told.change !== 'same' || onFilter)
    for (const { path, detail } of await findContentFaults(deps.filters, scope, who, { content, shared }, coming))
      faults.add(placed, path, detail);
  return { told, value, before };
};

/** Each name once in a list, with what is there and what comes. */
const nameFaults = (given: readonly Placed[], { owner, present }: List, faults: TextFaults): void => {
  const mine = given.filter(({ value }) => value.shared === (owner === null));
  const ids = new Set(mine.map(({ value }) => value.id));
  const taken = new Set(present.filter(({ id }) => !ids.has(id)).map(({ name }) => nameKey(name)));
  for (const placed of mine) {
    const name = nameKey(placed.value.content.name);
    if (taken.has(name)) faults.add(placed, ['name'], `another ${owner === null ? 'shared report' : 'report of yours'} has this name`);
    taken.add(name);
  }
};

/** @throws ProblemError `too-large` */
export const refuseLongReports = (given: readonly Placed[]): void => {
  const shared = given.filter(({ value }) => value.shared).length;
  refuseLongSection(sharedPerSite, 'shared reports', shared);
  refuseLongSection(ownPerPerson, 'reports of yours', given.length - shared);
};

/**
 * Reports of a text against those of the site, and those of the person who brings it; what cannot be taken goes to `faults`.
 * @throws ProblemError `conflict` where a list would be too long
 */
export const planReports = async (
  deps: SaveReportDeps,
  doing: Doing,
  given: readonly Placed[],
  filters: readonly PlannedFilter[],
  faults: TextFaults,
): Promise<PlannedReports> => {
  if (given.length === 0) return { planned: [], lists: [] };
  const lists: List[] = [];
  const taken = new Map<string | null, ReadonlySet<string>>();
  for (const owner of [null, doing.who.id]) {
    // First its row, then what it holds: a change in between is then seen by the write.
    const shelf = await deps.store.shelf(doing.scope, owner);
    const { read: present, unreadable } = await deps.store.listAll(doing.scope, owner);
    const ids = new Set([...present, ...unreadable].map(({ id }) => id));
    taken.set(owner, ids);
    const mine = given.filter(({ value }) => value.shared === (owner === null));
    if (mine.length === 0) continue;
    lists.push({ owner, shelf, present });
    const coming = mine.filter(({ value }) => !ids.has(value.id)).length;
    if (owner === null) refuseMoreThan(sharedPerSite, 'shared reports', present.length, coming);
    else refuseMoreThan(ownPerPerson, 'reports of yours', present.length, coming);
  }
  const each = await inParallel(given, readsAtOnce, (placed) => planOne(deps, doing, placed, taken, filters, faults));
  const planned: readonly PlannedReport[] = each.filter((one) => one !== null);
  for (const list of lists) nameFaults(given, list, faults);
  return { planned, lists };
};

/** Those that change with what saves them; who brings a new one in owns it. */
export const reportPieces = (
  deps: SaveReportDeps,
  doing: Doing,
  now: number,
  { planned }: PlannedReports,
): readonly (Piece<'report'> & { readonly shared: boolean })[] => {
  const by = personOf(doing.who);
  return planned.filter(isChange).map(({ told, value: { id, shared, content }, before }) => {
    const after = reportOf({
      id,
      owner: before === null ? by : before.owner,
      shared,
      version: (before?.version ?? 0) + 1,
      updatedAt: epochMs(now),
      updatedBy: by,
      from: before?.from ?? null,
      units: limitOfScope(doing.scope),
      content,
    });
    return { told, shared, writes: deps.store.saveWrites(doing.scope, after, before) };
  });
};

/** Rows of the lists that reports are in, for one step after the other: each goes on from what the step before left, so that others are noticed. */
export const shelfKeeper = (deps: SaveReportDeps, doing: Doing, lists: PlannedReports['lists']) => {
  const left = new Map(lists.map(({ owner, shelf }) => [owner, shelf]));
  return (sharedOnes: readonly boolean[]): TransactWrite[] =>
    [...left].flatMap(([owner, shelf]) => {
      if (!sharedOnes.includes(owner === null)) return [];
      left.set(owner, shelfAfter(shelf));
      return [deps.store.shelfWrite(doing.scope, owner, shelf)];
    });
};
