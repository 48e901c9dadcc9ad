import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  type DeleteScheduleCommandInput,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Job } from '../domain/job.ts';
import type { Place } from './types.ts';

export interface SchedulerTarget {
  readonly group: string;
  readonly queueArn: string;
  /** Role with which the queue is written to. */
  readonly roleArn: string;
}

/** Names are unique in a group and hold 64 characters; a hash says nothing of the customer and fits whatever the ids are. */
const timerName = ({ tenant, site }: Place, schedule: string): string =>
  createHash('sha256')
    .update(JSON.stringify([tenant, site, schedule]))
    .digest('hex');

/** What lies in the past is refused or never comes: such a moment is set a little ahead. */
const leastAheadMs = 5_000;

/** One moment in UTC, to the second, after which it deletes itself: no recurrence is left for anybody else to interpret. */
const setTimerParams = (target: SchedulerTarget, place: Place, schedule: string, at: number, now: number): CreateScheduleCommandInput => {
  const job: Job = { job: 'schedule', tenant: place.tenant, site: place.site, schedule, dueAt: at };
  return {
    Name: timerName(place, schedule),
    GroupName: target.group,
    ScheduleExpression: `at(${new Date(Math.max(at, now + leastAheadMs)).toISOString().slice(0, 19)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: target.queueArn,
      RoleArn: target.roleArn,
      Input: JSON.stringify(job),
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    },
  };
};
const forgetTimerParams = (target: SchedulerTarget, place: Place, schedule: string): DeleteScheduleCommandInput => ({
  Name: timerName(place, schedule),
  GroupName: target.group,
});

/** Sets the moment at which a schedule is due next, null = none. Any number of times, with the same outcome. */
export type SetNext = (place: Place, schedule: string, at: number | null) => Promise<void>;

const ignoring = async (isExpected: (error: unknown) => boolean, send: Promise<unknown>): Promise<boolean> => {
  try {
    await send;
    return true;
  } catch (error) {
    if (isExpected(error)) return false;
    throw error;
  }
};
const isTaken = (error: unknown): boolean => error instanceof ConflictException;
const isAbsent = (error: unknown): boolean => error instanceof ResourceNotFoundException;

export const createSetNext = (deps: {
  readonly scheduler: Pick<SchedulerClient, 'send'>;
  readonly target: SchedulerTarget;
  readonly now: () => number;
}): SetNext => {
  const { scheduler, target, now } = deps;
  return async (place, schedule, at) => {
    if (at === null) {
      await ignoring(isAbsent, scheduler.send(new DeleteScheduleCommand(forgetTimerParams(target, place, schedule))));
      return;
    }
    const params = setTimerParams(target, place, schedule, at, now());
    if (await ignoring(isTaken, scheduler.send(new CreateScheduleCommand(params)))) return;
    // There is one; gone before it could be changed, it has fired and deleted itself.
    if (await ignoring(isAbsent, scheduler.send(new UpdateScheduleCommand(params)))) return;
    await scheduler.send(new CreateScheduleCommand(params));
  };
};
