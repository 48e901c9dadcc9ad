import { z } from 'zod';
import { exportFormats, reportContentSchema, reportRangeSchema } from '../domain/report.ts';

/** What one report of a run was asked with. */
export const reportInputsSchema = z.object({
  report: z.string(),
  version: z.number(),
  name: z.string(),
  /** Of the site. */
  configurationVersion: z.number(),
  content: reportContentSchema,
  /** As it was applied; null = none. */
  filter: z.object({ name: z.string().nullable(), spec: z.record(z.string(), z.unknown()) }).nullable(),
  /** The business units its rows were limited to, in words; null = rows of everybody, absent in runs of before. */
  limitedTo: z.string().nullable().optional(),
  /** The same by their ids; null = no limit, absent in runs of before: as the owner's. */
  units: z.array(z.string()).nullable().optional(),
  /** Who but the owner limits it, in words. */
  limitedBy: z.array(z.string()).optional(),
  range: reportRangeSchema,
  /** Epoch ms, the end exclusive. */
  resolved: z.object({ from: z.number(), to: z.number() }),
  /** In which its file was written. */
  format: z.enum(exportFormats),
  columns: z.array(z.object({ id: z.string(), name: z.string(), header: z.string() })),
  notes: z.array(z.string()),
  rows: z.number(),
  rowsSha256: z.string(),
});
export type ReportInputs = z.output<typeof reportInputsSchema>;

/** All that the files of a run depend on, beside the rows that are kept with it. */
const runInputs = z.object({
  v: z.literal(1),
  schedule: z.string(),
  name: z.string(),
  /** With whose rights, and what they were. */
  owner: z.object({ id: z.string(), name: z.string(), role: z.string(), units: z.array(z.string()).nullable() }),
  site: z.string(),
  timeZone: z.string(),
  /** Epoch ms: the moment whose figures it shows, and what files say they were made at. */
  asAt: z.number(),
  generatedAt: z.number(),
  /** The customer's picture is kept with it. */
  logo: z.boolean(),
  reports: z.array(reportInputsSchema),
});
export type RunInputs = z.output<typeof runInputs>;
/** What stands there while files are made again with other rights: nothing of what they replace. */
export const noInputs = {};
const shown = z.record(z.string(), z.unknown());
/** Inputs as they are shown; null = there are none. */
export const readInputs = (text: string): z.output<typeof shown> | null => {
  const value = shown.parse(JSON.parse(text));
  return Object.keys(value).length === 0 ? null : value;
};
export const parseInputs = (text: string): RunInputs | null => {
  const value = readInputs(text);
  return value === null ? null : runInputs.parse(value);
};
