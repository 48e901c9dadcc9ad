import type { Doing } from '../audit/types.ts';
import {
  added,
  addsFilters,
  filterPieces,
  filterShelfKeeper,
  type ImportOutcome,
  type ImportStep,
  importNote,
  intoSteps,
  isChange,
  lacks,
  listFilters,
  listKeeper,
  type Piece,
  type Planned,
  type PlannedFilter,
  planFilters,
  refuseLongSection,
  refuseMoreThan,
  refuseTooManyFilters,
  runSteps,
  TextFaults,
  textChange,
} from '../definitions-text/text-document.ts';
import { scheduleLimits } from '../domain/schedule.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type FilterStore, filtersPerSite } from '../saved-filters/filters.ts';
import { comingReports } from './coming-reports.ts';
import { type PlannedReports, planReports, refuseLongReports, reportPieces, shelfKeeper } from './plan-reports.ts';
import { type ReadReportsText, readReportsText, type TextSchedule, writtenSchedule } from './report-text.ts';
import type { SaveReportDeps } from './save-report.ts';
import type { TextSchedules } from './text-schedules.ts';

export interface ImportDeps extends Omit<SaveReportDeps, 'filters'> {
  readonly filters: FilterStore;
  readonly schedules: TextSchedules;
}
/** Looking for the first run of more takes longer than a request may. */
const schedulesPerImport = 100;

const planSchedules = async (
  deps: ImportDeps,
  { scope, who }: Doing,
  given: ReadReportsText['schedules'],
  reports: Parameters<TextSchedules['check']>[2],
  faults: TextFaults,
) => {
  if (given.length === 0) return { planned: [], rev: 0 };
  const { rev, count, items: present } = await deps.schedules.known(scope);
  const planned = given.map(({ value }): Planned<TextSchedule, TextSchedule, 'schedule'> => {
    const before = present.find(({ id }) => id === value.id) ?? null;
    return {
      told: textChange('schedule', value.id, value.content.name, before && writtenSchedule(before), writtenSchedule(value)),
      value,
      before,
    };
  });
  refuseMoreThan(scheduleLimits.perSite, 'schedules', count, added(planned));
  const changed = given.filter((_placed, i) => planned[i]?.told.change !== 'same');
  const refusal = lacks(who, 'schedules.write');
  if (refusal !== null) for (const placed of changed) faults.add(placed, [], refusal);
  if (changed.length > schedulesPerImport)
    throw new ProblemError(
      'too-large',
      `The text changes ${changed.length} schedules, and one import changes at most ${schedulesPerImport}: import it in parts.`,
    );
  const wrong = await deps.schedules.check(
    scope,
    changed.map(({ value }) => value),
    reports,
  );
  changed.forEach((placed, i) => {
    for (const { path, detail } of wrong[i] ?? []) faults.add(placed, path, detail);
  });
  return { planned, rev };
};

/** What is brought in: one thing, what saves it, and what comes with it. */
interface Part extends Piece {
  /** As the audit names its kind. */
  readonly of: 'filters' | 'reports' | 'schedules';
  /** Of a report: the list it is in. */
  readonly shared: boolean | null;
  /** Of a schedule: it is new, and takes room in the site's list. */
  readonly takesRoom: boolean;
  readonly after: () => Promise<void>;
}
const kindsOf = (parts: readonly Part[]): readonly Part['of'][] => [...new Set(parts.map(({ of }) => of))];
const listsOf = (parts: readonly Part[]): readonly boolean[] =>
  [...new Set(parts.map(({ shared }) => shared))].filter((one) => one !== null);
const takesRoom = (parts: readonly Part[]): boolean => parts.some((part) => part.takesRoom);
const plain = { takesRoom: false, after: async (): Promise<void> => {} };

/** Filters, then reports, then schedules: what is referred to is there first. */
const partsOf = async (
  deps: ImportDeps,
  doing: Doing,
  now: number,
  filters: readonly PlannedFilter[],
  reports: PlannedReports,
  schedules: Awaited<ReturnType<typeof planSchedules>>['planned'],
): Promise<readonly Part[]> => {
  const saved: Part[] = [];
  for (const { told, value } of schedules.filter(isChange)) {
    const { made, writes, after } = await deps.schedules.save(doing, [value]);
    saved.push({ told, writes, of: 'schedules', shared: null, takesRoom: made > 0, after });
  }
  return [
    ...filterPieces(deps.filters, doing, now, filters).map((piece) => ({ ...piece, ...plain, of: 'filters' as const, shared: null })),
    ...reportPieces(deps, doing, now, reports).map((piece) => ({ ...piece, ...plain, of: 'reports' as const })),
    ...saved,
  ];
};

/**
 * Brings a text into a site, or tells what it would do. Nothing is deleted by it; what is the same already stays untouched, version and all.
 * All of it or nothing, in one transaction with its rows in the audit, where that holds it; else in steps that each hold or do not, after which the
 * same text brings in what is left.
 * @throws ProblemError `bad-request` with each line, `conflict`, `too-large`, `unavailable`
 */
export const importText =
  (deps: ImportDeps) =>
  async (doing: Doing, text: string, dryRun: boolean): Promise<ImportOutcome> => {
    const { scope } = doing;
    const faults = new TextFaults();
    const given = readReportsText(text);
    faults.found.push(...given.faults);
    faults.refuse();
    refuseLongSection(filtersPerSite, 'filters', given.filters.length);
    refuseLongSection(scheduleLimits.perSite, 'schedules', given.schedules.length);
    refuseLongReports(given.reports);
    const listed = listFilters(deps.filters, scope);
    const reading = { ...deps, filters: listed };
    const filters: readonly PlannedFilter[] = await planFilters(listed, doing, given.filters, faults);
    const reports = await planReports(reading, doing, given.reports, filters, faults);
    const coming = comingReports(reading, reports.planned, filters);
    const { planned: schedules, rev } = await planSchedules(deps, doing, given.schedules, coming, faults);
    faults.refuse();
    const changes = [...reports.planned, ...filters, ...schedules].map(({ told }) => told);
    await refuseTooManyFilters(listed, filters);
    if (!changes.some(({ change }) => change !== 'same')) return { changes, applied: false, steps: 0 };
    const now = deps.now();
    const parts = await partsOf(deps, doing, now, filters, reports, schedules);
    const cut = intoSteps(
      parts,
      (some) => kindsOf(some).length + listsOf(some).length + (addsFilters(some) ? 1 : 0) + (takesRoom(some) ? 1 : 0),
    );
    if (dryRun) return { changes, applied: false, steps: cut.length };
    const shelves = shelfKeeper(deps, doing, reports.lists);
    const filterShelf = filterShelfKeeper(deps.filters, scope, listed);
    const scheduleShelf = listKeeper(
      async () => rev,
      (from) => deps.schedules.revisionWrite(scope, from),
    );
    const steps = cut.map(
      (some, i): ImportStep => ({
        things: some.map(({ told }) => told),
        run: async () => {
          const rows = kindsOf(some).map((kind) => {
            const mine = some.filter(({ of }) => of === kind);
            return deps.audit(importNote(doing, now, { action: 'report.import', kind }, mine, { n: i + 1, of: cut.length }));
          });
          const lists = [...shelves(listsOf(some)), ...(await filterShelf(some)), ...(await scheduleShelf(takesRoom(some)))];
          if (!(await deps.store.commit([...some.flatMap(({ writes }) => writes), ...lists, ...rows]))) return false;
          for (const { after } of some) await after();
          return true;
        },
      }),
    );
    await runSteps(steps, 'some of it');
    return { changes, applied: true, steps: steps.length };
  };
