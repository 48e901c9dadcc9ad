import { auditNote } from '../audit/audit.ts';
import type { AuditWrite, Doing } from '../audit/types.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import { triesAnHour } from './constants.ts';
import { bucketFaults } from './core/content-faults.ts';
import { refuseFaults } from './find-faults.ts';
import type { BucketPlace, TryBucket } from './put-in-bucket.ts';
import type { ScheduleStore } from './schedule-store.ts';

export interface TryBucketDeps {
  readonly store: Pick<ScheduleStore, 'commit' | 'tryWrites'>;
  readonly ownBuckets: readonly string[];
  readonly tryBucket: TryBucket;
  readonly audit: AuditWrite;
  readonly log: Log;
  readonly now: () => number;
}
export interface Tried {
  readonly ok: boolean;
  readonly key: string;
  /** A sentence. */
  readonly answer: string;
}

/**
 * Puts a small object where a schedule of the site would put its files, and says what AWS answered. It is noted and
 * counted before anything is looked at, and only so often an hour: the bucket may be anybody's, or ours. What is wrong with the place is then refused as
 * it is when a schedule is saved.
 * @throws ProblemError `bad-request`, `too-many`, `unavailable`
 */
export const tryDelivery =
  (deps: TryBucketDeps) =>
  async (doing: Doing, to: BucketPlace): Promise<Tried> => {
    const { scope } = doing;
    const now = deps.now();
    const summary = `tried the folder "${to.prefix}"`;
    const row = deps.audit(auditNote(doing, now, { action: 'schedule.tryBucket', object: `bucket ${to.bucket}`, summary }));
    if (!(await deps.store.commit([...deps.store.tryWrites(scope, now), row])))
      throw new ProblemError('too-many', `A site may try buckets ${triesAnHour} times an hour: wait, or let a schedule run.`);
    refuseFaults(bucketFaults(to, deps.ownBuckets), 'the place for files; nothing was tried.');
    const text = `Trunkline may put reports here. Tried at ${new Date(now).toISOString()}. This file may be deleted.\n`;
    try {
      const { key, fault } = await deps.tryBucket(scope, to, text);
      if (fault !== null) return { ok: false, key, answer: `Not put into "${to.bucket}": ${fault}.` };
      return { ok: true, key, answer: `AWS took it: ${key} is in "${to.bucket}". Schedules can deliver there.` };
    } catch (cause) {
      deps.log.error('a bucket could not be tried', { tenant: scope.tenant, site: scope.site, ...errorFields(cause) });
      throw new ProblemError('unavailable', 'AWS gave no answer about the bucket: try again in a minute.', { cause });
    }
  };
