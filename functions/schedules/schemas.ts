import { z } from '@hono/zod-openapi';
import { bucketDeliverySchema, givenScheduleSchema, scheduleContentSchema, timingSchema } from '../domain/schedule.ts';
import { runStates, runTriggers } from './types.ts';

const instant = z.iso.datetime();
const person = z.object({ id: z.string(), name: z.string() });

/** Clones, as the kernel may be loaded before schemas learn to have names in the API's description. */
export const contentSchema = givenScheduleSchema.clone().openapi('ScheduleContent');
export const changeSchema = givenScheduleSchema
  .extend({
    rights: z.enum(['owner', 'mine']).default('owner').openapi({
      description: 'With whose rights it runs from then on. Who is limited to business units changes schedules of others as `mine` alone',
    }),
  })
  .openapi('ScheduleChange');
export const previewBody = z.strictObject({ timing: timingSchema.clone().openapi('ScheduleTiming') }).openapi('SchedulePreview');

export const tryBody = z.strictObject({ delivery: bucketDeliverySchema.clone().openapi('BucketDelivery') }).openapi('BucketTry');
export const triedSchema = z
  .object({
    ok: z.boolean(),
    key: z.string().openapi({ description: 'Of the object that was to be put' }),
    answer: z.string().openapi({ description: 'What AWS answered, in words' }),
  })
  .openapi('BucketTried');
export const setupSchema = z
  .object({
    limit: z.string().nullable().openapi({ description: 'Of which business units alone you see calls; null: of the whole site' }),
    bucket: z.object({
      principal: z.string().openapi({ description: 'ARN of the role that puts files into buckets, for their policies' }),
      folder: z.string().openapi({
        description: 'With which every key begins, before the folder that a schedule names: only there files of this site are put',
      }),
    }),
  })
  .openapi('ScheduleSetup');

export const runHeadSchema = z
  .object({
    id: z.string(),
    dueAt: instant,
    state: z.enum(runStates),
    trigger: z.enum(runTriggers),
    reason: z.string().nullable(),
    finishedAt: instant.nullable(),
  })
  .openapi('ScheduleRunHead');

const rightsSchema = z
  .object({
    limit: z.string().nullable().openapi({
      description: 'Of which business units alone its rows are; null: of the whole site',
      example: 'Only calls of the business unit Front desk',
    }),
    fault: z.string().nullable().openapi({ description: 'Why it cannot run with these rights' }),
  })
  .openapi('ScheduleRights');

export const scheduleSchema = z
  .object({
    id: z.string(),
    ...scheduleContentSchema.shape,
    owner: person.openapi({ description: 'It runs with this person’s rights, as they are at each run' }),
    mine: z.boolean().openapi({ description: 'You are the owner' }),
    rights: rightsSchema,
    version: z.int(),
    updatedAt: instant,
    nextAt: instant.nullable().openapi({ description: 'Null: switched off, or over' }),
    lastRun: runHeadSchema.nullable(),
    faults: z.array(z.string()).openapi({ description: 'Why it cannot run as it is' }),
    mayEdit: z.boolean(),
  })
  .openapi('Schedule');

export const previewSchema = z.object({
  timeZone: z.string(),
  runs: z.array(
    z.object({
      at: instant,
      local: z.string().openapi({ description: 'What the wall clock of the zone shows', example: '2026-03-29T03:22' }),
      offset: z.string().openapi({ example: '+01:00' }),
      note: z.enum(['skipped hour', 'repeated hour']).nullable(),
    }),
  ),
});

const delivery = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('email'),
    to: z.array(z.string()),
    cc: z.array(z.string()),
    bcc: z.array(z.string()),
    left: z.array(z.object({ address: z.string(), why: z.string() })).openapi({ description: 'Addresses it was not sent to' }),
    attached: z.boolean(),
    linksEndAt: instant.nullable(),
    maybeTwice: z
      .boolean()
      .openapi({ description: 'It was sent again, as it was not known whether it had left: people may have it twice' }),
    sentAt: instant.nullable().openapi({ description: 'Null: it was handed to the mail service, and whether it left is not known' }),
  }),
  z.object({ kind: z.literal('bucket'), bucket: z.string(), objects: z.array(z.string()), sentAt: instant.nullable() }),
]);

/** What stands in the history for a run that cannot be read. */
export const unreadableRunSchema = z
  .object({
    id: z.string(),
    schedule: z.string(),
    scheduleName: z.string().nullable().openapi({ description: 'Null: it cannot be read either' }),
    dueAt: instant,
    unreadable: z.string().openapi({ description: 'What is wrong with what is stored, in words' }),
  })
  .openapi('UnreadableRun', { description: 'A run whose row cannot be read: an older shape, or damaged. It goes with its age' });

const comparison = z
  .object({
    equal: z.boolean().openapi({ description: 'All files have the same bytes again' }),
    files: z.array(
      z.object({
        name: z.string(),
        sha256: z.string(),
        was: z.string().nullable().openapi({ description: 'SHA-256 of the first; null: there was no such file' }),
        equal: z.boolean(),
      }),
    ),
    differsToday: z.boolean().openapi({ description: 'The rows or chart of a report would be others if it were asked today' }),
    today: z.array(
      z.object({
        report: z.string(),
        name: z.string(),
        differs: z.boolean().nullable().openapi({ description: 'Null: it cannot be asked any more' }),
        detail: z.string().nullable().openapi({ description: 'How it differs, or why it cannot be asked' }),
      }),
    ),
  })
  .openapi('RunComparison');

export const runSchema = z
  .object({
    id: z.string(),
    schedule: z.string(),
    scheduleName: z.string(),
    dueAt: instant,
    asAt: instant.openapi({ description: 'The moment whose figures it shows' }),
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    durationMs: z.int().nullable(),
    state: z.enum(runStates).openapi({ description: '`done`: files made again, which are sent to nobody' }),
    trigger: z
      .enum(runTriggers)
      .openapi({ description: '`missed`: late, after an outage; once for all that was missed. `rerun`: the files of another run again' }),
    reason: z.string().nullable().openapi({ description: 'Why it waits, failed, or what is special about it' }),
    missing: z.array(z.string()).openapi({ description: 'Data that had not arrived when it went out' }),
    format: z.string(),
    owner: person,
    hidden: z.boolean().openapi({
      description: 'It was made with wider rights than yours, or somebody else’s: reports, files, recipients and comparison are left out',
    }),
    reports: z.array(
      z.object({
        report: z.string(),
        name: z.string(),
        rows: z.int(),
        empty: z.boolean(),
        file: z.int().nullable().openapi({ description: 'Number of its file in `files`' }),
        notes: z.array(z.string()),
      }),
    ),
    reportCount: z.int().openapi({ description: 'So many reports it has when it is done' }),
    files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
    delivery: delivery.nullable(),
    rerunOf: z.string().nullable().openapi({ description: 'The run whose files this one makes again' }),
    comparison: comparison.nullable().openapi({ description: 'Of a re-run that is done, with the first' }),
  })
  .openapi('ScheduleRun');

export const runWithInputsSchema = runSchema
  .extend({
    inputs: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'All that the figures depend on; null: it has not begun, was made with wider rights than yours, or is gone',
    }),
  })
  .openapi('ScheduleRunWithInputs');

export const linkSchema = z.object({ url: z.string(), expiresAt: instant });
