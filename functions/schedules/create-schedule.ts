import type { Doing } from '../audit/types.ts';
import { readableId } from '../domain/readable-id.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import { attempts } from '../runtime/attempts.ts';
import { findFaultsWith, refuseFaults } from './find-faults.ts';
import { planNew, type SaveScheduleDeps, setMoment } from './plan-schedule.ts';
import { refuseName } from './refuse-name.ts';
import { busy } from './save-refusals.ts';
import type { StoredSchedule } from './types.ts';

/** @throws ProblemError `bad-request`, `conflict` */
export const createSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, content: ScheduleContent): Promise<StoredSchedule> => {
    const { scope } = doing;
    refuseFaults((await findFaultsWith(deps, deps.reports, scope, [content]))[0] ?? []);
    const id = readableId(content.name, deps.newSuffix(), 'schedule');
    for await (const _ of attempts()) {
      // First the revision, then what is in the list: one made in between is then seen by the write.
      const rev = await deps.store.revision(scope);
      await refuseName(deps, scope, content.name, null);
      const { schedule, writes } = await planNew(deps, doing, id, content);
      if (!(await deps.store.commit([...writes, deps.store.revisionWrite(scope, rev)]))) continue;
      await setMoment(deps, scope, schedule.id, schedule.nextAt);
      return schedule;
    }
    throw busy();
  };
