import { z } from 'zod';
import type { FileLogo } from '../exports/report-files.ts';
import type { Cell } from '../reports/report-rows.ts';
import { type ReportInputs, reportInputsSchema } from './inputs.ts';
import { isFacts, type RowsFacts } from './stored-rows.ts';

/** What is kept of one report of a run, beside its rows. */
export interface KeptReportFacts {
  readonly facts: RowsFacts;
  /** For the mail. */
  readonly firstRows: readonly (readonly Cell[])[];
  readonly inputs: ReportInputs;
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const schema = z.object({
  facts: z.custom<RowsFacts>(isFacts, 'what was kept of the report cannot be read'),
  firstRows: z.array(z.array(cell)),
  inputs: reportInputsSchema,
});
export const parseKeptReport = (text: string): KeptReportFacts => schema.parse(JSON.parse(text));

const logo = z.object({ contentType: z.enum(['image/png', 'image/jpeg']), base64: z.string() });
export const keptLogo = ({ contentType, bytes }: FileLogo) => ({ contentType, base64: Buffer.from(bytes).toString('base64') });
export const parseLogo = (text: Buffer): FileLogo => {
  const { contentType, base64 } = logo.parse(JSON.parse(text.toString('utf8')));
  return { contentType, bytes: Buffer.from(base64, 'base64') };
};
