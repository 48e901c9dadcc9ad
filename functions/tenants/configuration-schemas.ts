import { z } from '@hono/zod-openapi';
import { deviceTypes, siteConfigSchema } from '../domain/site-config.ts';
import { siteInPath } from '../runtime/site-path.ts';
import { configEditSchema } from './core/config-edits.ts';
import { assignmentKinds } from './core/past-changes.ts';

const instant = z.iso.datetime();
/** `true` only when it says so. */
const flag = z.enum(['true', 'false']).default('false');

const headFields = { version: z.int(), at: instant, author: z.string(), authorName: z.string() };

/** The same schema under its name in the description. */
export const wholeSchema = siteConfigSchema.extend({}).openapi('SiteConfig');

export const configurationSchema = z.object({ ...headFields, configuration: wholeSchema }).openapi('SiteConfiguration');

export const versionSchema = z
  .object({
    ...headFields,
    words: z.array(z.string()).openapi({ description: 'What changed, in words: the first 20' }),
    changeCount: z.int(),
    changesPast: z.boolean().openapi({ description: 'Says something else about who held a number before it was made' }),
  })
  .openapi('SiteConfigurationVersion');

const changeSchema = z
  .object({
    path: z.string().openapi({
      description: 'JSON pointer in which elements of named lists stand by name',
      example: '/devices/extension 1001/name',
    }),
    before: z.unknown().openapi({ description: 'Null for an element that was not there' }),
    after: z.unknown().openapi({ description: 'Null for an element that is no longer there' }),
  })
  .openapi('ConfigurationChange');

export const changesSchema = z
  .object({ from: z.int().nullable(), to: z.int(), items: z.array(changeSchema) })
  .openapi('ConfigurationChanges');

export const savedSchema = z
  .object({
    ...headFields,
    saved: z.boolean().openapi({ description: 'False for a dry run and when nothing changes; `version` is then the one that stands' }),
    changes: z.array(changeSchema),
    words: z.array(z.string()),
    past: z
      .array(z.object({ kind: z.enum(assignmentKinds), number: z.string(), from: instant.nullable(), to: instant }))
      .openapi({ description: 'Numbers that would have belonged to somebody else before now; saving that needs allowPast=true' }),
    warnings: z
      .array(z.object({ pointer: z.string(), detail: z.string() }))
      .openapi({ description: 'What is wrong but was before the change' }),
  })
  .openapi('SavedConfiguration');

export const editsSchema = z.object({ edits: z.array(configEditSchema).min(1).max(1_000) }).openapi('ConfigurationEdits');

export const configuredDeviceSchema = siteConfigSchema.shape.devices.element
  .extend({
    user: z.string().nullable().openapi({ description: 'Id of the user who holds the number now' }),
    missing: z.boolean().openapi({ description: 'Not in the last list that came from the PBX' }),
  })
  .openapi('ConfiguredDevice');

export const directoryReportSchema = z
  .object({
    link: z.string(),
    at: instant,
    version: z.int().openapi({ description: 'Version of the configuration it was compared with, or that it made' }),
    added: z.array(z.string()),
    renamed: z.array(z.string()),
    missing: z.array(z.string()),
  })
  .openapi('DirectoryImport');

export const saveQuery = z.object({
  dryRun: flag.openapi({ description: 'Check and tell what would change, without saving' }),
  allowPast: flag.openapi({ description: 'Also change who held a number in time already gone' }),
});
const madeFrom = z.string().openapi({ description: 'Version the change was made from, as in `ETag`', example: '"7"' });
export const ifMatchRequired = z.object({ 'if-match': madeFrom });
export const ifMatchOptional = z.object({ 'if-match': madeFrom.optional() });
export const versionInPath = siteInPath.extend({ version: z.coerce.number().int().positive().max(99_999_999) });
export const versionQuery = z.object({ version: z.coerce.number().int().positive().max(99_999_999).optional() });
export const versionsQuery = z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) });
export const devicesQuery = z.object({
  search: z.string().max(100).optional().openapi({ description: 'Part of the number or the name, in any case' }),
  type: z.enum(deviceTypes).optional(),
  businessUnit: z.string().max(100).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
