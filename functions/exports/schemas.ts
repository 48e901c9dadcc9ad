import { z } from '@hono/zod-openapi';
import { filterRefSchema } from '../domain/board.ts';
import { exportFormats, reportContentSchema, reportRangeSchema } from '../domain/report.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { bulkFormats, bulkKinds } from './constants.ts';
import { exportStates } from './types.ts';

const instant = z.iso.datetime();
export const exportInPath = siteInPath.extend({ export: z.string().min(1).max(64) });
export const fileInPath = exportInPath.extend({
  n: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number')
    .openapi({ description: 'Place in `files`, from 0' }),
});

export const exportInput = z
  .strictObject({
    content: reportContentSchema,
    format: z.enum(exportFormats),
    filterRef: filterRefSchema.nullable().optional().openapi({ description: 'Instead of the report’s own; null = none' }),
    range: reportRangeSchema.nullable().optional().openapi({ description: 'Instead of the report’s own' }),
  })
  .openapi('ExportInput');

const askedInstant = z.iso.datetime({ offset: true, message: 'an instant in ISO 8601 with offset, such as 2026-03-02T09:00:00Z' });
export const bulkInput = z
  .strictObject({
    what: z.enum(bulkKinds),
    from: askedInstant.openapi({ description: 'Inclusive, of the calls’ start or the change of status' }),
    to: askedInstant.openapi({ description: 'Exclusive' }),
    format: z.enum(bulkFormats),
    evenIfIncomplete: z.boolean().default(false).openapi({
      description:
        'Also hours of which data may still come, as an agent has not delivered it or a call is in progress: what changes later is in `restated`, or has to be fetched again',
    }),
  })
  .openapi('BulkInput');

export const fileSchema = z.object({ name: z.string(), rows: z.int(), bytes: z.int(), sha256: z.string() });
export const exportSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    format: z.enum(exportFormats),
    state: z.enum(exportStates),
    rowsDone: z.int(),
    rowsTotal: z.int().nullable(),
    files: z.array(fileSchema),
    detail: z.string().nullable().openapi({ description: 'Why it failed, what it waits for, or what is left out, in words' }),
    createdAt: instant,
    finishedAt: instant.nullable(),
    expiresAt: instant.openapi({ description: 'Until when its files can be fetched' }),
    by: z.object({ id: z.string(), name: z.string() }),
    what: z.enum(bulkKinds).nullable().openapi({ description: 'Of files of all rows: which' }),
    schema: z.string().nullable().openapi({ description: 'Of files of all rows: where their columns are told' }),
    next: instant.nullable().openapi({ description: 'Of files of all rows: up to here they are complete; go on from here' }),
    heldBack: z
      .object({ until: instant, why: z.array(z.string()) })
      .nullable()
      .openapi({ description: 'Of files of all rows: why they end before the end of the range, in words; null = they do not' }),
    notWaitedFor: z
      .array(z.string())
      .openapi({ description: 'Of files of all rows: what may still come of hours that are in them, in words; fetch those again later' }),
    restated: z.array(z.object({ from: instant, to: instant, at: instant })).openapi({
      description:
        'Of files of all rows: hours of the range that changed after they were final; fetch them again if you have them from before',
    }),
  })
  .openapi('Export');
export const linkSchema = z.object({ url: z.string(), expiresAt: instant }).openapi('ExportLink');
export const bulkSchemas = z
  .object({
    schemas: z.object({
      calls: z.record(z.string(), z.unknown()),
      segments: z.record(z.string(), z.unknown()),
      status: z.record(z.string(), z.unknown()),
    }),
    notes: z.array(z.string()),
  })
  .openapi('BulkSchemas');
export const logoSchema = z.object({ media: z.string().max(60).nullable() }).openapi('ReportLogo');
export const logoInput = z.strictObject({ media: z.string().min(1).max(60).nullable() }).openapi('ReportLogoInput');
