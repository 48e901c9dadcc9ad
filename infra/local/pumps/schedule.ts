import type { Invoke } from '../lambda/invoke.ts';
import { withinGrace } from './within-grace.ts';

export interface ScheduleParams {
  readonly name: string;
  readonly invoke: Invoke;
  /** By the clock; null = only `tick` runs it. */
  readonly clock: { readonly firstMs: number; readonly everyMs: number } | null;
  /** A run under way gets so long to end when the stack stops. */
  readonly graceMs: number;
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
        // What a stop cut short is no failure.
        if (!stopped) params.log(`${params.name}: a run failed, the next one comes`, error);
      } finally {
        running = null;
      }
    })();
    return running;
  };
  const { clock } = params;
  let timer: NodeJS.Timeout | undefined;
  const wait = (ms: number, everyMs: number): void => {
    timer = setTimeout(() => {
      void tick();
      wait(everyMs, everyMs);
    }, ms);
    timer.unref();
  };
  if (clock !== null) wait(clock.firstMs, clock.everyMs);
  return {
    tick,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (running !== null) await withinGrace(running, params.graceMs);
    },
  };
};
