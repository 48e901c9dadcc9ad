import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { UnreadableRow } from '../runtime/read-row.ts';
import { scheduleUnreadableMetric } from './constants.ts';
import type { Place } from './types.ts';

/**
 * A schedule or run that is due cannot be read: it does not run, and somebody hears of it with every sweep until it can be read, or is deleted.
 * It stays due, as it may be a program of before that reads it.
 */
export const tellUnreadable = (
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
  place: Place,
  { id, unreadable }: UnreadableRow,
): void => {
  metrics.count(scheduleUnreadableMetric, 1);
  log.error('what is due cannot be read, and does not run', { ...place, id, fault: unreadable });
};
