import { auditNote } from '../audit/audit.ts';
import type { AuditNote, AuditWrite, Doing, TransactWrite } from '../audit/types.ts';
import { limitOfScope } from '../domain/common-units.ts';
import { epochMs } from '../domain/ids.ts';
import { readableId } from '../domain/readable-id.ts';
import type { ReportContent } from '../domain/report.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { findContentFaults, refuseFaults } from './check-report.ts';
import { ownPerPerson, sharedPerSite } from './constants.ts';
import { reportChanges } from './core/report-changes.ts';
import { tidyReport } from './core/tidy-report.ts';
import { findReport, rightsToReport } from './find-report.ts';
import type { ReportStore } from './report-store.ts';
import type { Person, ReportHead, StoredReport } from './types.ts';

export interface SaveReportDeps {
  readonly store: ReportStore;
  readonly filters: Pick<FilterStore, 'find'>;
  readonly audit: AuditWrite;
  readonly now: () => number;
  /** Six characters of the alphabet of ids, never the same. */
  readonly newSuffix: () => string;
}

export const personOf = ({ id, name }: Principal): Person => ({ id, name });
/** The report with what lists read of it. */
export const reportOf = (rest: Omit<StoredReport, 'name' | 'category' | 'description' | 'template'>): StoredReport => {
  const { name, category, description, template } = rest.content;
  return { ...rest, name, category, description, template };
};
export const reportNote = (doing: Doing, now: number, of: ReportHead, told: Pick<AuditNote, 'action' | 'summary' | 'changes'>): AuditNote =>
  auditNote(doing, now, { object: `${of.shared ? 'shared report' : 'report'} ${of.name} (${of.id})`, ...told });

const refuseSharing = (who: Principal): void => {
  if (!mayDo(who, 'reports.share'))
    throw new ProblemError('forbidden', `The role "${who.role}" may not make reports for everybody: leave "shared" out.`);
};
export const busy = (): ProblemError => new ProblemError('conflict', 'Something else was saved at the same moment: try again.');

/** Names are looked at without regard to capitals, as people do. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase();
/**
 * A list has each name once, as filters have (L4870), and no more reports than it holds.
 * @throws ProblemError `conflict` */
const refuseOnShelf = (present: readonly ReportHead[], name: string, shared: boolean, isNew: boolean): void => {
  if (present.some((one) => nameKey(one.name) === nameKey(name)))
    throw new ProblemError(
      'conflict',
      `There is a ${shared ? 'shared report' : 'report of yours'} called "${name}" already: choose another name.`,
      {
        errors: [{ pointer: '#/content/name', detail: 'The name is taken.', in: 'body' }],
      },
    );
  const most = shared ? sharedPerSite : ownPerPerson;
  if (isNew && present.length >= most)
    throw new ProblemError(
      'conflict',
      shared
        ? `A site may have at most ${most} shared reports: delete those that nobody runs.`
        : `You may have at most ${most} reports of your own: delete those you do not run.`,
    );
};

/**
 * Writes with the list held still: what was checked of it is still so when they are done.
 * @throws ProblemError `conflict`
 */
const onShelf = async (
  deps: SaveReportDeps,
  scope: SiteScope,
  owner: string | null,
  check: (present: readonly ReportHead[]) => void,
  writes: () => TransactWrite[],
): Promise<void> => {
  for await (const _ of attempts()) {
    const shelf = await deps.store.shelf(scope, owner);
    check(await deps.store.list(scope, owner));
    if (await deps.store.commit([...writes(), deps.store.shelfWrite(scope, owner, shelf)])) return;
  }
  throw busy();
};

/** @throws ProblemError `bad-request` with each place, `forbidden`, `conflict` */
export const createReport =
  (deps: SaveReportDeps) =>
  async (doing: Doing, given: { readonly content: ReportContent; readonly shared: boolean }): Promise<StoredReport> => {
    const { scope, who } = doing;
    const { shared } = given;
    const content = tidyReport(given.content);
    if (shared) refuseSharing(who);
    refuseFaults(await findContentFaults(deps.filters, scope, who, { content, shared }));
    const now = deps.now();
    const by = personOf(who);
    const id = readableId(content.name, deps.newSuffix(), 'report');
    const report = reportOf({
      id,
      owner: by,
      shared,
      version: 1,
      updatedAt: epochMs(now),
      updatedBy: by,
      from: null,
      units: limitOfScope(scope),
      content,
    });
    const row = deps.audit(
      reportNote(doing, now, report, { action: 'report.save', summary: 'made', changes: reportChanges(null, content) }),
    );
    await onShelf(
      deps,
      scope,
      shared ? null : who.id,
      (present) => refuseOnShelf(present, content.name, shared, true),
      () => [...deps.store.saveWrites(scope, report, null), row],
    );
    return report;
  };

const stale = ({ version, updatedBy, updatedAt }: StoredReport, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but ${updatedBy.name} saved version ${version} at ${new Date(updatedAt).toISOString()}: look at it and make the change again.`,
  );

/** The report for a change. @throws ProblemError `not-found`, `forbidden`, `version-mismatch` */
export const findEditable = async (
  store: ReportStore,
  { scope, who }: Doing,
  id: string,
  madeFrom: number | null,
): Promise<StoredReport> => {
  const found = await findReport(store, scope, who, id);
  if (!rightsToReport(who, found).edit)
    throw new ProblemError('forbidden', `"${found.name}" is not yours to change: make a copy and change that.`);
  if (madeFrom !== null && found.version !== madeFrom) throw stale(found, madeFrom);
  return found;
};

/** Why a change of what was found a moment ago did not hold. */
export const overtaken = async (store: ReportStore, { scope, who }: Doing, before: StoredReport): Promise<ProblemError> => {
  const now = await findReport(store, scope, who, before.id);
  return now.version === before.version ? busy() : stale(now, before.version);
};

/**
 * Saves a change as the next version, with its row in the audit; no change makes no version.
 * @throws ProblemError `not-found`, `forbidden`, `bad-request` with each place, `version-mismatch`, `conflict`
 */
export const updateReport =
  (deps: SaveReportDeps) =>
  async (doing: Doing, id: string, given: ReportContent, madeFrom: number): Promise<StoredReport> => {
    const { scope, who } = doing;
    const { store } = deps;
    const before = await findEditable(store, doing, id, madeFrom);
    const content = tidyReport(given);
    refuseFaults(await findContentFaults(deps.filters, scope, who, { content, shared: before.shared }));
    // Somebody who sees all answers for what it shows: saved again as it is, it is no longer limited to what the one before saw.
    const lifted = before.units === null || scope.units !== undefined ? [] : [{ path: '/units', before: before.units, after: undefined }];
    const changes = [...reportChanges(before.content, content), ...lifted];
    if (changes.length === 0) return before;
    const now = deps.now();
    const after = reportOf({
      ...before,
      content,
      version: before.version + 1,
      updatedAt: epochMs(now),
      updatedBy: personOf(who),
      units: limitOfScope(scope),
    });
    const row = deps.audit(
      reportNote(doing, now, after, { action: 'report.save', summary: `version ${after.version}: ${changes.length} change(s)`, changes }),
    );
    const writes = [...store.saveWrites(scope, after, before), row];
    if (nameKey(after.name) === nameKey(before.name)) {
      if (!(await store.commit(writes))) throw await overtaken(store, doing, before);
      return after;
    }
    const owner = before.shared ? null : who.id;
    const check = (present: readonly ReportHead[]): void => {
      const now = present.find((one) => one.id === id);
      if (now?.version !== before.version)
        throw now === undefined
          ? new ProblemError('not-found', 'The report was deleted meanwhile.')
          : stale({ ...before, ...now }, before.version);
      refuseOnShelf(
        present.filter((one) => one.id !== id),
        content.name,
        before.shared,
        false,
      );
    };
    await onShelf(deps, scope, owner, check, () => writes);
    return after;
  };
