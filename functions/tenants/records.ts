import { z } from 'zod';
import { epochMs, epochMsSchema, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { unpackJson } from '../runtime/pack.ts';
import type { Customer, DirectoryReport, NotedVersion, Site, VersionNote } from './types.ts';

const customerSchema = z.object({ tenant: tenantIdSchema, reseller: z.string(), name: z.string() });
const siteSchema = z.object({
  site: siteIdSchema,
  tenant: tenantIdSchema,
  reseller: z.string(),
  name: z.string(),
  customerName: z.string(),
  timeZone: z.string(),
  resetTime: z.string(),
});
const versionSchema = z.object({
  version: z.number().int().positive(),
  at: z.number(),
  author: z.string(),
  authorName: z.string().optional(),
  words: z.array(z.string()).default([]),
  changeCount: z.number().default(0),
  changesPast: z.boolean().default(false),
});
const bodySchema = z.object({ body: z.instanceof(Uint8Array) });
const reportSchema = z.object({
  link: z.string(),
  at: epochMsSchema,
  version: z.number(),
  added: z.array(z.string()),
  renamed: z.array(z.string()),
  missing: z.array(z.string()),
});

/** Directory items to records. @throws ZodError for a damaged item. */
export const parseCustomer = (item: unknown): Customer => customerSchema.parse(item);
export const parseSite = (item: unknown): Site => siteSchema.parse(item);
/** A version as it stands in a list: without the configuration itself. */
export const parseVersionHead = (item: unknown): Omit<NotedVersion, 'config'> => {
  const { version, at, author, authorName = author, words, changeCount, changesPast } = versionSchema.parse(item);
  const note: VersionNote = { authorName, words, changeCount, changesPast };
  return { version, at: epochMs(at), author, note };
};
export const parseConfigVersion = (item: unknown): NotedVersion => ({
  ...parseVersionHead(item),
  config: siteConfigSchema.parse(unpackJson(bodySchema.parse(item).body)),
});
export const parseDirectoryReport = (item: unknown): DirectoryReport => reportSchema.parse(item);
