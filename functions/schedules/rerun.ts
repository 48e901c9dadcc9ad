import { join } from 'node:path';
import type { SiteConfig } from '../domain/site-config.ts';
import { drawReportChart, type ReportPicture } from '../exports/report-files.ts';
import type { SiteScope } from '../identity/types.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FindSiteConfigVersion } from '../tenants/types.ts';
import { askReport } from './ask-report.ts';
import { reportRunMs } from './constants.ts';
import { parseInputs, type ReportInputs, type RunInputs } from './inputs.ts';
import { parseKeptReport, parseLogo } from './kept-report.ts';
import { factsName, inputsName, logoName, type RunFiles, rowsName } from './run-files.ts';
import type { ScheduleRun } from './types.ts';
import { inWorkFolder, type WorkFolder } from './work-folder.ts';
import { writeKept } from './write-kept.ts';

export interface RerunFile {
  readonly name: string;
  readonly sha256: string;
  /** As it was delivered. */
  readonly was: string;
  readonly equal: boolean;
}
export interface RerunAnswer {
  readonly equal: boolean;
  readonly files: readonly RerunFile[];
  /** Reports whose rows would be others if they were asked today. */
  readonly restated: readonly { readonly report: string; readonly name: string; readonly detail: string }[];
}
export type Rerun = (scope: SiteScope, run: ScheduleRun) => Promise<RerunAnswer>;

export interface RerunDeps {
  readonly files: RunFiles;
  readonly openReport: OpenReport;
  readonly findConfigVersion: FindSiteConfigVersion;
  /** Folder on this machine. */
  readonly directory: string;
}

const gone = (): ProblemError => new ProblemError('not-found', 'What the run was made from is not kept any more.');

/** What today's data would give in place of the rows that were kept; null = the same. */
const restatedOf = async (
  deps: RerunDeps,
  folder: WorkFolder,
  scope: SiteScope,
  config: SiteConfig,
  inputs: RunInputs,
  report: ReportInputs,
  picture: ReportPicture | null | undefined,
  name: string,
): Promise<string | null> => {
  const { content, filter, range, format } = report;
  try {
    const asked = { content, filter: filter?.spec ?? null, range, asAt: inputs.asAt };
    const { facts, sha256 } = await askReport(deps.openReport, folder, scope, config, asked, name);
    if (sha256 === report.rowsSha256) {
      if (picture === undefined || picture === null) return null;
      const today = await drawReportChart(deps.openReport, { ...asked, scope, config, runMs: reportRunMs, format, rows: facts });
      return JSON.stringify(today) === JSON.stringify(picture)
        ? null
        : 'Asked today it has the same rows, but another chart: calls of the range were restated, or arrived later.';
    }
    return facts.rows === report.rows
      ? 'Asked today it has the same number of rows, but not the same figures: calls of the range were restated, or arrived later.'
      : `Asked today it has ${facts.rows} rows instead of ${report.rows}: calls of the range were restated, arrived later, or are no longer kept.`;
  } catch (error) {
    if (error instanceof ProblemError) return `It cannot be asked today: ${error.message}`;
    throw error;
  }
};

/**
 * Writes the files of a run again, from the rows and inputs that were kept, and compares them to the last bit; then asks the same of today's
 * data. @throws ProblemError `not-found` when too little is kept, `conflict` for a run without files
 */
export const createRerun =
  (deps: RerunDeps): Rerun =>
  async (scope, run) => {
    if (run.files.length === 0) throw new ProblemError('conflict', 'The run made no files: there is nothing to compare with.');
    const text = await deps.files.getBytes(scope, run.id, inputsName);
    if (text === null) throw gone();
    const inputs = parseInputs(text.toString('utf8'));
    const kept = inputs.logo ? await deps.files.getBytes(scope, run.id, logoName) : null;
    if (inputs.logo && kept === null) throw gone();
    const logo = kept === null ? null : parseLogo(kept);
    return inWorkFolder(deps.directory, async (folder) => {
      const files: RerunFile[] = [];
      const restated: RerunAnswer['restated'][number][] = [];
      for (const [i, report] of inputs.reports.entries()) {
        const facts = await deps.files.getBytes(scope, run.id, factsName(i));
        const path = report.rows === 0 ? null : join(folder.path, `kept-${i}.parquet`);
        if (facts === null || (path !== null && !(await deps.files.fetchFile(scope, run.id, rowsName(i), path)))) throw gone();
        const { name: title, content, format } = report;
        const { facts: keptFacts, picture } = parseKeptReport(facts.toString('utf8'));
        const written = await writeKept(
          { db: folder.db, logo, generatedAt: inputs.generatedAt, directory: join(folder.path, `files-${i}`) },
          { facts: keptFacts, path, title, chart: content.chart, picture, format },
        );
        const was = (run.reports[i]?.files ?? []).map((n) => run.files[n]);
        for (const [n, { name, sha256 }] of written.entries())
          files.push({ name, sha256, was: was[n]?.sha256 ?? '', equal: sha256 === was[n]?.sha256 });
        const config = await deps.findConfigVersion(scope.tenant, scope.site, report.configurationVersion);
        if (config === null) continue;
        const detail = await restatedOf(deps, folder, scope, config.config, inputs, report, picture, `today-${i}`);
        if (detail !== null) restated.push({ report: report.report, name: report.name, detail });
      }
      return { equal: files.length === run.files.length && files.every(({ equal }) => equal), files, restated };
    });
  };
