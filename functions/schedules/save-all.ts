import type { Doing } from '../audit/types.ts';
import { scheduleChanges } from './core/schedule-changes.ts';
import { ownerAfter } from './owner-after.ts';
import { type Planned, planChange, planNew, type SaveScheduleDeps, setMoment } from './plan-schedule.ts';
import type { StoredSchedule } from './types.ts';

/** What makes or changes many at once, as a text has them; what is already as it should be is left alone, and whose rights it runs with stays. */
export const saveAll = (deps: SaveScheduleDeps) => async (doing: Doing, schedules: readonly Pick<StoredSchedule, 'id' | 'content'>[]) => {
  const planned: Planned[] = [];
  let made = 0;
  for (const one of schedules) {
    const before = await deps.store.find(doing.scope, one.id);
    if (before === null) {
      planned.push(await planNew(deps, doing, one.id, one.content));
      made += 1;
    } else if (scheduleChanges(before, { ...before, content: one.content }).length > 0) {
      const owner = ownerAfter(doing, before, one.content, 'owner');
      planned.push(await planChange(deps, doing, before, { content: one.content, owner }, null));
    }
  }
  return {
    made,
    writes: planned.flatMap(({ writes }) => writes),
    after: async () => {
      for (const { schedule } of planned) await setMoment(deps, doing.scope, schedule.id, schedule.nextAt);
    },
  };
};
