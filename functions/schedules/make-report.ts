import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnitLimit } from '../domain/common-units.ts';
import { type ExportFormat, pagedFormats, pagedRowsAtMost } from '../domain/report.ts';
import { drawReportChart, type FileLogo } from '../exports/report-files.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SiteConfigVersion } from '../tenants/types.ts';
import { askReport, type KeptRows } from './ask-report.ts';
import { reportRunMs } from './constants.ts';
import { gapWords } from './core/gap-words.ts';
import { limitNotes } from './core/limit-words.ts';
import type { RunDeps } from './ports.ts';
import type { ResolvedReport } from './resolve-reports.ts';
import { RunFailure } from './run-failure.ts';
import { factsName, rowsName, storedName } from './run-files.ts';
import type { RunFile, RunReport, ScheduleRun } from './types.ts';
import type { WorkFolder } from './work-folder.ts';
import { writeKept } from './write-kept.ts';

export interface Making {
  readonly folder: WorkFolder;
  readonly scope: SiteScope;
  readonly config: SiteConfigVersion;
  readonly logo: FileLogo | null;
  /** Epoch ms. */
  readonly generatedAt: number;
}

/** A report of a run with what of its data had not arrived, in words. */
export interface ReportToMake extends ResolvedReport {
  readonly lacks: readonly string[];
}

/** What was asked for as pages but has too many rows for them comes all the same: as CSV, and says so. */
const formatFor = (asked: ExportFormat, rows: number): { readonly format: ExportFormat; readonly notes: readonly string[] } =>
  pagedFormats.includes(asked) && rows > pagedRowsAtMost
    ? {
        format: 'csv',
        notes: [`It has ${rows} rows, more than the ${pagedRowsAtMost} that fit into a ${asked.toUpperCase()} file, so it comes as CSV.`],
      }
    : { format: asked, notes: [] };

/** Two reports may have the same name; two files in one mail should not. */
const ownName = (name: string, taken: readonly RunFile[]): string => {
  const names = new Set(taken.map((file) => file.name));
  if (!names.has(name)) return name;
  const at = name.lastIndexOf('.');
  for (let n = 2; ; n += 1) {
    const other = `${name.slice(0, at)} (${n})${name.slice(at)}`;
    if (!names.has(other)) return other;
  }
};

/** Who knows the report expects fewer calls. */
const liftedNote = 'The schedule lifts the report’s own filter: it is not applied.';

/** An empty limit is one, too: it lets nothing through. */
const limitedScope = ({ tenant, site, reseller }: SiteScope, units: UnitLimit): SiteScope => ({
  tenant,
  site,
  reseller,
  ...(units === null ? {} : { units }),
});

const asked = async (deps: RunDeps, making: Making, run: ScheduleRun, i: number, one: ReportToMake): Promise<KeptRows> => {
  const { report, filter, range } = one;
  const question = { content: report.content, filter: filter?.spec ?? null, range, asAt: run.asAt };
  const { folder, config } = making;
  const scope = limitedScope(making.scope, one.units);
  try {
    const notes = one.lifted ? [...one.lacks, liftedNote] : one.lacks;
    return await askReport(deps.openReport, folder, scope, config.config, question, `asked-${i}`, notes);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'bad-request')
      throw new RunFailure(`"${report.name}" cannot be run: ${error.message}`, { cause: error });
    throw error;
  }
};

/** Asks one report of a run, keeps its rows and inputs, and writes its files from them. */
export const makeReport = async (
  deps: RunDeps,
  making: Making,
  run: ScheduleRun,
  i: number,
  one: ReportToMake,
): Promise<{ readonly report: RunReport; readonly files: readonly RunFile[] }> => {
  const { report, filter, range, resolved, units, limitedBy } = one;
  const { folder, config, logo, generatedAt } = making;
  const scope = limitedScope(making.scope, units);
  const kept = await asked(deps, making, run, i, one);
  const { rows } = kept.facts;
  const site = await deps.findSite(scope.site, scope.tenant);
  const { format, notes } = formatFor(run.content.format, rows);
  // Kept with the rows: made again, the files say the same although a name has changed.
  const place = site === null ? {} : { place: { customer: site.customerName, site: site.name } };
  const facts = { ...kept.facts, ...place, notes: [...kept.facts.notes, ...notes] };
  const picture = await drawReportChart(deps.openReport, {
    scope,
    config: config.config,
    content: report.content,
    filter: filter?.spec ?? null,
    range,
    asAt: run.asAt,
    runMs: reportRunMs,
    format,
    rows: facts,
  });
  const directory = join(folder.path, `files-${i}`);
  const title = report.name;
  const { files: written, notes: ofFile } = await writeKept(
    { db: folder.db, logo, generatedAt, directory },
    { facts, path: kept.path, title, chart: report.content.chart, picture, format },
  );
  const files: RunFile[] = [];
  for (const { name, path, bytes, sha256 } of written) {
    const file = { name: ownName(name, [...run.files, ...files]), bytes, sha256 };
    await deps.files.putFile(scope, run.id, storedName(run.files.length + files.length, file.name), path);
    files.push(file);
  }
  if (kept.path !== null) await deps.files.putFile(scope, run.id, rowsName(i), kept.path);
  await deps.files.putJson(scope, run.id, factsName(i), {
    facts,
    firstRows: kept.firstRows,
    picture,
    inputs: {
      report: report.id,
      version: report.version,
      name: report.name,
      configurationVersion: config.version,
      content: report.content,
      filter: filter === null ? null : { name: filter.name, spec: filter.spec },
      limitedTo: facts.limitedTo ?? null,
      units,
      limitedBy,
      range,
      resolved,
      format,
      columns: facts.columns.map(({ id, name, header }) => ({ id, name, header })),
      notes: facts.notes,
      rows,
      rowsSha256: kept.sha256,
    },
  });
  // A run has up to twenty reports of any length, and this machine only so much room.
  await rm(directory, { recursive: true, force: true });
  if (kept.path !== null) await rm(kept.path, { force: true });
  const told = facts.notes.filter((note) => !one.lacks.includes(note));
  return {
    report: {
      report: report.id,
      name: report.name,
      rows,
      empty: rows === 0,
      files: files.map((_, n) => run.files.length + n),
      notes: [...limitNotes(facts.limitedTo ?? null, limitedBy), ...told, ...ofFile, ...gapWords(facts.gaps, facts.timeZone)],
      rowsSha256: kept.sha256,
      units,
    },
    files,
  };
};
