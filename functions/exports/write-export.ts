import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import type { Job } from '../domain/job.ts';
import type { SiteScope } from '../identity/types.ts';
import { jobTries } from '../jobs/constants.ts';
import type { OpenReport } from '../reports/report-rows.ts';
import { errorFields, type Log } from '../runtime/log.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SendJob } from '../runtime/send-job.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { exportRunMs, leaseMs, progressMs } from './constants.ts';
import type { FileLogo } from './core/file-types.ts';
import { drawReportChart } from './draw-report-chart.ts';
import type { ExportObjects } from './export-objects.ts';
import { type Ending, endWrites } from './export-params.ts';
import type { ExportStore } from './export-store.ts';
import type { WrittenFile } from './file-question.ts';
import type { BulkOutcome, ExportWork, StoredExport } from './types.ts';
import type { BulkQuestion, WrittenBulk } from './write-bulk.ts';
import { writeReportFile } from './write-report-file.ts';

export interface WriteExportDeps {
  readonly store: ExportStore;
  readonly objects: ExportObjects;
  readonly findConfig: FindSiteConfig;
  readonly openRows: OpenReport;
  readonly writeBulk: (question: BulkQuestion) => Promise<WrittenBulk>;
  readonly readLogo: (scope: SiteScope) => Promise<FileLogo | null>;
  readonly sendJob: SendJob;
  readonly now: () => number;
  /** Never the same. */
  readonly newId: () => string;
  readonly log: Log;
  /** A folder of the process; the bulk writer's database may write below it. */
  readonly directory?: string;
}
interface Written {
  readonly files: readonly WrittenFile[];
  readonly rows: number;
  readonly bulk: BulkOutcome | null;
  /** What its maker should know of the files. */
  readonly notes: readonly string[];
}
/** What the worker and whoever watches it share. */
interface Watch {
  rowsDone: number;
  rowsTotal: number | null;
  /** Somebody cancelled, or another worker has it. */
  over: boolean;
  stop: () => void;
}

const scopeOf = (found: StoredExport): SiteScope => ({
  tenant: tenantIdSchema.parse(found.tenant),
  site: siteIdSchema.parse(found.site),
  reseller: found.reseller,
  ...(found.units === null ? {} : { units: found.units }),
});

const writeReport = async (
  deps: WriteExportDeps,
  found: StoredExport,
  work: Extract<ExportWork, { kind: 'report' }>,
  path: string,
  watch: Watch,
): Promise<Written> => {
  const scope = scopeOf(found);
  const config = await deps.findConfig(scope.tenant, scope.site);
  if (config === null) throw new ProblemError('not-found', 'The site has no configuration any more.');
  const { content, filter, range, asAt } = work;
  const open = await deps.openRows(scope, config.config, content, { filter, range, asAt, runMs: exportRunMs });
  watch.stop = open.cancel;
  try {
    watch.rowsTotal = open.rows;
    const picture = await drawReportChart(deps.openRows, {
      scope,
      config: config.config,
      content,
      filter,
      range,
      asAt,
      runMs: exportRunMs,
      format: found.format,
      rows: open,
      onOpen: (cancel) => {
        watch.stop = cancel ?? open.cancel;
      },
    });
    const { files, notes } = await writeReportFile(open, {
      format: found.format,
      title: content.name,
      logo: await deps.readLogo(scope),
      path,
      generatedAt: deps.now(),
      chart: picture?.chart ?? null,
      chartWords: picture?.words ?? null,
      onProgress: (rows) => {
        watch.rowsDone = rows;
      },
      cancelled: () => watch.over,
    });
    return { files, rows: open.rows, bulk: null, notes };
  } finally {
    watch.stop = () => {};
    open.close();
  }
};

const bulkNotes = ({ next, heldBack, notWaitedFor }: BulkOutcome): readonly string[] => [
  ...(heldBack === null
    ? []
    : [`Rows from ${new Date(next).toISOString()} on are not final yet and were left out; go on from there later.`, ...heldBack.why]),
  ...notWaitedFor,
];

const writeRows = async (
  deps: WriteExportDeps,
  found: StoredExport,
  work: Extract<ExportWork, { kind: 'bulk' }>,
  path: string,
  watch: Watch,
): Promise<Written> => {
  const scope = scopeOf(found);
  const config = await deps.findConfig(scope.tenant, scope.site);
  const { files, rows, ...bulk } = await deps.writeBulk({
    at: scope,
    timeZone: config?.config.timeZone ?? 'UTC',
    what: work.what,
    from: work.from,
    to: work.to,
    format: found.format === 'parquet' ? 'parquet' : 'csv',
    evenIfIncomplete: work.evenIfIncomplete,
    path,
    onProgress: (done) => {
      watch.rowsDone = done;
    },
    cancelled: () => watch.over,
    onConnection: (interrupt) => {
      watch.stop = interrupt;
    },
  });
  return { files, rows, bulk, notes: bulkNotes(bulk) };
};

/**
 * Another worker has it: SQS gave its message out a second time, or the worker has died less than a lease ago and this is its message coming again.
 * It goes back as a new message for when the lease is over. A failed one would be hidden for 15 minutes, and each time use up one of its three
 * tries without anybody having tried; deleting it would leave nobody to take over. What counts the tries of an export is its row. Copies do not
 * multiply, as each is put in for one that ends, and the first that finds the export ended puts in no other.
 */
const comeLater = async ({ store, sendJob, now }: WriteExportDeps, job: Extract<Job, { job: 'export' }>): Promise<void> => {
  const found = await store.find(job, job.export);
  if (found?.state !== 'running') return;
  await sendJob(job, Math.min(leaseMs / 1_000, Math.max(1, Math.ceil((found.leaseUntil - now()) / 1_000))));
};

/** Tells how far it is, once a second, and by that keeps its lease, and hears by that when it is no longer wanted. */
const startWatching = (deps: WriteExportDeps, scope: SiteScope, found: StoredExport, attempt: string, watch: Watch): (() => void) => {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || watch.over) return;
    busy = true;
    deps.store
      .tell(scope, found.id, attempt, { rowsDone: watch.rowsDone, rowsTotal: watch.rowsTotal, now: deps.now() })
      .then((mine) => {
        if (mine) return;
        watch.over = true;
        watch.stop();
      })
      // A word that did not get through is told a second later.
      .catch((error: unknown) => deps.log.warn('export cannot tell how far it is', errorFields(error)))
      .finally(() => {
        busy = false;
      });
  }, progressMs);
  return () => clearInterval(timer);
};

/**
 * Writes the files of an export and says so in its row. One worker has it at a time; a message that comes again after that one begins anew and ends
 * with one set of files. Of what was cancelled, deleted or is done nothing is written.
 * @throws what may pass, while tries are left: the message then comes again
 */
export const createWriteExport =
  (deps: WriteExportDeps) =>
  async (job: Extract<Job, { job: 'export' }>): Promise<void> => {
    const { store, objects, now, log } = deps;
    const attempt = deps.newId();
    const found = await store.claim(job, job.export, attempt, now());
    if (found === null) {
      await comeLater(deps, job);
      return;
    }
    const scope = scopeOf(found);
    const end = (ending: Omit<Ending, 'now'>): Promise<boolean> =>
      store.commit(endWrites(store.table, scope, found.id, attempt, { ...ending, now: now() }));
    if (found.tries > jobTries) {
      const detail = `It was begun ${jobTries} times and never finished: it may be too large. Ask for a shorter range.`;
      await end({ state: 'failed', files: [], rows: 0, detail, bulk: null });
      await objects.clear(scope, found.id, null);
      return;
    }
    const watch: Watch = { rowsDone: 0, rowsTotal: found.rowsTotal, over: false, stop: () => {} };
    const unwatch = startWatching(deps, scope, found, attempt, watch);
    const path = await mkdtemp(join(deps.directory ?? tmpdir(), 'export-'));
    try {
      const { work } = found;
      const written =
        work.kind === 'report' ? await writeReport(deps, found, work, path, watch) : await writeRows(deps, found, work, path, watch);
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
