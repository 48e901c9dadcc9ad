import type { Invoke } from '../lambda/invoke.ts';

export interface ScheduleParams {
  readonly name: string;
  readonly invoke: Invoke;
  readonly everyMs: number;
  /** Until the first run after a start. */
  readonly firstMs: number;
  readonly log: (message: string, error: unknown) => void;
}
export interface Schedule {
  /** Runs now, or resolves with the run under way. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/** An EventBridge rule: calls a handler every so often, never twice at once; a failure waits for the next time. */
export const startSchedule = (params: ScheduleParams): Schedule => {
  let running: Promise<void> | null = null;
  let stopped = false;
  const tick = (): Promise<void> => {
    if (stopped) return Promise.resolve();
    running ??= (async () => {
      try {
        await params.invoke({ source: 'aws.events', 'detail-type': 'Scheduled Event' });
      } catch (error) {
        params.log(`${params.name}: a run failed, the next one comes`, error);
      } finally {
        running = null;
      }
    })();
    return running;
  };
  let timer = setTimeout(function again() {
    void tick();
    timer = setTimeout(again, params.everyMs);
    timer.unref();
  }, params.firstMs);
  timer.unref();
  return {
    tick,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
