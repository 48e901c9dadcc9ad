import type { SNSEvent } from 'aws-lambda';
import { epochMs } from '../domain/ids.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { stoppedMetric, transientBouncesMetric, unreadableEventsMetric } from './constants.ts';
import { readFeedback } from './core/read-feedback.ts';
import type { StoppedStore } from './stopped-store.ts';

export interface NoteFeedbackDeps {
  readonly stopped: Pick<StoppedStore, 'stop'>;
  readonly log: Log;
  readonly metrics: Metrics;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Stops addresses that bounce for good or complain. An event twice changes nothing; what cannot be read is counted and holds up nobody. */
export const noteFeedback =
  ({ stopped, log, metrics }: NoteFeedbackDeps) =>
  async (event: SNSEvent): Promise<void> => {
    const count = { stopped: 0, transient: 0, unreadable: 0 };
    for (const { Sns } of event.Records) {
      const feedback = readFeedback(parsed(Sns.Message));
      if (feedback === null) {
        count.unreadable += 1;
        log.error('an event of the mail service cannot be read', { messageId: Sns.MessageId });
        continue;
      }
      const { tenant, site, stop, transient } = feedback;
      count.transient += transient;
      for (const { at, ...address } of stop) await stopped.stop({ tenant, site }, { ...address, at: epochMs(at) });
      count.stopped += stop.length;
      if (stop.length > 0) log.info('addresses stopped', { tenant, site, addresses: stop.length, why: stop[0]?.why });
    }
    metrics.count(stoppedMetric, count.stopped);
    metrics.count(transientBouncesMetric, count.transient);
    metrics.count(unreadableEventsMetric, count.unreadable);
  };
