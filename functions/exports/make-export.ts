import { auditNote } from '../audit/audit.ts';
import type { AuditWrite, Doing } from '../audit/types.ts';
import { mayOpenRows } from '../identity/permissions.ts';
import type { SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { SendJob } from '../runtime/send-job.ts';
import { activeMs, activePerPerson, activePerSite, keptSeconds, silentMs } from './constants.ts';
import type { ExportObjects } from './export-objects.ts';
import { againWrites, deleteWrites, endWrites, startWrites } from './export-params.ts';
import type { ExportStore } from './export-store.ts';
import type { ExportWork, StoredExport } from './types.ts';

export interface MakeExportDeps {
  readonly store: ExportStore;
  readonly objects: ExportObjects;
  readonly audit: AuditWrite;
  readonly sendJob: SendJob;
  readonly now: () => number;
  /** Six characters of the alphabet of ids, never the same. */
  readonly newSuffix: () => string;
}
const busy = (): ProblemError => new ProblemError('conflict', 'Others begin exports of this site at the same moment: try again.');
const absent = (): ProblemError => new ProblemError('not-found', 'There is no such export of yours here.');

/** @returns revision of what is under way. @throws ProblemError `too-many` */
const roomFor = async ({ store, now }: MakeExportDeps, { scope, who }: Doing): Promise<number> => {
  const { rev, items } = await store.active(scope);
  const counted = items.filter(({ at }) => at > now() - activeMs);
  if (counted.filter(({ by }) => by === who.id).length >= activePerPerson)
    throw new ProblemError('too-many', `At most ${activePerPerson} exports of yours may wait or run at once: wait for one, or cancel it.`);
  if (counted.length >= activePerSite)
    throw new ProblemError('too-many', `At most ${activePerSite} exports of a site may wait or run at once: wait until others are done.`);
  return rev;
};

/** Own ones only: what others export is nobody's business. @throws ProblemError `not-found` */
export const findOwn = async (
  { store, now }: Pick<MakeExportDeps, 'store' | 'now'>,
  { scope, who }: Pick<Doing, 'scope' | 'who'>,
  id: string,
): Promise<StoredExport> => {
  const found = await store.find(scope, id);
  if (found === null || found.by.id !== who.id || found.expiresAt * 1_000 <= now()) throw absent();
  return found;
};

/** Rows that its maker no longer sees. @throws ProblemError `forbidden` */
export const refuseWider = (scope: SiteScope, { units }: StoredExport): void => {
  if (!mayOpenRows(scope, units))
    throw new ProblemError('forbidden', 'It was asked for when you saw more business units than now: ask for it anew, or delete it.');
};

/** A job that nobody is told of is none: it fails at once, and says so. */
const send = async (deps: MakeExportDeps, { scope }: Doing, id: string): Promise<void> => {
  try {
    await deps.sendJob({ job: 'export', tenant: scope.tenant, site: scope.site, export: id });
  } catch (cause) {
    const detail = 'It could not be handed to the queue: try again.';
    const ending = { state: 'failed', files: [], rows: 0, detail, bulk: null, now: deps.now() } as const;
    await deps.store.commit(endWrites(deps.store.table, scope, id, null, ending));
    throw new ProblemError('unavailable', detail, { cause });
  }
};

/** @throws ProblemError `too-many`, `conflict`, `unavailable` */
export const makeExport =
  (deps: MakeExportDeps) =>
  async (
    doing: Doing,
    asked: { readonly name: string; readonly format: StoredExport['format']; readonly rows: number | null; readonly work: ExportWork },
  ): Promise<StoredExport> => {
    const { scope, who } = doing;
    for await (const _ of attempts()) {
      const rev = await roomFor(deps, doing);
      const now = deps.now();
      const made: StoredExport = {
        id: `${now.toString(36).padStart(9, '0')}-${deps.newSuffix()}`,
        tenant: scope.tenant,
        site: scope.site,
        reseller: scope.reseller,
        name: asked.name,
        format: asked.format,
        state: 'waiting',
        rowsDone: 0,
        rowsTotal: asked.rows,
        files: [],
        detail: null,
        createdAt: now,
        finishedAt: null,
        expiresAt: Math.ceil(now / 1_000) + keptSeconds,
        by: { id: who.id, name: who.name },
        units: scope.units === undefined ? null : [...scope.units],
        work: asked.work,
        bulk: null,
        attempt: null,
        tries: 0,
        leaseUntil: 0,
        touchedAt: now,
      };
      const action = asked.work.kind === 'bulk' ? 'bulk.make' : 'export.make';
      const row = deps.audit(
        auditNote(doing, now, { action, object: `export ${made.name} (${made.id})`, summary: `asked for as ${made.format}` }),
      );
      if (!(await deps.store.commit([...startWrites(deps.store.table, rev, made), row]))) continue;
      await send(deps, doing, made.id);
      return made;
    }
    throw busy();
  };

/**
 * Begins again what failed, was cancelled, or whose message was lost; what waits for its turn goes on waiting, as a second message would only keep
 * another worker busy. @throws ProblemError `not-found`, `forbidden`, `too-many`, `conflict`
 */
export const retryExport =
  (deps: MakeExportDeps) =>
  async (doing: Doing, id: string): Promise<StoredExport> => {
    const { scope } = doing;
    const found = await findOwn(deps, doing, id);
    refuseWider(scope, found);
    if (found.state === 'waiting' && deps.now() - found.touchedAt < silentMs) return found;
    for await (const _ of attempts()) {
      const rev = found.state === 'waiting' ? (await deps.store.active(scope)).rev : await roomFor(deps, doing);
      const now = deps.now();
      const action = found.work.kind === 'bulk' ? 'bulk.make' : 'export.make';
      const row = deps.audit(auditNote(doing, now, { action, object: `export ${found.name} (${id})`, summary: 'begun again' }));
      if (await deps.store.commit([...againWrites(deps.store.table, scope, rev, found, now), row])) {
        await send(deps, doing, id);
        return findOwn(deps, doing, id);
      }
      const { state } = await findOwn(deps, doing, id);
      if (state === 'done' || state === 'running')
        throw new ProblemError('conflict', state === 'done' ? 'It is done: fetch its files.' : 'It is being written: cancel it first.');
    }
    throw busy();
  };

/** @throws ProblemError `not-found`, `conflict` for what has ended */
export const cancelExport =
  (deps: MakeExportDeps) =>
  async (doing: Doing, id: string): Promise<StoredExport> => {
    const found = await findOwn(deps, doing, id);
    if (found.state === 'cancelled') return found;
    const ending = { state: 'cancelled', files: [], rows: found.rowsDone, detail: 'Cancelled.', bulk: null, now: deps.now() } as const;
    if (!(await deps.store.commit(endWrites(deps.store.table, doing.scope, id, null, ending))))
      throw new ProblemError('conflict', 'It has ended already.');
    return findOwn(deps, doing, id);
  };

/** Files first: a row without them can be deleted again, files without a row nobody finds. @throws ProblemError `not-found` */
export const deleteExport =
  (deps: MakeExportDeps) =>
  async (doing: Doing, id: string): Promise<void> => {
    const found = await findOwn(deps, doing, id);
    await deps.objects.clear(doing.scope, id, null);
    const row = deps.audit(
      auditNote(doing, deps.now(), {
        action: 'export.delete',
        object: `export ${found.name} (${id})`,
        summary: `deleted with ${found.files.length} file(s)`,
      }),
    );
    if (!(await deps.store.commit([...deleteWrites(deps.store.table, doing.scope, id), row]))) throw absent();
  };
