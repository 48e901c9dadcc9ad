import { z } from 'zod';
import { epochMsSchema } from '../domain/ids.ts';
import { scheduleContentSchema, scheduleIdSchema } from '../domain/schedule.ts';
import { type RunHead, runStates, runTriggers, type ScheduleRun, type StoredSchedule } from './types.ts';

const person = z.object({ id: z.string(), name: z.string() });
const runHead: z.ZodType<RunHead> = z.object({
  id: z.string(),
  dueAt: epochMsSchema,
  state: z.enum(runStates),
  trigger: z.enum(runTriggers),
  reason: z.string().nullable(),
  finishedAt: epochMsSchema.nullable(),
});

const schedule: z.ZodType<StoredSchedule> = z.object({
  id: scheduleIdSchema,
  content: scheduleContentSchema,
  owner: person,
  version: z.number(),
  updatedAt: epochMsSchema,
  nextAt: epochMsSchema.nullable(),
  lastRun: runHead.nullable(),
  alarmedAt: epochMsSchema.nullable(),
});

const delivery = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('email'),
    to: z.array(z.string()),
    cc: z.array(z.string()),
    bcc: z.array(z.string()),
    left: z.array(z.object({ address: z.string(), why: z.string() })),
    attached: z.boolean(),
    linksEndAt: epochMsSchema.nullable(),
    messageId: z.string(),
    // Runs of before have neither.
    handed: z.object({ at: epochMsSchema, attempt: z.number() }).nullable().default(null),
    maybeTwice: z.boolean().default(false),
    sentAt: epochMsSchema.nullable(),
  }),
  z.object({ kind: z.literal('bucket'), bucket: z.string(), objects: z.array(z.string()), sentAt: epochMsSchema.nullable() }),
]);

const run: z.ZodType<ScheduleRun> = z.object({
  id: z.string(),
  schedule: z.string(),
  dueAt: epochMsSchema,
  asAt: epochMsSchema,
  trigger: z.enum(runTriggers),
  state: z.enum(runStates),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  startedAt: epochMsSchema.nullable(),
  finishedAt: epochMsSchema.nullable(),
  waitUntil: epochMsSchema,
  missing: z.array(z.string()),
  // Runs of before have none.
  heard: epochMsSchema.nullable().default(null),
  reports: z.array(
    z.object({
      report: z.string(),
      name: z.string(),
      rows: z.number(),
      empty: z.boolean(),
      files: z.array(z.number()),
      notes: z.array(z.string()),
      rowsSha256: z.string(),
      units: z.array(z.string()).nullable().optional(),
    }),
  ),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
  delivery: delivery.nullable(),
  rerunOf: z.string().nullable(),
  // Runs of before have none.
  comparison: z
    .object({
      equal: z.boolean(),
      files: z.array(z.object({ name: z.string(), sha256: z.string(), was: z.string().nullable(), equal: z.boolean() })),
      today: z.array(z.object({ report: z.string(), name: z.string(), differs: z.boolean().nullable(), detail: z.string().nullable() })),
    })
    .nullable()
    .default(null),
  content: scheduleContentSchema,
  owner: person,
  turn: z.number(),
  attempts: z.number(),
  leaseUntil: z.number(),
  lookAt: epochMsSchema.nullable(),
});

export const parseSchedule = (item: unknown): StoredSchedule => schedule.parse(item);
export const parseRun = (item: unknown): ScheduleRun => run.parse(item);

/** All that is to be said of a run beside its state. */
export const reasonOf = ({ note, reason }: Pick<ScheduleRun, 'note' | 'reason'>): string | null =>
  [note, reason].filter((words) => words !== null).join(' ') || null;

/** What a schedule keeps of its last run. */
export const headOf = (run: ScheduleRun): RunHead => {
  const { id, dueAt, state, trigger, finishedAt } = run;
  return { id, dueAt, state, trigger, reason: reasonOf(run), finishedAt };
};
