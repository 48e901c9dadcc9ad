import { z } from 'zod';
import type { FileLogo, ReportPicture } from '../exports/report-files.ts';
import type { Cell } from '../reports/report-rows.ts';
import { type ReportInputs, reportInputsSchema } from './inputs.ts';
import { isFacts, type RowsFacts } from './stored-rows.ts';

/** What is kept of one report of a run, beside its rows. */
export interface KeptReportFacts {
  readonly facts: RowsFacts;
  /** For the mail. */
  readonly firstRows: readonly (readonly Cell[])[];
  readonly inputs: ReportInputs;
  /** What its file draws, null = nothing; absent in runs of before: theirs drew bars and lines of the rows, and no heat map. */
  readonly picture?: ReportPicture | null;
}

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** As with facts: looked at as far as a file is drawn from it. */
const figures = z.array(z.number().nullable());
const pictureSchema = z.looseObject({
  words: z.string().nullable(),
  chart: z
    .union([
      z.looseObject({ kind: z.literal('heatMap'), rows: z.array(z.string()), columns: z.array(z.string()), values: z.array(figures) }),
      z.looseObject({ kind: z.enum(['bar', 'line']), labels: z.array(z.string()), series: z.array(z.looseObject({ values: figures })) }),
      z.looseObject({ kind: z.enum(['bar', 'line']), columns: z.array(z.string()) }),
    ])
    .nullable(),
});
const isPicture = (value: unknown): value is ReportPicture => pictureSchema.safeParse(value).success;
const schema = z.object({
  facts: z.custom<RowsFacts>(isFacts, 'what was kept of the report cannot be read'),
  firstRows: z.array(z.array(cell)),
  inputs: reportInputsSchema,
  picture: z.custom<ReportPicture>(isPicture, 'what was kept of the chart cannot be read').nullable().optional(),
});
export const parseKeptReport = (text: string): KeptReportFacts => {
  const { picture, ...kept } = schema.parse(JSON.parse(text));
  return picture === undefined ? kept : { ...kept, picture };
};

const logo = z.object({ contentType: z.enum(['image/png', 'image/jpeg']), base64: z.string() });
export const keptLogo = ({ contentType, bytes }: FileLogo) => ({ contentType, base64: Buffer.from(bytes).toString('base64') });
export const parseLogo = (text: Buffer): FileLogo => {
  const { contentType, base64 } = logo.parse(JSON.parse(text.toString('utf8')));
  return { contentType, bytes: Buffer.from(base64, 'base64') };
};
