import { join } from 'node:path';
import type { ReportContent, ReportRange } from '../domain/report.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import type { Cell, OpenReport } from '../reports/report-rows.ts';
import { moveFile } from '../runtime/move-file.ts';
import { mailRows, reportRunMs } from './constants.ts';
import { digestOf, factsOf, keepRows, openKeptRows, type RowsFacts } from './stored-rows.ts';
import type { WorkFolder } from './work-folder.ts';

export interface AskedReport {
  readonly content: ReportContent;
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly range: ReportRange;
  /** Epoch ms. */
  readonly asAt: number;
}
export interface KeptRows {
  readonly facts: RowsFacts;
  /** Null = no rows. */
  readonly path: string | null;
  readonly sha256: string;
  readonly firstRows: readonly (readonly Cell[])[];
}

/**
 * Asks a report and keeps all of its rows on this machine, as `<name>.parquet`. @param notes that readers of its files should know besides
 * @throws ProblemError as reports do
 */
export const askReport = async (
  openReport: OpenReport,
  { path: folder, db }: WorkFolder,
  scope: SiteScope,
  config: SiteConfig,
  { content, filter, range, asAt }: AskedReport,
  name: string,
  notes: readonly string[] = [],
): Promise<KeptRows> => {
  const open = await openReport(scope, config, content, { filter, range, asAt, runMs: reportRunMs });
  let facts: RowsFacts;
  const path = open.rows === 0 ? null : join(folder, `${name}.parquet`);
  try {
    facts = { ...factsOf(open), notes: [...open.notes, ...notes] };
    if (path !== null) {
      // The report may write below its own folder only.
      const made = join(open.directory, `${name}.parquet`);
      await keepRows(open, made);
      await moveFile(made, path);
    }
  } finally {
    open.close();
  }
  const kept = await openKeptRows(db, facts, path, folder);
  try {
    const { sha256, firstRows } = await digestOf(kept, mailRows);
    return { facts, path, sha256, firstRows };
  } finally {
    kept.close();
  }
};
