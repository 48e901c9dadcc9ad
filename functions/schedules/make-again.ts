import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { drawReportChart, type ReportPicture } from '../exports/report-files.ts';
import type { SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import { askReport } from './ask-report.ts';
import { reportRunMs } from './constants.ts';
import { parseInputs, type ReportInputs, type RunInputs } from './inputs.ts';
import { parseKeptReport, parseLogo } from './kept-report.ts';
import type { RunDeps } from './ports.ts';
import type { RunBook } from './run-book.ts';
import { RunFailure } from './run-failure.ts';
import { factsName, inputsName, logoName, rowsName, storedName } from './run-files.ts';
import type { ComparedFile, ReportToday, RunFile, ScheduleRun } from './types.ts';
import { inWorkFolder, type WorkFolder } from './work-folder.ts';
import { writeKept } from './write-kept.ts';

const gone = (): RunFailure => new RunFailure('What the first run was made from is not kept any more.');

/** What is kept of the first run. */
interface First {
  readonly run: ScheduleRun;
  readonly inputs: RunInputs;
  readonly scope: SiteScope;
}

const findFirst = async (deps: RunDeps, { place, run }: RunBook): Promise<First> => {
  const { rerunOf } = run();
  const first = rerunOf === null ? null : await deps.store.lookRun(place, rerunOf);
  if (first === null || isUnreadable(first)) throw gone();
  const [text, site] = await Promise.all([deps.files.getBytes(place, first.id, inputsName), deps.findSite(place.site, place.tenant)]);
  if (text === null) throw gone();
  if (site === null) throw new RunFailure('The site is no longer there.');
  const inputs = parseInputs(text.toString('utf8'));
  if (inputs === null) throw gone();
  // Whose rows its files have is looked up with them, as with those of the first.
  await deps.files.putJson(place, run().id, inputsName, JSON.parse(text.toString('utf8')));
  return { run: first, inputs, scope: { ...place, reseller: site.reseller } };
};

/** The units a report of the first run was made with, whoever asked for this one. */
const unitsOf = ({ owner }: RunInputs, { units = owner.units }: ReportInputs): readonly string[] | null => units;

/** What today's data would give in place of the rows and chart that were kept. */
const askToday = async (
  deps: RunDeps,
  folder: WorkFolder,
  { inputs, scope: whole }: First,
  report: ReportInputs,
  picture: ReportPicture | null | undefined,
  name: string,
): Promise<Pick<ReportToday, 'differs' | 'detail'>> => {
  const config = (await deps.findConfigVersion(whole.tenant, whole.site, report.configurationVersion))?.config ?? null;
  if (config === null) return { differs: null, detail: 'It cannot be asked today: the configuration of that time is not kept any more.' };
  const { content, filter, range, format } = report;
  const units = unitsOf(inputs, report);
  const scope: SiteScope = { ...whole, ...(units === null ? {} : { units }) };
  try {
    const asked = { content, filter: filter?.spec ?? null, range, asAt: inputs.asAt };
    const { facts, path, sha256 } = await askReport(deps.openReport, folder, scope, config, asked, name);
    if (path !== null) await rm(path, { force: true });
    if (sha256 === report.rowsSha256) {
      if (picture === undefined || picture === null) return { differs: false, detail: null };
      const today = await drawReportChart(deps.openReport, { ...asked, scope, config, runMs: reportRunMs, format, rows: facts });
      return JSON.stringify(today) === JSON.stringify(picture)
        ? { differs: false, detail: null }
        : {
            differs: true,
            detail: 'Asked today it has the same rows, but another chart: calls of the range were restated, or arrived later.',
          };
    }
    return {
      differs: true,
      detail:
        facts.rows === report.rows
          ? 'Asked today it has the same number of rows, but not the same figures: calls of the range were restated, or arrived later.'
          : `Asked today it has ${facts.rows} rows instead of ${report.rows}: calls of the range were restated, arrived later, or are no longer kept.`,
    };
  } catch (error) {
    if (error instanceof ProblemError) return { differs: null, detail: `It cannot be asked today: ${error.message}` };
    throw error;
  }
};

const findLogo = async (deps: RunDeps, { run, inputs, scope }: First) => {
  if (!inputs.logo) return null;
  const kept = await deps.files.getBytes(scope, run.id, logoName);
  if (kept === null) throw gone();
  return parseLogo(kept);
};

/** Writes the files of one report again from what was kept of it, keeps them under the new run, and compares. */
const makeOne = async (
  deps: RunDeps,
  book: RunBook,
  folder: WorkFolder,
  first: First,
  logo: Awaited<ReturnType<typeof findLogo>>,
  report: ReportInputs,
  i: number,
): Promise<void> => {
  const { inputs, scope } = first;
  const text = await deps.files.getBytes(scope, first.run.id, factsName(i));
  const path = report.rows === 0 ? null : join(folder.path, `kept-${i}.parquet`);
  if (text === null || (path !== null && !(await deps.files.fetchFile(scope, first.run.id, rowsName(i), path)))) throw gone();
  const { facts, picture } = parseKeptReport(text.toString('utf8'));
  const directory = join(folder.path, `files-${i}`);
  const { name: title, content, format } = report;
  const { files: written } = await writeKept(
    { db: folder.db, logo, generatedAt: inputs.generatedAt, directory },
    { facts, path, title, chart: content.chart, picture, format },
  );
  const run = book.run();
  const was = (first.run.reports[i]?.files ?? []).flatMap((n) => first.run.files[n] ?? []);
  const files: RunFile[] = [];
  const compared: ComparedFile[] = [];
  for (const [n, { name, path: from, bytes, sha256 }] of written.entries()) {
    const file = { name: was[n]?.name ?? name, bytes, sha256 };
    await deps.files.putFile(scope, run.id, storedName(run.files.length + n, file.name), from);
    files.push(file);
    compared.push({ name: file.name, sha256, was: was[n]?.sha256 ?? null, equal: sha256 === was[n]?.sha256 });
  }
  // The machine has only so much room, and a run up to twenty reports of any length.
  await rm(directory, { recursive: true, force: true });
  if (path !== null) await rm(path, { force: true });
  const today = { report: report.report, name: report.name, ...(await askToday(deps, folder, first, report, picture, `today-${i}`)) };
  const told = first.run.reports[i];
  const before = run.comparison ?? { equal: true, files: [], today: [] };
  await book.save({
    reports: [
      ...run.reports,
      {
        report: report.report,
        name: report.name,
        rows: report.rows,
        empty: report.rows === 0,
        files: files.map((_, n) => run.files.length + n),
        notes: told?.notes ?? [],
        rowsSha256: report.rowsSha256,
        units: unitsOf(inputs, report),
      },
    ],
    files: [...run.files, ...files],
    comparison: {
      equal: before.equal && files.length === was.length && compared.every(({ equal }) => equal),
      files: [...before.files, ...compared],
      today: [...before.today, today],
    },
  });
};

/**
 * Goes on with a run that makes the files of another one again, from the rows and inputs that were kept, and compares them to the last bit; then
 * asks the same of today's data. Each report is stored when it is done; nothing is sent. @throws RunFailure when too little is kept
 */
export const makeAgain = async (deps: RunDeps, book: RunBook): Promise<void> => {
  const first = await findFirst(deps, book);
  const logo = await findLogo(deps, first);
  await inWorkFolder(deps.directory, async (folder) => {
    for (const [i, report] of first.inputs.reports.entries())
      if (i >= book.run().reports.length) await makeOne(deps, book, folder, first, logo, report, i);
  });
};
