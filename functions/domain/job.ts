import { z } from 'zod';
import { siteIdSchema, tenantIdSchema } from './ids.ts';

/**
 * What the queue of long work carries. Written by our own functions and schedules alone; the row it names is read under the tenant it gives, so
 * that a message can at most do again what somebody was allowed to ask for.
 */
const where = { tenant: tenantIdSchema, site: siteIdSchema };
export const jobSchema = z.discriminatedUnion('job', [
  /** Write the files of an export. */
  z.strictObject({ job: z.literal('export'), ...where, export: z.string().min(1).max(64) }),
  /** A schedule is due, in whose place the next one is set. `dueAt` = epoch ms. */
  z.strictObject({ job: z.literal('schedule'), ...where, schedule: z.string().min(1).max(64), dueAt: z.int() }),
  /** Go on with a run: asked by hand, or one that waited for data. */
  z.strictObject({ job: z.literal('scheduleRun'), ...where, run: z.string().min(1).max(80) }),
]);
export type Job = z.infer<typeof jobSchema>;
