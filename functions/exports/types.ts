import { z } from 'zod';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { exportFormats, reportContentSchema, reportRangeSchema } from '../domain/report.ts';
import type { SiteScope } from '../identity/types.ts';
import { bulkFormats, bulkKinds } from './constants.ts';

export type Place = Pick<SiteScope, 'tenant' | 'site'>;
export const exportStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type ExportState = (typeof exportStates)[number];

/** What is to be written, with all that it depended on when it was asked for. */
const workSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('report'),
    content: reportContentSchema,
    /** As it was resolved with the rights of who asked. */
    filter: z.record(z.string(), z.unknown()).nullable(),
    range: reportRangeSchema.nullable(),
    /** Epoch ms: "today" is the day it was asked on. */
    asAt: z.number(),
  }),
  z.object({
    kind: z.literal('bulk'),
    what: z.enum(bulkKinds),
    from: z.number(),
    to: z.number(),
    evenIfIncomplete: z.boolean().default(false),
  }),
]);
export type ExportWork = z.infer<typeof workSchema>;

const storedFile = z.object({ key: z.string(), name: z.string(), rows: z.number(), bytes: z.number(), sha256: z.string() });
export type StoredFile = z.infer<typeof storedFile>;
const stretch = z.object({ from: z.number(), to: z.number(), at: z.number() });
/** What an export of rows says besides, epoch ms: what it holds ends at `next`, where the next one goes on. */
const bulkOutcomeSchema = z.object({
  next: z.number(),
  restated: z.array(stretch),
  /** Why `next` is before the end of what was asked; null = it is the end. */
  heldBack: z
    .object({ until: z.number(), why: z.array(z.string()) })
    .nullable()
    .default(null),
  /** What may still come of hours before `next`. */
  notWaitedFor: z.array(z.string()).default([]),
});
export type BulkOutcome = z.infer<typeof bulkOutcomeSchema>;

export const exportSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  site: z.string(),
  reseller: z.string(),
  name: z.string(),
  format: z.enum([...exportFormats, ...bulkFormats]),
  state: z.enum(exportStates),
  rowsDone: z.number(),
  rowsTotal: z.number().nullable(),
  files: z.array(storedFile),
  detail: z.string().nullable(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Epoch seconds. */
  expiresAt: z.number(),
  by: z.object({ id: z.string(), name: z.string() }),
  /** Business units the maker was limited to when it was made; null = no limit. */
  units: z.array(z.string()).nullable(),
  work: workSchema,
  bulk: bulkOutcomeSchema.nullable(),
  /** Of the worker that has it now; what another one writes does not hold. */
  attempt: z.string().nullable(),
  /** How often a worker took it. */
  tries: z.number(),
  /** Epoch ms until which nobody else takes it; 0 = nobody has it. Rows of before have none. */
  leaseUntil: z.number().default(0),
  /** Epoch ms of the last sign of the worker. */
  touchedAt: z.number(),
});
export type StoredExport = z.infer<typeof exportSchema>;

/** One of the places of a customer, and the export that took it last, which has it as long as it runs with that attempt. */
export const takenPlaceSchema = z.object({
  /** Which of them, from 0. */
  n: z.int(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  id: z.string(),
  attempt: z.string(),
  /** Epoch ms. */
  since: z.number(),
});
export type TakenPlace = z.infer<typeof takenPlaceSchema>;
