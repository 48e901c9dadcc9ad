import type { UnitLimit } from '../domain/common-units.ts';
import { epochMs } from '../domain/ids.ts';
import type { SiteConfigVersion } from '../tenants/types.ts';
import { leaseMs } from './constants.ts';
import { lookAgainMs } from './core/look-again.ts';
import { missingData, type Need, neededByHand, neededThrough } from './core/missing-data.ts';
import { deliverRun } from './deliver-run.ts';
import { findRights, type Rights } from './find-rights.ts';
import { noInputs, type RunInputs } from './inputs.ts';
import { type KeptReportFacts, keptLogo, parseKeptReport, parseLogo } from './kept-report.ts';
import { makeReport } from './make-report.ts';
import type { RunDeps } from './ports.ts';
import { type ResolvedReport, resolveReports } from './resolve-reports.ts';
import type { RunBook } from './run-book.ts';
import { RunFailure } from './run-failure.ts';
import { factsName, inputsName, logoName } from './run-files.ts';
import type { ScheduleRun } from './types.ts';
import { inWorkFolder, type WorkFolder } from './work-folder.ts';

/** What each report needs, in order. */
const needsOf = ({ trigger, asAt }: ScheduleRun, resolved: readonly ResolvedReport[]): readonly Need[] =>
  resolved.map(({ report, resolved: range }) => {
    const through = neededThrough(range, asAt);
    return { name: report.name, through: trigger === 'byHand' ? neededByHand(through, asAt) : through };
  });

/** Data that is on its way is waited for as long as the schedule says. `true`: it waits. */
const waits = async (
  deps: RunDeps,
  book: RunBook,
  { scope }: Rights,
  config: SiteConfigVersion,
  resolved: readonly ResolvedReport[],
): Promise<boolean> => {
  const run = book.run();
  const now = deps.now();
  const needs = needsOf(run, resolved);
  const through = await deps.heardThrough(scope);
  const missing = missingData(needs, through, config.config.timeZone);
  const isMissing = missing.length > 0;
  const heard = isMissing && through !== null ? epochMs(through) : null;
  const needed = Math.max(0, ...needs.map((one) => one.through));
  const { dueAt, waitUntil } = run;
  const delay = lookAgainMs({ now, dueAt, waitUntil, needed, isMissing, wasMissing: run.heard !== null });
  if (delay === null) {
    await book.save({ missing, heard });
    return false;
  }
  const reason = isMissing
    ? 'It waits for data of the range that has not arrived from the site.'
    : 'It waits a moment: what was heard last is not in the figures yet.';
  // The sweep goes on with it should the message be lost.
  await book.save({ state: 'waiting', reason, heard, attempts: 0, leaseUntil: 0, lookAt: epochMs(now + delay + leaseMs) });
  const { tenant, site } = book.place;
  await deps.sendJob({ job: 'scheduleRun', tenant, site, run: run.id }, Math.ceil(delay / 1_000));
  return true;
};

const findLogo = async (deps: RunDeps, book: RunBook, { scope }: Rights) => {
  const run = book.run();
  // A worker that was interrupted used one already: all files of a run have the same.
  if (run.reports.length > 0) {
    const kept = await deps.files.getBytes(book.place, run.id, logoName);
    return kept === null ? null : parseLogo(kept);
  }
  const logo = await deps.findLogo(scope);
  if (logo !== null) await deps.files.putJson(book.place, run.id, logoName, keptLogo(logo));
  return logo;
};

const keptReports = async (deps: RunDeps, book: RunBook): Promise<readonly KeptReportFacts[]> => {
  const run = book.run();
  const kept: KeptReportFacts[] = [];
  for (const i of run.reports.keys()) {
    const text = await deps.files.getBytes(book.place, run.id, factsName(i));
    if (text === null) throw new RunFailure('What this run has made is gone from the store: run it again.');
    kept.push(parseKeptReport(text.toString('utf8')));
  }
  return kept;
};

const sameUnits = (a: UnitLimit, b: UnitLimit): boolean =>
  a === null || b === null ? a === b : JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());

/**
 * A worker that was interrupted left reports. Whoever the run depends on may have been limited to business units since: what was made with other rights
 * is made again, with all after it, so that the run is of one piece and sends nothing that its owner may not see now.
 */
const dropMadeOtherwise = async (deps: RunDeps, book: RunBook, resolved: readonly ResolvedReport[]): Promise<void> => {
  const { id, reports, files } = book.run();
  const first = reports.findIndex(({ units }, i) => units === undefined || !sameUnits(units, resolved[i]?.units ?? null));
  if (first < 0) return;
  // What stands there tells of files that are about to be written over.
  await deps.files.putJson(book.place, id, inputsName, noInputs);
  const kept = reports.slice(0, first);
  await book.save({ reports: kept, files: files.slice(0, kept.flatMap((report) => report.files).length) });
};

const makeFiles = async (
  deps: RunDeps,
  book: RunBook,
  folder: WorkFolder,
  rights: Rights,
  config: SiteConfigVersion,
  resolved: readonly ResolvedReport[],
) => {
  await dropMadeOtherwise(deps, book, resolved);
  const logo = await findLogo(deps, book, rights);
  const generatedAt = book.run().startedAt ?? deps.now();
  const { heard, missing } = book.run();
  // A run that was begun before it was kept until when the site was heard says what is missing of all its reports.
  const lacks = needsOf(book.run(), resolved).map((need) =>
    heard === null ? missing : missingData([need], heard, config.config.timeZone),
  );
  for (const [i, one] of resolved.entries()) {
    const run = book.run();
    if (i < run.reports.length) continue;
    const { report, files } = await makeReport(deps, { folder, scope: rights.scope, config, logo, generatedAt }, run, i, {
      ...one,
      lacks: lacks[i] ?? [],
    });
    await book.save({ reports: [...run.reports, report], files: [...run.files, ...files] });
  }
  const { owner, scope } = rights;
  const run = book.run();
  const kept = await keptReports(deps, book);
  const inputs: RunInputs = {
    v: 1,
    schedule: run.schedule,
    name: run.content.name,
    owner: { id: owner.id, name: owner.name, role: owner.role, units: scope.units === undefined ? null : [...scope.units] },
    site: scope.site,
    timeZone: config.config.timeZone,
    asAt: run.asAt,
    generatedAt,
    logo: logo !== null,
    reports: kept.map((one) => one.inputs),
  };
  await deps.files.putJson(book.place, run.id, inputsName, inputs);
  return kept;
};

/**
 * Goes on with a run from where it is: waits for data, makes its files, delivers them. What is done is stored with each step, so that a worker
 * that dies leaves to the next only what it had not finished. @returns `false`: it waits
 * @throws RunFailure, MailRefused with the reason; anything else may go away by itself
 */
export const makeRun = async (deps: RunDeps, book: RunBook): Promise<boolean> => {
  const { place } = book;
  // It was sent, and only what comes after that was interrupted: its files stay those that left.
  if (book.run().delivery?.sentAt != null) return true;
  const rights = await findRights(deps, place, book.run());
  const [config, site] = await Promise.all([deps.findConfig(place.tenant, place.site), deps.findSite(place.site, place.tenant)]);
  if (config === null || site === null) throw new RunFailure('The site is no longer there.');
  const resolved = await resolveReports(deps, rights.scope, config.config, book.run());
  if (book.run().reports.length === 0 && (await waits(deps, book, rights, config, resolved))) return false;
  return inWorkFolder(deps.directory, async (folder) => {
    const kept = await makeFiles(deps, book, folder, rights, config, resolved);
    const zone = book.run().content.timing.timeZone ?? config.config.timeZone;
    const delivery = await deliverRun(deps, { folder, rights, site, zone, kept }, book);
    await book.save({ delivery });
    return true;
  });
};
