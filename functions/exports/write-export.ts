import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { Job } from '../domain/job.ts';
import type { SiteScope } from '../identity/types.ts';
import { jobTries } from '../jobs/constants.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SendJob } from '../runtime/send-job.ts';
import { claimExport } from './claim-export.ts';
import type { ExportInHand, ExportWatch, WrittenExport } from './export-in-hand.ts';
import type { ExportObjects } from './export-objects.ts';
import { type Ending, endWrites } from './export-params.ts';
import type { ExportStore } from './export-store.ts';
import type { StoredExport } from './types.ts';
import { watchExport } from './watch-export.ts';
import { type WriteBulkWorkDeps, writeBulkWork } from './write-bulk-work.ts';
import { type WriteReportWorkDeps, writeReportWork } from './write-report-work.ts';

export interface WriteExportDeps extends WriteReportWorkDeps, WriteBulkWorkDeps {
  readonly store: ExportStore;
  readonly objects: ExportObjects;
  readonly sendJob: SendJob;
  /** Never the same. */
  readonly newId: () => string;
  readonly log: Log;
  /** A folder of the process; the bulk writer's database may write below it. */
  readonly directory?: string;
}

const scopeOf = (found: StoredExport): SiteScope => ({
  tenant: tenantIdSchema.parse(found.tenant),
  site: siteIdSchema.parse(found.site),
  reseller: found.reseller,
  ...(found.units === null ? {} : { units: found.units }),
});

const writeWork = (deps: WriteExportDeps, hand: ExportInHand): Promise<WrittenExport> => {
  const { work } = hand.found;
  switch (work.kind) {
    case 'report':
      return writeReportWork(deps, hand, work);
    case 'bulk':
      return writeBulkWork(deps, hand, work);
  }
};

/**
 * Writes the files of an export and says so in its row. One worker has it at a time, and three at most have exports of one customer. A message that
 * comes again after that one begins anew and ends with one set of files. Of what was cancelled, deleted or is done nothing is written.
 * @throws what may pass, while tries are left: the message then comes again
 */
export const createWriteExport =
  (deps: WriteExportDeps) =>
  async (job: Extract<Job, { job: 'export' }>): Promise<void> => {
    const { store, objects, now, log } = deps;
    const attempt = deps.newId();
    const claim = await claimExport(store)(job, attempt, now());
    if (claim === null) return;
    if ('laterMs' in claim) {
      await deps.sendJob(job, Math.ceil(claim.laterMs / 1_000));
      return;
    }
    const { found } = claim;
    const scope = scopeOf(found);
    const end = (ending: Omit<Ending, 'now'>): Promise<boolean> =>
      store.commit(endWrites(store.table, scope, found.id, attempt, { ...ending, now: now() }));
    if (found.tries > jobTries) {
      const detail = `It was begun ${jobTries} times and never finished: it may be too large. Ask for a shorter range.`;
      await end({ state: 'failed', files: [], rows: 0, detail, bulk: null });
      await objects.clear(scope, found.id, null);
      return;
    }
    const watch: ExportWatch = { rowsDone: 0, rowsTotal: found.rowsTotal, over: false, stop: () => {} };
    const unwatch = watchExport(deps, scope, found, attempt, watch);
    const path = await mkdtemp(join(deps.directory ?? tmpdir(), 'export-'));
    try {
      const written = await writeWork(deps, { found, scope, path, watch });
      const files = watch.over ? [] : await objects.put(scope, found.id, attempt, written.files);
      const isKept =
        !watch.over &&
        (await end({
          state: 'done',
          files,
          rows: written.rows,
          detail: written.notes.length === 0 ? null : written.notes.join(' '),
          bulk: written.bulk,
        }));
      await objects.clear(scope, found.id, isKept ? attempt : await otherAttempt(store, scope, found.id));
    } catch (error) {
      if (watch.over) {
        await objects.clear(scope, found.id, await otherAttempt(store, scope, found.id));
        return;
      }
      const words = error instanceof ProblemError && error.code !== 'internal' ? error.message : 'Something went wrong on our side.';
      const isFinal = (error instanceof ProblemError && error.code !== 'unavailable') || found.tries >= jobTries;
      log.error('export failed', { export: found.id, tries: found.tries, isFinal, ...errorFields(error) });
      if (!isFinal) {
        unwatch();
        // Should it not get through, the lease ends by itself.
        await store
          .giveBack(scope, found.id, attempt)
          .catch((cause: unknown) => log.warn('export cannot be given back', { export: found.id, ...errorFields(cause) }));
        throw error;
      }
      await end({ state: 'failed', files: [], rows: watch.rowsDone, detail: words, bulk: null });
    } finally {
      unwatch();
      await rm(path, { recursive: true, force: true });
    }
  };

/** Objects of another worker that has the export now, or had it last, stay. */
const otherAttempt = async (store: ExportStore, scope: SiteScope, id: string): Promise<string | null> => {
  const found = await store.find(scope, id);
  return found === null || found.state === 'cancelled' ? null : found.attempt;
};
