import type { z } from 'zod';
import { type ReportContent, reportContentSchema } from '../../../domain/report.ts';
import { templateDefaults } from '../template-defaults.ts';

/** A report that everybody is given as their own (L4256). */
export interface DefaultReport {
  /** Never changed and never used again: it is remembered what was given. */
  readonly id: string;
  readonly content: ReportContent;
}

type Given = Omit<z.input<typeof reportContentSchema>, 'columns' | 'category'> & {
  /** Left out: those that every report of the template begins with. */
  readonly columns?: readonly (string | { readonly statistic: string; readonly display: 'date' | 'time' })[];
};

/** In the words of a reader, where the name of the statistic is one for who chooses columns. */
const headers: Readonly<Record<string, string>> = { callsInAnsExternal: 'Inbound Answered' };
const columnOf = (statistic: string) => {
  const header = headers[statistic];
  return header === undefined ? { statistic } : { statistic, header };
};

/** @throws Error where the template has no defaults: caught by the test of the whole set. */
export const defaultReport = (category: string, id: string, { columns, ...given }: Given): DefaultReport => {
  const preset = templateDefaults.find(({ template }) => template === given.template);
  if (preset === undefined) throw new Error(`default report ${id}: there is no template "${given.template}"`);
  return {
    id,
    content: reportContentSchema.parse({
      ...given,
      category,
      columns: (columns ?? preset.columns).map((column) => (typeof column === 'string' ? columnOf(column) : column)),
      format: given.format ?? preset.format,
      sort: given.sort ?? preset.sort,
    }),
  };
};
