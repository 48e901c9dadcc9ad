import { z } from 'zod';
import { validationError } from '../aws-wire/aws-error.ts';
import type { Json } from '../aws-wire/json.ts';

/** A one-time schedule as it is kept. */
export const storedScheduleSchema = z.object({
  name: z.string(),
  group: z.string(),
  description: z.string(),
  expression: z.string(),
  /** Epoch ms. */
  at: z.number(),
  enabled: z.boolean(),
  deleteAfter: z.boolean(),
  target: z.object({ arn: z.string(), roleArn: z.string(), input: z.string() }),
  clientToken: z.string().nullable(),
  createdAt: z.number(),
  changedAt: z.number(),
  /** It has run and stays, as nothing said to delete it. */
  fired: z.boolean(),
});
export type StoredSchedule = z.infer<typeof storedScheduleSchema>;

export const defaultGroup = 'default';
export const nameForm = /^[\w.-]{1,64}$/;
/** Schedules run within their minute; what lies further back was a mistake of the caller. */
const lateMs = 60_000;
const maxInputBytes = 262_144;

const bodySchema = z.object({
  ClientToken: z.string().max(64).optional(),
  GroupName: z.string().regex(nameForm).default(defaultGroup),
  Description: z.string().max(512).default(''),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow: z.object({ Mode: z.string() }),
  StartDate: z.undefined({ error: 'is not part of the local stack' }).optional(),
  EndDate: z.undefined({ error: 'is not part of the local stack' }).optional(),
  Target: z.object({ Arn: z.string(), RoleArn: z.string(), Input: z.string().default('') }),
});

/** Epoch ms of `at(yyyy-mm-ddThh:mm:ss)`, UTC. @throws AwsError ValidationException */
export const parseAt = (expression: string, timeZone: string): number => {
  const stated = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (stated === undefined) {
    if (/^(rate|cron)\(.*\)$/.test(expression))
      throw validationError(
        `Invalid Schedule Expression ${expression}: the local stack has one-time schedules only, at(yyyy-mm-ddThh:mm:ss)`,
      );
    throw validationError(`Invalid Schedule Expression ${expression}.`);
  }
  if (timeZone !== 'UTC')
    throw validationError(`time zone ${timeZone} of a schedule is not part of the local stack: give the instant in UTC`);
  const at = Date.parse(`${stated}Z`);
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(stated))
    throw validationError(`Invalid Schedule Expression ${expression}.`);
  return at;
};

/** Schedule of a request to make or replace it. @throws AwsError ValidationException with what is wrong */
export const parseSchedule = (name: string, body: Json, now: number): StoredSchedule => {
  if (!nameForm.test(name)) throw validationError(`${name} is not the name of a schedule: 1 to 64 of a-z A-Z 0-9 . _ -`);
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) throw validationError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  const given = parsed.data;
  if (given.FlexibleTimeWindow.Mode !== 'OFF') throw validationError('FlexibleTimeWindow.Mode must be OFF: the local stack has no other');
  if (!/^arn:aws:sqs:[\w-]+:\d{12}:[\w-]{1,80}$/.test(given.Target.Arn))
    throw validationError(`target ${given.Target.Arn} is not part of the local stack: it must be the ARN of a standard queue`);
  if (!/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(given.Target.RoleArn))
    throw validationError('Target.RoleArn must be the ARN of a role');
  if (given.Target.Input === '' || Buffer.byteLength(given.Target.Input) > maxInputBytes)
    throw validationError(`Target.Input must have 1 to ${maxInputBytes} bytes: it is the message`);
  const at = parseAt(given.ScheduleExpression, given.ScheduleExpressionTimezone);
  if (at < now - lateMs) throw validationError(`Invalid Schedule Expression ${given.ScheduleExpression}: it lies in the past`);
  return {
    name,
    group: given.GroupName,
    description: given.Description,
    expression: given.ScheduleExpression,
    at,
    enabled: given.State === 'ENABLED',
    deleteAfter: given.ActionAfterCompletion === 'DELETE',
    target: { arn: given.Target.Arn, roleArn: given.Target.RoleArn, input: given.Target.Input },
    clientToken: given.ClientToken ?? null,
    createdAt: now,
    changedAt: now,
    fired: false,
  };
};
