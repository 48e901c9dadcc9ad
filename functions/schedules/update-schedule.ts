import type { Doing } from '../audit/types.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import { attempts } from '../runtime/attempts.ts';
import { findFaultsWith, refuseFaults } from './find-faults.ts';
import { type KeptRights, ownerAfter } from './owner-after.ts';
import { planChange, type SaveScheduleDeps, setMoment } from './plan-schedule.ts';
import { refuseName } from './refuse-name.ts';
import { busy, gone, stale } from './save-refusals.ts';
import type { StoredSchedule } from './types.ts';

type Change = (before: StoredSchedule) => Pick<StoredSchedule, 'content' | 'owner'>;

const change = async (
  deps: SaveScheduleDeps,
  doing: Doing,
  id: string,
  madeFrom: number | null,
  to: Change,
  summary: string | null = null,
): Promise<StoredSchedule> => {
  for await (const _ of attempts()) {
    const before = await deps.store.find(doing.scope, id);
    if (before === null) throw gone();
    if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
    const { schedule, writes } = await planChange(deps, doing, before, to(before), summary);
    if (!(await deps.store.commit(writes))) continue;
    await setMoment(deps, doing.scope, id, schedule.nextAt);
    return schedule;
  }
  throw busy();
};

/** @throws ProblemError `not-found`, `forbidden`, `bad-request`, `version-mismatch`, `conflict` */
export const updateSchedule =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, id: string, content: ScheduleContent, rights: KeptRights, madeFrom: number | null): Promise<StoredSchedule> => {
    const before = await deps.store.find(doing.scope, id);
    if (before === null) throw gone();
    if (madeFrom !== null && before.version !== madeFrom) throw stale(before, madeFrom);
    ownerAfter(doing, before, content, rights);
    refuseFaults((await findFaultsWith(deps, deps.reports, doing.scope, [content]))[0] ?? []);
    await refuseName(deps, doing.scope, content.name, id);
    return change(deps, doing, id, madeFrom, (found) => ({ content, owner: ownerAfter(doing, found, content, rights) }));
  };

/**
 * Takes a report out of all schedules (L4607). One that ran nothing else is switched off and keeps the name of what is gone, so that it can be
 * seen why. @throws ProblemError `conflict`
 */
export const removeReport =
  (deps: SaveScheduleDeps) =>
  async (doing: Doing, report: string): Promise<void> => {
    // Nobody becomes its owner by this: the rights it runs with stay as they are.
    const without: Change = ({ content, owner }) => {
      const reports = content.reports.filter((one) => one.report !== report);
      return { owner, content: reports.length === 0 ? { ...content, enabled: false } : { ...content, reports } };
    };
    for (const { id, content } of (await deps.store.list(doing.scope)).read)
      if (content.reports.some((one) => one.report === report))
        await change(deps, doing, id, null, without, `the report ${report} was deleted`);
  };
