import type { Doing } from '../audit/types.ts';
import {
  filterWrites,
  importNote,
  isChange,
  lacks,
  overtakenText,
  type Planned,
  type PlannedFilter,
  planFilters,
  refuseMoreThan,
  refuseTooManyFilters,
  type TextChange,
  TextFaults,
  textChange,
  writesAtMost,
} from '../definitions-text/text-document.ts';
import { scheduleLimits } from '../domain/schedule.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { comingReports } from './coming-reports.ts';
import { planReports, reportWrites } from './plan-reports.ts';
import { type ReadReportsText, readReportsText, type TextSchedule, writtenSchedule } from './report-text.ts';
import type { SaveReportDeps } from './save-report.ts';
import type { TextSchedules } from './text-schedules.ts';

export interface ImportDeps extends Omit<SaveReportDeps, 'filters'> {
  readonly filters: FilterStore;
  readonly schedules: TextSchedules;
}
type Change = TextChange<'report' | 'filter' | 'schedule'>;

/** @throws ProblemError `too-large` */
const refuseTooMany = (writes: number): void => {
  if (writes > writesAtMost)
    throw new ProblemError(
      'too-large',
      `The text changes too much at once: it would take at least ${writes} writes, and ${writesAtMost} can be made that all hold or none. Import it in parts.`,
    );
};

const planSchedules = async (
  deps: ImportDeps,
  { scope, who }: Doing,
  given: ReadReportsText['schedules'],
  reports: Parameters<TextSchedules['check']>[2],
  faults: TextFaults,
) => {
  if (given.length === 0) return [];
  const present = await deps.schedules.list(scope);
  const planned = given.map(({ value }): Planned<TextSchedule, TextSchedule, 'schedule'> => {
    const before = present.find(({ id }) => id === value.id) ?? null;
    return {
      told: textChange('schedule', value.id, value.content.name, before && writtenSchedule(before), writtenSchedule(value)),
      value,
      before,
    };
  });
  refuseMoreThan(scheduleLimits.perSite, 'schedules', present.length, planned);
  const changed = given.filter((_placed, i) => planned[i]?.told.change !== 'same');
  const refusal = lacks(who, 'schedules.write');
  if (refusal !== null) for (const placed of changed) faults.add(placed, [], refusal);
  // Looking for the first run of so many takes long, and they could not be written at once anyway.
  refuseTooMany(changed.length);
  const wrong = await deps.schedules.check(
    scope,
    changed.map(({ value }) => value),
    reports,
  );
  changed.forEach((placed, i) => {
    for (const { path, detail } of wrong[i] ?? []) faults.add(placed, path, detail);
  });
  return planned;
};

/**
 * Brings a text into a site, or tells what it would do. Nothing is deleted by it; what is the same already stays untouched, version and all.
 * All of it or nothing, in one transaction with its rows in the audit.
 * @throws ProblemError `bad-request` with each line, `conflict`, `too-large`
 */
export const importText =
  (deps: ImportDeps) =>
  async (doing: Doing, text: string, dryRun: boolean): Promise<{ readonly changes: readonly Change[]; readonly applied: boolean }> => {
    const { scope } = doing;
    const faults = new TextFaults();
    const given = readReportsText(text);
    faults.found.push(...given.faults);
    faults.refuse();
    const filters: readonly PlannedFilter[] = await planFilters(deps.filters, doing, given.filters, faults);
    const reports = await planReports(deps, doing, given.reports, filters, faults);
    const coming = comingReports(deps, reports.planned, filters);
    const schedules = await planSchedules(deps, doing, given.schedules, coming, faults);
    faults.refuse();
    const changes: readonly Change[] = [...reports.planned, ...filters, ...schedules].map(({ told }) => told);
    await refuseTooManyFilters(deps.filters, scope, filters);
    if (!changes.some(({ change }) => change !== 'same')) return { changes, applied: false };
    const now = deps.now();
    const saved = await deps.schedules.save(
      doing,
      schedules.filter(isChange).map(({ value }) => value),
    );
    const kinds = [
      { kind: 'reports', planned: reports.planned },
      { kind: 'filters', planned: filters },
      { kind: 'schedules', planned: schedules },
    ];
    const writes = [
      ...filterWrites(deps.filters, doing, now, filters),
      ...reportWrites(deps, doing, now, reports),
      ...saved.writes,
      ...kinds
        .filter(({ planned }) => planned.some(isChange))
        .map(({ kind, planned }) => deps.audit(importNote(doing, now, { action: 'report.import', kind }, planned))),
    ];
    refuseTooMany(writes.length);
    if (dryRun) return { changes, applied: false };
    if (!(await deps.store.commit(writes))) throw overtakenText('some of it');
    await saved.after();
    return { changes, applied: true };
  };
