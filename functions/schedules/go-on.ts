import { epochMs } from '../domain/ids.ts';
import { MailRefused } from '../mail/send-mail.ts';
import { errorFields } from '../runtime/log.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { attemptsAtMost, leaseMs, scheduleFailedMetric } from './constants.ts';
import { makeAgain } from './make-again.ts';
import { makeRun } from './make-run.ts';
import type { RunDeps } from './ports.ts';
import { raiseAlarm } from './raise-alarm.ts';
import { openRunBook, type RunBook, RunLost } from './run-book.ts';
import { RunFailure } from './run-failure.ts';
import { tellUnreadable } from './tell-unreadable.ts';
import type { Place, ScheduleRun } from './types.ts';

/** What the queue takes. */
const delaySecondsAtMost = 900;
const isOver = ({ state }: ScheduleRun): boolean => state !== 'waiting' && state !== 'running';

const end = async (deps: RunDeps, book: RunBook, state: 'delivered' | 'done' | 'failed', reason: string | null): Promise<void> => {
  const { place } = book;
  const ended = { state, reason, finishedAt: epochMs(deps.now()), leaseUntil: 0, lookAt: null };
  // Somebody looks at what was made again: it is nothing that the schedule did, and nobody is written to.
  if (book.run().rerunOf !== null) {
    await book.save(ended);
    return;
  }
  const after: ScheduleRun = { ...book.run(), state, reason };
  deps.metrics.count(scheduleFailedMetric, state === 'failed' ? 1 : 0);
  // Before it counts as over: a worker that dies between the two tells twice, and never not at all.
  if (state === 'failed') await raiseAlarm(deps, place, after, 'A schedule failed', `the run failed. ${reason ?? ''}`);
  else if (after.content.alarmWhenEmpty && after.reports.every(({ empty }) => empty))
    await raiseAlarm(deps, place, after, 'A schedule found nothing', 'every report of the run is empty.');
  const run = await book.save({ ...ended, finishedAt: epochMs(deps.now()) });
  await deps.store.noteLastRun(place, run);
};

const isFinal = (error: unknown): error is Error => error instanceof RunFailure || error instanceof MailRefused;

/**
 * Goes on with a run. Any number of messages about it, in any order, make it once: whoever has it is stored with it.
 * @throws what may go away by itself, so that the message comes again
 */
export const createGoOn =
  (deps: RunDeps) =>
  async (place: Place, id: string): Promise<void> => {
    const found = await deps.store.lookRun(place, id);
    const now = deps.now();
    if (found !== null && isUnreadable(found)) {
      tellUnreadable(deps, place, found);
      return;
    }
    if (found === null || isOver(found)) return;
    if (found.leaseUntil > now) {
      // Somebody has it. Should that worker have died, as when this is its message coming again, it is looked at once its time is over: the
      // sweep comes hourly.
      const { tenant, site } = place;
      const seconds = Math.ceil((found.leaseUntil - now) / 1_000);
      await deps.sendJob({ job: 'scheduleRun', tenant, site, run: id }, Math.min(seconds, delaySecondsAtMost));
      return;
    }
    const lease = { leaseUntil: now + leaseMs, lookAt: epochMs(now + leaseMs) };
    const begun = await deps.store.saveRun(
      place,
      { ...found, ...lease, state: 'running', reason: null, startedAt: found.startedAt ?? epochMs(now), attempts: found.attempts + 1 },
      found,
    );
    if (begun === null) return;
    const book = openRunBook(deps.store, place, begun);
    const fields = { ...place, schedule: begun.schedule, run: id };
    if (begun.attempts > attemptsAtMost) {
      await end(
        deps,
        book,
        'failed',
        `It was begun ${attemptsAtMost} times and never finished: it may be too large. Take shorter ranges or fewer reports.`,
      );
      return;
    }
    try {
      if (begun.rerunOf !== null) {
        await makeAgain(deps, book);
        await end(deps, book, 'done', null);
      } else if (await makeRun(deps, book)) await end(deps, book, 'delivered', null);
    } catch (error) {
      if (error instanceof RunLost) return;
      if (isFinal(error)) {
        await end(deps, book, 'failed', error.message);
        return;
      }
      deps.log.error('a run was interrupted', { ...fields, attempt: begun.attempts, ...errorFields(error) });
      if (begun.attempts >= attemptsAtMost) {
        await end(deps, book, 'failed', `Something went wrong on our side, ${attemptsAtMost} times; the log has it under this run.`);
        return;
      }
      const reason = 'Something went wrong on our side; it is tried again.';
      await book.save({ state: 'waiting', reason, leaseUntil: 0, lookAt: epochMs(deps.now() + leaseMs) });
      throw error;
    }
  };
