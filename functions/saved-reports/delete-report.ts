import type { Doing } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { deleteUnreadable } from './delete-unreadable.ts';
import { findReport } from './find-report.ts';
import { findEditable, overtaken, reportNote, type SaveReportDeps } from './save-report.ts';
import type { ReportSchedules, ScheduleUse } from './types.ts';

export interface DeleteReportDeps extends SaveReportDeps {
  readonly schedules: ReportSchedules;
}

const usesOf = async (
  deps: DeleteReportDeps,
  { scope }: Doing,
  report: { readonly id: string; readonly shared: boolean },
): Promise<readonly ScheduleUse[]> =>
  // Only what everybody may run can be in a schedule (L4535).
  report.shared ? deps.schedules.usesOfReport(scope, report.id) : [];

/** Schedules that run a report. @throws ProblemError `not-found` */
export const usesOfReport =
  (deps: DeleteReportDeps) =>
  async (doing: Doing, id: string): Promise<readonly ScheduleUse[]> =>
    usesOf(deps, doing, await findReport(deps.store, doing.scope, doing.who, id));

/**
 * Deletes a report. One that schedules run only goes with `force`, and is taken out of them first (L4556).
 * @throws ProblemError `not-found`, `forbidden`, `version-mismatch`, `conflict` with the schedules
 */
export const deleteReport =
  (deps: DeleteReportDeps) =>
  async (doing: Doing, id: string, madeFrom: number | null, force: boolean): Promise<void> => {
    if (await deleteUnreadable(deps, doing, id)) return;
    const before = await findEditable(deps.store, doing, id, madeFrom);
    const uses = await usesOf(deps, doing, before);
    if (uses.length > 0 && !force)
      throw new ProblemError(
        'conflict',
        `"${before.name}" is run by ${uses.map(({ name }) => `"${name}"`).join(', ')}. Take it out of them first; or repeat it with force=true, and they run without it.`,
        {
          errors: uses.map(({ schedule, name }) => ({
            pointer: `#/schedules/${schedule}`,
            detail: `Schedule "${name}" runs it.`,
            in: 'path',
          })),
        },
      );
    if (uses.length > 0) await deps.schedules.removeReport(doing, id);
    const now = deps.now();
    const summary = uses.length === 0 ? `deleted at version ${before.version}` : `deleted, and taken out of ${uses.length} schedule(s)`;
    const row = deps.audit(reportNote(doing, now, before, { action: 'report.delete', summary, changes: [] }));
    if (!(await deps.store.commit([...deps.store.deleteWrites(doing.scope, before), row])))
      throw await overtaken(deps.store, doing, before);
  };
