import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Job, jobSchema } from '../domain/job.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import { jobsUnreadableMetric, jobTries } from './constants.ts';

/** Who does which job. What throws is tried again, so that doing a job twice must change nothing. */
export type JobHandlers = { readonly [Kind in Job['job']]: (job: Extract<Job, { job: Kind }>) => Promise<unknown> };

export interface WorkDeps {
  readonly handlers: JobHandlers;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

const parseMessage = (body: string): { readonly job: Job } | { readonly fault: string } => {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return { fault: 'the message is not JSON' };
  }
  const parsed = jobSchema.safeParse(given);
  return parsed.success
    ? { job: parsed.data }
    : { fault: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') };
};

const doJob = (handlers: JobHandlers, job: Job): Promise<unknown> => {
  switch (job.job) {
    case 'export':
      return handlers.export(job);
    case 'schedule':
      return handlers.schedule(job);
    case 'scheduleRun':
      return handlers.scheduleRun(job);
  }
};

/**
 * Does the jobs of a batch one after the other, and names those that failed: they come again, at most three times in all, then they lie with the
 * dead letters. What is no job at all goes the same way; it holds up nobody.
 */
export const workMessages =
  ({ handlers, now, log, metrics }: WorkDeps) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const count = { done: 0, failed: 0, unreadable: 0 };
    const work = async (record: SQSRecord): Promise<boolean> => {
      const message = parseMessage(record.body);
      if ('fault' in message) {
        count.unreadable += 1;
        log.error('message is no job', { messageId: record.messageId, fault: message.fault });
        return false;
      }
      const { job } = message;
      const fields = { ...job, messageId: record.messageId, attempt: Number(record.attributes.ApproximateReceiveCount), of: jobTries };
      const startedAt = now();
      try {
        await doJob(handlers, job);
        count.done += 1;
        metrics.milliseconds('jobMs', now() - startedAt);
        log.info('job done', { ...fields, ms: now() - startedAt });
        return true;
      } catch (error) {
        count.failed += 1;
        log.error('job failed', { ...fields, ...errorFields(error) });
        return false;
      }
    };
    const failed: string[] = [];
    for (const record of event.Records) if (!(await work(record))) failed.push(record.messageId);
    metrics.count('jobsDone', count.done);
    metrics.count('jobsFailed', count.failed);
    metrics.count(jobsUnreadableMetric, count.unreadable);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
