import type { ScheduleStore } from './schedule-store.ts';
import type { Place, ScheduleRun } from './types.ts';

/** Another worker has gone on with the run: this one must not touch it any more. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

/** A run that this worker has, with what is stored of it. */
export interface RunBook {
  readonly place: Place;
  readonly run: () => ScheduleRun;
  /** @throws RunLost */
  readonly save: (changes: Partial<ScheduleRun>) => Promise<ScheduleRun>;
}

export const openRunBook = (store: Pick<ScheduleStore, 'saveRun'>, place: Place, first: ScheduleRun): RunBook => {
  let current = first;
  return {
    place,
    run: () => current,
    save: async (changes) => {
      const saved = await store.saveRun(place, { ...current, ...changes }, current);
      if (saved === null) throw new RunLost(`another worker has run ${current.id}`);
      current = saved;
      return saved;
    },
  };
};
