import { auditNote } from '../audit/audit.ts';
import type { Doing, TransactWrite } from '../audit/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { isUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import { type SaveScheduleDeps, scheduleNote, setMoment } from './plan-schedule.ts';
import { busy, gone, stale } from './save-refusals.ts';
import type { StoredSchedule } from './types.ts';

/** @throws ProblemError `not-found`, `version-mismatch`, `conflict` */
export const deleteSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, id: string, madeFrom: number | null): Promise<void> => {
    const plan = async (before: StoredSchedule | UnreadableRow): Promise<readonly TransactWrite[]> => {
      const now = deps.now();
      const action = 'schedule.delete';
      if (isUnreadable(before)) {
        const told = { action, object: `schedule ${before.name ?? ''} (${id})`, summary: 'deleted, as it could not be read' } as const;
        return [...(await deps.store.deleteUnreadableWrites(doing.scope, before)), deps.audit(auditNote(doing, now, told))];
      }
      if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
      const row = deps.audit(scheduleNote(doing, now, before, { action, summary: `deleted at version ${before.version}` }));
      return [...deps.store.deleteWrites(doing.scope, before), row];
    };
    for await (const _ of attempts()) {
      const before = await deps.store.look(doing.scope, id);
      if (before === null) throw gone();
      if (await deps.store.commit(await plan(before))) {
        await setMoment(deps, doing.scope, id, null);
        return;
      }
    }
    throw busy();
  };
