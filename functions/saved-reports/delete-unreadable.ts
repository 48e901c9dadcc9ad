import { z } from 'zod';
import { auditNote } from '../audit/audit.ts';
import type { Doing } from '../audit/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import type { DeleteReportDeps } from './delete-report.ts';
import { rightsToReport } from './find-report.ts';
import { busy } from './save-report.ts';
import type { Person } from './types.ts';

const person = z.object({ id: z.string(), name: z.string() });
/** Whose nobody can tell is for those who may share to put away. */
const nobody: Person = { id: '', name: '' };
export const ownerIn = (row: Readonly<Record<string, unknown>>): Person => person.safeParse(row.owner).data ?? nobody;

/**
 * Deletes a report of which only the row is known, as it cannot be read; schedules that run it say that it is gone.
 * @returns `false`: it is not there, or can be read
 * @throws ProblemError `forbidden`, `conflict`
 */
export const deleteUnreadable = async (deps: DeleteReportDeps, doing: Doing, id: string): Promise<boolean> => {
  const { scope, who } = doing;
  for (const owner of [who.id, null]) {
    const found = await deps.store.look(scope, owner, id);
    if (found === null) continue;
    if (!isUnreadable(found)) return false;
    const shared = owner === null;
    if (!rightsToReport(who, { owner: shared ? ownerIn(found.row) : who, shared }).edit)
      throw new ProblemError('forbidden', 'This report is not yours to delete.');
    const object = `${shared ? 'shared report' : 'report'} ${found.name ?? ''} (${id})`;
    const told = { action: 'report.delete', object, summary: 'deleted, as it could not be read' } as const;
    const writes = await deps.store.deleteUnreadableWrites(scope, owner, found);
    if (!(await deps.store.commit([...writes, deps.audit(auditNote(doing, deps.now(), told))]))) throw busy();
    return true;
  }
  return false;
};
