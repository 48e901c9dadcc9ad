import { AwsError } from '../aws-wire/aws-error.ts';
import type { LevelStore, Op } from '../dynamodb/level-store.ts';
import type { Queues } from '../sqs/queues.ts';
import { defaultGroup, type StoredSchedule, storedScheduleSchema } from './schedule-model.ts';

export interface SchedulesParams {
  /** The store that the queues live in: a message put in and its schedule taken out are one batch, so that a crash neither loses nor repeats it. */
  readonly level: LevelStore;
  readonly queues: Queues;
  readonly now: () => number;
  readonly log: (message: string, error?: unknown) => void;
}

/** One-time schedules whose target is a queue. */
export interface Schedules {
  createGroup(name: string): Promise<void>;
  hasGroup(name: string): boolean;
  /** The same request again (by its token) is answered as the first. @throws AwsError ConflictException, ResourceNotFoundException */
  create(schedule: StoredSchedule): Promise<void>;
  /** Replaces all of it. @throws AwsError ResourceNotFoundException */
  update(schedule: StoredSchedule): Promise<void>;
  /** @throws AwsError ResourceNotFoundException */
  get(group: string, name: string): StoredSchedule;
  remove(group: string, name: string): Promise<void>;
  /** By group and name. */
  list(): readonly StoredSchedule[];
  /** Sends what is due; it also happens by itself, at opening too for what fell due meanwhile. */
  fireDue(): Promise<void>;
  stop(): Promise<void>;
}

const groupPrefix = 'SCHEDULE-GROUP#';
const schedulePrefix = 'SCHEDULE#';
const after = (prefix: string): string => `${prefix}\uffff`;
const keyOf = (group: string, name: string): string => `${schedulePrefix}${group}/${name}`;
/** Looked at least so often, as a machine may have slept and its clock may have been set. */
const longestSleepMs = 30_000;

const notFound = (what: string): AwsError => new AwsError('ResourceNotFoundException', `${what} does not exist.`, 404);

/** Reads the schedules and sends at once what fell due while nobody looked. */
export const openSchedules = async (params: SchedulesParams): Promise<Schedules> => {
  const { level, queues, now, log } = params;
  const groups = new Set([defaultGroup]);
  const schedules = new Map<string, StoredSchedule>();
  let timer: NodeJS.Timeout | undefined;
  let firing: Promise<void> = Promise.resolve();
  let stopped = false;

  for await (const [key] of level.entries({ gt: groupPrefix, lt: after(groupPrefix) })) groups.add(key.slice(groupPrefix.length));
  for await (const [key, text] of level.entries({ gt: schedulePrefix, lt: after(schedulePrefix) }))
    schedules.set(key, storedScheduleSchema.parse(JSON.parse(text)));

  const put = (schedule: StoredSchedule): Op => {
    const key = keyOf(schedule.group, schedule.name);
    schedules.set(key, schedule);
    return { type: 'put', key, value: JSON.stringify(schedule) };
  };
  const drop = (key: string): Op => {
    schedules.delete(key);
    return { type: 'del', key };
  };
  const waiting = (): StoredSchedule[] => [...schedules.values()].filter((one) => one.enabled && !one.fired).sort((a, b) => a.at - b.at);

  const fireOne = async (schedule: StoredSchedule): Promise<void> => {
    const queue = schedule.target.arn.split(':').at(-1) ?? '';
    const done = schedule.deleteAfter ? drop(keyOf(schedule.group, schedule.name)) : put({ ...schedule, fired: true });
    if (queues.has(queue)) await queues.send(queue, schedule.target.input, { delayMs: 0 }, [done]);
    else {
      // AWS drops it too, after trying for a day.
      log(`schedule ${schedule.group}/${schedule.name} was due, but there is no queue ${queue}`);
      await level.enqueue([done]);
    }
  };
  const fireDue = (): Promise<void> => {
    const run = async (): Promise<void> => {
      for (const schedule of waiting()) {
        if (schedule.at > now()) break;
        // Changed or taken out while those before it were sent.
        if (schedules.get(keyOf(schedule.group, schedule.name)) === schedule) await fireOne(schedule);
      }
      arm();
    };
    firing = firing.then(run, run);
    return firing;
  };
  const arm = (): void => {
    clearTimeout(timer);
    const next = waiting()[0];
    if (stopped || next === undefined) return;
    timer = setTimeout(
      () => {
        fireDue().catch((error: unknown) => log('schedules could not be sent', error));
      },
      Math.max(0, Math.min(longestSleepMs, next.at - now())),
    );
    timer.unref();
  };
  const get = (group: string, name: string): StoredSchedule => {
    const found = schedules.get(keyOf(group, name));
    if (found === undefined) throw notFound(`Schedule ${name}`);
    return found;
  };

  await fireDue();
  return {
    createGroup: async (name) => {
      if (groups.has(name)) throw new AwsError('ConflictException', `Schedule group ${name} already exists.`, 409);
      groups.add(name);
      await level.enqueue([{ type: 'put', key: groupPrefix + name, value: '{}' }]);
    },
    hasGroup: (name) => groups.has(name),
    create: async (schedule) => {
      if (!groups.has(schedule.group)) throw notFound(`Schedule group ${schedule.group}`);
      const before = schedules.get(keyOf(schedule.group, schedule.name));
      if (before !== undefined) {
        if (before.clientToken !== null && before.clientToken === schedule.clientToken) return level.settled();
        throw new AwsError('ConflictException', `Schedule ${schedule.name} already exists.`, 409);
      }
      await level.enqueue([put(schedule)]);
      arm();
    },
    update: async (schedule) => {
      const { createdAt } = get(schedule.group, schedule.name);
      await level.enqueue([put({ ...schedule, createdAt })]);
      arm();
    },
    get,
    remove: async (group, name) => {
      get(group, name);
      await level.enqueue([drop(keyOf(group, name))]);
      arm();
    },
    list: () => [...schedules.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, schedule]) => schedule),
    fireDue,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await firing.catch(() => undefined);
    },
  };
};
