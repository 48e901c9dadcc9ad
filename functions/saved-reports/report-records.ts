import { z } from 'zod';
import { epochMsSchema } from '../domain/ids.ts';
import { reportContentSchema, reportIdSchema } from '../domain/report.ts';
import type { Shelf } from './report-params.ts';
import type { ReportHead, StoredReport } from './types.ts';

const person = z.object({ id: z.string(), name: z.string() });
const head = z.object({
  id: reportIdSchema,
  name: z.string(),
  category: z.string(),
  description: z.string(),
  template: z.string(),
  owner: person.nullable(),
  shared: z.boolean(),
  version: z.number(),
  updatedAt: epochMsSchema,
  updatedBy: person,
  from: z.string().nullable(),
});
const stored = head.extend({
  content: reportContentSchema,
  // Rows of before have none.
  units: z.array(z.string()).nullable().default(null),
});
const shelf = z.object({ version: z.number(), given: z.array(z.string()) });
const use = z.object({ filter: z.string(), report: z.string(), name: z.string(), owner: z.string().nullable() });
/** A report that uses a filter of the site's list; `owner` null = it is shared. */
export type StoredUse = z.output<typeof use>;

export const parseReportHead = (item: unknown): ReportHead => head.parse(item);
export const parseReport = (item: unknown): StoredReport => stored.parse(item);
export const parseShelf = (item: unknown): Shelf => shelf.parse(item);
export const parseUse = (item: unknown): StoredUse => use.parse(item);
