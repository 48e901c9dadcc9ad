import { composeEraseNumber } from '../../functions/call-engine/compose-erase.ts';
import { EraseRefused } from '../../functions/call-engine/erase-number.ts';
import type { SiteId } from '../../functions/domain/ids.ts';
import { composeEraseSubject, subjectHash } from '../../functions/lake/compose-erase.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { variables } from '../../functions/runtime/constants.ts';
import { type Environment, requireVariable } from '../../functions/runtime/env.ts';
import { createSiteDirectory } from '../../functions/tenants/site-configs.ts';
import type { EraseOptions } from './erase-options.mjs';
import { type EraseReport, eraseText, remaindersOf } from './erase-report.ts';
import { createTell, operatorRun } from './operator-run.ts';

type TellProgress = (read: number, of: number) => void;

/** Whom to erase where, with what finds a number. @throws EraseRefused */
const prepare = async (env: Environment, site: SiteId, wanted: EraseOptions['subject'], progress: TellProgress) => {
  if (wanted.kind === 'number') {
    const number = await composeEraseNumber(env, progress)(site, wanted.e164);
    return { owner: number.owner, subject: { ...wanted, eraser: number.eraser }, number };
  }
  const client = createAwsClients(env).dynamo();
  const { findSite } = createSiteDirectory({ client, table: requireVariable(env, variables.directoryTable), now: Date.now });
  const found = await findSite(site, null);
  if (found === null) throw new EraseRefused(`there is no site "${site}"`);
  return { owner: { tenant: found.tenant, site: found.site }, subject: wanted, number: null };
};

/** Archive first, so that a rebuild that begins after it can bring nobody back. */
const erase = async (
  env: Environment,
  site: SiteId,
  { subject: wanted, dryRun, by }: EraseOptions,
  progress: TellProgress,
): Promise<EraseReport> => {
  const { owner, subject, number } = await prepare(env, site, wanted, progress);
  const rows = composeEraseSubject(env, dryRun);
  if (!dryRun) await rows.note(owner, subject, by, 'Erasure began.');
  const events = (await number?.erase(dryRun)) ?? null;
  const history = await rows.erase(owner, subject);
  const inEngine = (await number?.isInEngine()) ?? false;
  const found = { events, history, inEngine, configVersions: number?.configVersions ?? [] };
  const runAgain = inEngine || history.inProgress > 0;
  if (!dryRun)
    await rows.note(
      owner,
      subject,
      by,
      `Erasure ended: ${events === null ? '' : `${events.archive.events} call events in ${events.archive.objectsRewritten} archived objects rewritten, `}${history.rows} rows and ${history.texts} texts blanked, files of ${history.dates.length} days made anew${runAgain ? '; calls in progress name the person: to be run again' : ''}.`,
    );
  const now = Date.now();
  return {
    site: owner.site,
    subject: `${subject.kind} with SHA-256 ${subjectHash(subject)}…`,
    at: new Date(now).toISOString(),
    by,
    dryRun,
    ...found,
    remains: remaindersOf(found, now),
    runAgain,
  };
};

const exitCode = ({ events, runAgain, dryRun }: EraseReport): number => {
  if ((events?.archive.unreadable.length ?? 0) + (events?.rejectedObjects.unreadable.length ?? 0) > 0) return 1;
  return runAgain && !dryRun ? 3 : 0;
};

/** `npm run erase` after flags and packages are in order. @returns the exit code */
export const runErase = (options: EraseOptions): Promise<number> =>
  operatorRun({
    name: 'erase',
    site: options.site,
    dataDir: options.dataDir,
    Refused: EraseRefused,
    run: async (env, site, complain) => {
      const tell = createTell(complain);
      const report = await erase(env, site, options, (read, of) => tell(() => `${read} of ${of} objects read`));
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : eraseText(report));
      return exitCode(report);
    },
  });
