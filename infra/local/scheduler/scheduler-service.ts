import { AwsError, validationError } from '../aws-wire/aws-error.ts';
import type { Json } from '../aws-wire/json.ts';
import type { HttpHandler } from '../aws-wire/json-service.ts';
import { createRestJsonService, type RestJsonServiceParams, type RestRequest } from '../aws-wire/rest-json-service.ts';
import { localAccount, localRegion } from '../local-environment.ts';
import { defaultGroup, nameForm, parseSchedule, type StoredSchedule } from './schedule-model.ts';
import type { Schedules } from './schedules.ts';

const arnOf = (kind: 'schedule' | 'schedule-group', name: string): string =>
  `arn:aws:scheduler:${localRegion}:${localAccount}:${kind}/${name}`;
const scheduleArn = (schedule: StoredSchedule): string => arnOf('schedule', `${schedule.group}/${schedule.name}`);
const state = (schedule: StoredSchedule): string => (schedule.enabled ? 'ENABLED' : 'DISABLED');

const shown = (schedule: StoredSchedule): Json => ({
  Arn: scheduleArn(schedule),
  Name: schedule.name,
  GroupName: schedule.group,
  Description: schedule.description,
  ScheduleExpression: schedule.expression,
  ScheduleExpressionTimezone: 'UTC',
  State: state(schedule),
  ActionAfterCompletion: schedule.deleteAfter ? 'DELETE' : 'NONE',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: schedule.target.arn, RoleArn: schedule.target.roleArn, Input: schedule.target.input },
  CreationDate: schedule.createdAt / 1_000,
  LastModificationDate: schedule.changedAt / 1_000,
});

const inList = (schedule: StoredSchedule): Json => ({
  Arn: scheduleArn(schedule),
  Name: schedule.name,
  GroupName: schedule.group,
  State: state(schedule),
  CreationDate: schedule.createdAt / 1_000,
  LastModificationDate: schedule.changedAt / 1_000,
  Target: { Arn: schedule.target.arn },
});

/** A page in the order of group and name; the token is the last key of the page before. */
const list = (schedules: Schedules, query: URLSearchParams): Json => {
  const max = Number(query.get('MaxResults') ?? '100');
  if (!Number.isInteger(max) || max < 1 || max > 100) throw validationError('MaxResults must be 1 to 100');
  const group = query.get('ScheduleGroup');
  const prefix = query.get('NamePrefix') ?? '';
  const from = Buffer.from(query.get('NextToken') ?? '', 'base64url').toString('utf8');
  const keyOf = (one: StoredSchedule): string => `${one.group}/${one.name}`;
  const wanted = schedules
    .list()
    .filter((one) => (group === null || one.group === group) && one.name.startsWith(prefix) && keyOf(one) > from);
  const page = wanted.slice(0, max);
  const last = page.at(-1);
  return {
    Schedules: page.map(inList),
    ...(wanted.length > page.length && last !== undefined ? { NextToken: Buffer.from(keyOf(last)).toString('base64url') } : {}),
  };
};

const groupCall = async (schedules: Schedules, { method, path }: RestRequest): Promise<Json> => {
  const name = path[1] ?? '';
  if (method !== 'POST')
    throw new AwsError('UnknownOperationException', 'of groups only CreateScheduleGroup is part of the local stack', 404);
  if (!nameForm.test(name)) throw validationError(`${name} is not the name of a group`);
  await schedules.createGroup(name);
  return { ScheduleGroupArn: arnOf('schedule-group', name) };
};

const scheduleCall = async (schedules: Schedules, request: RestRequest, now: number): Promise<Json> => {
  const { method, path, query, body } = request;
  const name = path[1];
  if (name === undefined) {
    if (method !== 'GET') throw new AwsError('UnknownOperationException', `${method} /schedules is not part of the local stack`, 404);
    return list(schedules, query);
  }
  const group = query.get('groupName') ?? defaultGroup;
  if (method === 'GET') return shown(schedules.get(group, name));
  if (method === 'DELETE') {
    await schedules.remove(group, name);
    return {};
  }
  if (method !== 'POST' && method !== 'PUT')
    throw new AwsError('UnknownOperationException', `${method} of a schedule is not part of the local stack`, 404);
  const schedule = parseSchedule(name, body, now);
  await (method === 'POST' ? schedules.create(schedule) : schedules.update(schedule));
  return { ScheduleArn: scheduleArn(schedule) };
};

/** EventBridge Scheduler with one-time schedules in UTC that put a message into a queue. */
export const createSchedulerService = (params: {
  readonly schedules: Schedules;
  readonly verify: RestJsonServiceParams['verify'];
  readonly now: () => number;
  readonly log: RestJsonServiceParams['log'];
}): HttpHandler =>
  createRestJsonService({
    maxBody: 1_048_576,
    verify: params.verify,
    log: params.log,
    call: (request) => {
      if (request.session?.policy != null)
        throw new AwsError('AccessDeniedException', `${request.session.roleArn} may not use schedules`, 403);
      if (request.path[0] === 'schedule-groups') return groupCall(params.schedules, request);
      if (request.path[0] === 'schedules') return scheduleCall(params.schedules, request, params.now());
      throw new AwsError('UnknownOperationException', `/${request.path.join('/')} is not part of the local stack`, 404);
    },
  });
