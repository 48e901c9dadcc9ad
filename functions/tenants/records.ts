import { z } from 'zod';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { siteConfigSchema } from '../domain/site-config.ts';
import { unpackJson } from '../runtime/pack.ts';
import type { Customer, Site, SiteConfigVersion } from './types.ts';

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
  body: z.instanceof(Uint8Array),
});

/** Directory items to records. @throws ZodError for a damaged item. */
export const parseCustomer = (item: unknown): Customer => customerSchema.parse(item);
export const parseSite = (item: unknown): Site => siteSchema.parse(item);
export const parseConfigVersion = (item: unknown): SiteConfigVersion => {
  const { version, at, author, body } = versionSchema.parse(item);
  return { version, at: epochMs(at), author, config: siteConfigSchema.parse(unpackJson(body)) };
};
