import { mkdir } from 'node:fs/promises';
import type { ExportFormat, ReportContent } from '../domain/report.ts';
import { type FileLogo, type ReportPicture, type WrittenFile, writeReportFile } from '../exports/report-files.ts';
import type { DuckDb } from '../lake/lake.ts';
import { openKeptRows, type RowsFacts } from './stored-rows.ts';

export interface KeptReport {
  readonly facts: RowsFacts;
  /** Of the Parquet file; null = no rows. */
  readonly path: string | null;
  readonly title: string;
  readonly chart: ReportContent['chart'];
  /** As it was kept; undefined = by a run of before, which drew what its rows gave. */
  readonly picture: ReportPicture | null | undefined;
  readonly format: ExportFormat;
}
export interface WriteKeptDeps {
  readonly db: DuckDb;
  readonly logo: FileLogo | null;
  /** Epoch ms, for the file to say. */
  readonly generatedAt: number;
  /** A folder of this report alone. */
  readonly directory: string;
}

/** Runs of before kept no picture: they drew bars and lines of the first rows, and left heat maps out. Theirs are written again as they were. */
const drawnOfRows = (chart: ReportContent['chart']): ReportPicture => ({
  chart: chart === null || chart.kind === 'heatMap' ? null : { kind: chart.kind, columns: chart.columns },
  words: null,
});

/** Writes the files of a report from what was kept of it, and from nothing else: the same again at any time. */
export const writeKept = async (
  deps: WriteKeptDeps,
  kept: KeptReport,
): Promise<{ readonly files: readonly WrittenFile[]; readonly notes: readonly string[] }> => {
  await mkdir(deps.directory, { recursive: true, mode: 0o700 });
  const open = await openKeptRows(deps.db, kept.facts, kept.path, deps.directory);
  try {
    const { logo, generatedAt, directory } = deps;
    const { format, title } = kept;
    const picture = kept.picture === undefined ? drawnOfRows(kept.chart) : kept.picture;
    const drawn = { chart: picture?.chart ?? null, chartWords: picture?.words ?? null };
    return await writeReportFile(open, { format, title, logo, path: directory, generatedAt, ...drawn });
  } finally {
    open.close();
  }
};
