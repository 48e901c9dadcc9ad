import { z } from '@hono/zod-openapi';
import { givenName } from '../domain/given-name.ts';
import { givenReportSchema, groupingFormats, reportIdSchema } from '../domain/report.ts';

/** Clones, as the kernel may be loaded before schemas learn to have names in the API's description. */
export const contentSchema = givenReportSchema.clone().openapi('ReportContent');

const name = givenName(80);
const category = givenName(60);

export const reportItemSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    description: z.string(),
    template: z.string().openapi({ description: 'Id of its template: `GET /v1/templates`' }),
    owner: z.object({ id: z.string(), name: z.string() }).nullable().openapi({ description: 'Null: built in' }),
    shared: z.boolean().openapi({ description: 'Everybody at the site with reports sees and runs it; others are their owner’s alone' }),
    builtIn: z.boolean().openapi({ description: 'Everybody has it and nobody changes it' }),
    version: z.int(),
    updatedAt: z.iso.datetime(),
    updatedBy: z.object({ id: z.string(), name: z.string() }).nullable().openapi({ description: 'Who saved it last; null: built in' }),
    mayEdit: z.boolean(),
    from: z.string().nullable().openapi({ description: 'Default report that it began as' }),
  })
  .openapi('ReportItem');
export const reportSchema = reportItemSchema.extend({ content: contentSchema }).openapi('StoredReport');

export const newReportSchema = z
  .union([
    z.strictObject({ content: contentSchema, shared: z.boolean().default(false) }),
    z.strictObject({ copyOf: reportIdSchema, name, category: category.optional(), shared: z.boolean().default(false) }),
  ])
  .openapi('NewReport', { description: 'A copy for everybody is how a report is shared: the original stays as it is' });
export const changedReportSchema = z.strictObject({ content: contentSchema }).openapi('ChangedReport');

export const reportUsesSchema = z
  .object({ items: z.array(z.object({ schedule: z.string(), name: z.string() })), cursor: z.string().nullable() })
  .openapi('ReportUses');

export const reportDefaultsSchema = z
  .object({
    templates: z.array(
      z.object({
        template: z.string(),
        columns: z.array(z.string()),
        sort: z.array(z.object({ column: z.string(), descending: z.boolean() })),
        format: z.enum(groupingFormats).nullable(),
        fixed: z.boolean().openapi({ description: 'It is one report that is there already; nobody chooses it' }),
      }),
    ),
    periodMinutes: z.int().nullable().openapi({
      description:
        'Call rate period of the site: what rows by `dateTime` and `time` and heat maps are cut by; null: it has no configuration',
    }),
    reports: z
      .array(z.object({ id: z.string(), content: contentSchema }))
      .openapi({ description: 'What everybody is given as own reports' }),
  })
  .openapi('ReportDefaults');
