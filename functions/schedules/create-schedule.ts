import type { Doing } from '../audit/types.ts';
import { readableId } from '../domain/readable-id.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
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
    await refuseName(deps, scope, content.name, null);
    const { schedule, writes } = await planNew(deps, doing, readableId(content.name, deps.newSuffix(), 'schedule'), content);
    if (!(await deps.store.commit(writes))) throw busy();
    await setMoment(deps, scope, schedule.id, schedule.nextAt);
    return schedule;
  };
