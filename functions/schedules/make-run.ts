import { epochMs } from '../domain/ids.ts';
import type { SiteConfigVersion } from '../tenants/types.ts';
import { firstWaitMs, leaseMs, waitStepMs } from './constants.ts';
import { isSettled, missingData, neededByHand, neededThrough } from './core/missing-data.ts';
import { deliverRun } from './deliver-run.ts';
import { findRights, type Rights } from './find-rights.ts';
import type { RunInputs } from './inputs.ts';
import { type KeptReportFacts, keptLogo, parseKeptReport, parseLogo } from './kept-report.ts';
import { makeReport } from './make-report.ts';
import type { RunDeps } from './ports.ts';
import { type ResolvedReport, resolveReports } from './resolve-reports.ts';
import type { RunBook } from './run-book.ts';
import { RunFailure } from './run-failure.ts';
import { factsName, inputsName, logoName } from './run-files.ts';
import { inWorkFolder, type WorkFolder } from './work-folder.ts';

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
  const needed = neededThrough(
    resolved.map((one) => one.resolved),
    run.asAt,
  );
  const least = run.trigger === 'byHand' ? neededByHand(needed, run.asAt) : needed;
  const missing = missingData(least, await deps.heardThrough(scope), config.config.timeZone);
  if ((missing.length === 0 && isSettled(needed, now)) || now >= run.waitUntil) {
    await book.save({ missing });
    return false;
  }
  const step = now - run.dueAt < firstWaitMs * 2 ? firstWaitMs : waitStepMs;
  const delay = Math.max(1_000, Math.min(step, run.waitUntil - now));
  const reason =
    missing.length === 0
      ? 'It waits a moment: what was heard last is not in the figures yet.'
      : 'It waits for data of the range that has not arrived from the site.';
  // The sweep goes on with it should the message be lost.
  await book.save({ state: 'waiting', reason, attempts: 0, leaseUntil: 0, lookAt: epochMs(now + delay + leaseMs) });
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

const makeFiles = async (
  deps: RunDeps,
  book: RunBook,
  folder: WorkFolder,
  rights: Rights,
  config: SiteConfigVersion,
  resolved: readonly ResolvedReport[],
) => {
  const logo = await findLogo(deps, book, rights);
  const generatedAt = book.run().startedAt ?? deps.now();
  for (const [i, one] of resolved.entries()) {
    const run = book.run();
    if (i < run.reports.length) continue;
    const { report, files } = await makeReport(deps, { folder, scope: rights.scope, config, logo, generatedAt }, run, i, one);
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
  const rights = await findRights(deps, place, book.run());
  const [config, site] = await Promise.all([deps.findConfig(place.tenant, place.site), deps.findSite(place.site, place.tenant)]);
  if (config === null || site === null) throw new RunFailure('The site is no longer there.');
  const resolved = await resolveReports(deps, rights.scope, config.config, book.run());
  if (book.run().reports.length === 0 && (await waits(deps, book, rights, config, resolved))) return false;
  return inWorkFolder(deps.directory, async (folder) => {
    const kept = await makeFiles(deps, book, folder, rights, config, resolved);
    const run = book.run();
    if (run.delivery?.sentAt == null) {
      const zone = run.content.timing.timeZone ?? config.config.timeZone;
      const delivery = await deliverRun(deps, { folder, rights, site, zone, kept }, book);
      await book.save({ delivery });
    }
    return true;
  });
};
