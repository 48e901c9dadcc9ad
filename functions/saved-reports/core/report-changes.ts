import { type ReportContent, reportContentSchema } from '../../domain/report.ts';

/** As the audit takes it; undefined = not there. */
export interface ReportChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs, part by part: a list of columns is one change, as its order means something. */
export const reportChanges = (before: ReportContent | null, after: ReportContent): readonly ReportChange[] =>
  reportContentSchema.keyof().options.flatMap((part) => {
    const [was, is] = [before?.[part], after[part]];
    return JSON.stringify(was) === JSON.stringify(is) || (before === null && is === null)
      ? []
      : [{ path: `/${part}`, before: was, after: is }];
  });
