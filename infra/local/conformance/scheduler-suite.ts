import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

const RoleArn = 'arn:aws:iam::000000000000:role/trunkline-scheduler';
const inMs = (ms: number): string => `at(${new Date(Date.now() + ms).toISOString().slice(0, 19)})`;
const hour = 3_600_000;

/** What the product needs of EventBridge Scheduler: one-time schedules that put a message into a queue. */
export const schedulerSuite = (target: () => Target): void => {
  describe('scheduler', () => {
    const group = (): string => `${target().run}-group`;
    const queue = async (of: string): Promise<{ url: string; arn: string }> => {
      const { QueueUrl: url = '' } = await target().sqs.send(new CreateQueueCommand({ QueueName: `${target().run}-due-${of}` }));
      const { Attributes } = await target().sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }));
      return { url, arn: Attributes?.QueueArn ?? '' };
    };
    const input = (Name: string, Arn: string, ScheduleExpression: string, extra: Record<string, unknown> = {}) => ({
      Name,
      GroupName: group(),
      ScheduleExpression,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' as const },
      ActionAfterCompletion: 'DELETE' as const,
      Target: { Arn, RoleArn, Input: `{"of":"${Name}"}` },
      ...extra,
    });
    const create = (...given: Parameters<typeof input>) => target().scheduler.send(new CreateScheduleCommand(input(...given)));
    const of = (Name: string) => ({ Name, GroupName: group() });

    it('keeps, replaces, lists and forgets schedules of a group', async () => {
      const { scheduler } = target();
      const { arn } = await queue('kept');
      await expect(create('early', arn, inMs(hour))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await scheduler.send(new CreateScheduleGroupCommand({ Name: group() }));
      await expect(scheduler.send(new CreateScheduleGroupCommand({ Name: group() }))).rejects.toMatchObject({ name: 'ConflictException' });
      const expression = inMs(hour);
      for (const name of ['one', 'two', 'three']) await create(name, arn, expression);
      await expect(create('one', arn, expression)).rejects.toMatchObject({ name: 'ConflictException' });
      expect(await scheduler.send(new GetScheduleCommand(of('one')))).toMatchObject({
        Name: 'one',
        GroupName: group(),
        ScheduleExpression: expression,
        State: 'ENABLED',
        ActionAfterCompletion: 'DELETE',
        Target: { Arn: arn, RoleArn, Input: '{"of":"one"}' },
      });
      const later = inMs(2 * hour);
      await scheduler.send(new UpdateScheduleCommand(input('one', arn, later)));
      expect((await scheduler.send(new GetScheduleCommand(of('one')))).ScheduleExpression).toBe(later);
      const first = await scheduler.send(new ListSchedulesCommand({ GroupName: group(), MaxResults: 2 }));
      const second = await scheduler.send(new ListSchedulesCommand({ GroupName: group(), MaxResults: 2, NextToken: first.NextToken }));
      expect([first, second].map(({ Schedules }) => Schedules?.map(({ Name }) => Name))).toEqual([['one', 'three'], ['two']]);
      expect(second.NextToken).toBeUndefined();
      for (const name of ['one', 'two', 'three']) await scheduler.send(new DeleteScheduleCommand(of(name)));
      await expect(scheduler.send(new GetScheduleCommand(of('one')))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await expect(scheduler.send(new DeleteScheduleCommand(of('one')))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
      await expect(scheduler.send(new UpdateScheduleCommand(input('one', arn, later)))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    });

    it('answers a request that was sent twice as the first time', async () => {
      const { arn } = await queue('twice');
      const both = await Promise.all([1, 2].map(() => create('twice', arn, inMs(hour), { ClientToken: 'the-same' })));
      expect(new Set(both.map(({ ScheduleArn }) => ScheduleArn)).size).toBe(1);
      await target().scheduler.send(new DeleteScheduleCommand(of('twice')));
    });

    it('puts its message into the queue when it is due, and is gone', async () => {
      const { url, arn } = await queue('fired');
      await create('fired', arn, inMs(0));
      const { Messages } = await target().sqs.send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }));
      expect(Messages?.map(({ Body }) => Body)).toEqual(['{"of":"fired"}']);
      await expect(target().scheduler.send(new GetScheduleCommand(of('fired')))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    });

    it('refuses what is no schedule, in words', async () => {
      const { arn } = await queue('refused');
      for (const expression of ['at(2031-02-30T10:00:00)', 'at(tomorrow)', 'every day'])
        await expect(create('x', arn, expression)).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(create('with space', arn, inMs(hour))).rejects.toMatchObject({ name: 'ValidationException' });
    });

    it('of ours refuses what it does not have', async () => {
      if (target().own === null) return;
      const { arn } = await queue('limits');
      for (const [faulty, words] of [
        [() => create('x', arn, 'rate(5 minutes)'), 'one-time'],
        [() => create('x', arn, inMs(hour), { ScheduleExpressionTimezone: 'Europe/London' }), 'UTC'],
        [() => create('x', arn, inMs(hour), { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } }), 'OFF'],
        [() => create('x', 'arn:aws:lambda:eu-west-2:000000000000:function:f', inMs(hour)), 'queue'],
        [() => create('x', arn, inMs(-hour)), 'past'],
      ] as const)
        await expect(faulty()).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining(words) });
    });
  });
};
