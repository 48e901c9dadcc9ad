import { auditNote } from '../audit/audit.ts';
import type { AuditNote, AuditWrite, Doing } from '../audit/types.ts';
import { limitOfScope } from '../domain/common-units.ts';
import { epochMs } from '../domain/ids.ts';
import { mayDo, permissionsOf } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { attempts } from '../runtime/attempts.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { isUnreadable, refuseUnreadable, type UnreadableRow } from '../runtime/read-row.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { describeFilter } from '../statistics/filters.ts';
import { filtersPerSite } from './constants.ts';
import { canonicalSpec } from './core/canonical-spec.ts';
import { type FilterRights, mayUseFilter, mayUseUnreadable } from './core/filter-rights.ts';
import type { FilterStore } from './filter-store.ts';
import type { FilterUse, SavedFilter } from './types.ts';

export interface SaveFilterDeps {
  readonly store: FilterStore;
  readonly audit: AuditWrite;
  readonly now: () => number;
  readonly newId: () => string;
  /** Boards, reports and schedules of a site that use saved filters. */
  readonly usesOf: (scope: SiteScope, who: Principal) => Promise<readonly FilterUse[]>;
}
export interface FilterInput {
  readonly name: string;
  readonly description: string;
  /** Left out: a new one is personal, a changed one stays as it was. */
  readonly shared?: boolean | undefined;
  readonly spec: Readonly<Record<string, unknown>>;
}
export const rightsToFilter = (who: Principal, filter: SavedFilter): FilterRights =>
  mayUseFilter({ id: who.id, permissions: permissionsOf(who) }, filter);
export const rightsToUnreadable = (who: Principal, { row }: UnreadableRow): FilterRights =>
  mayUseUnreadable({ id: who.id, permissions: permissionsOf(who) }, row);

export const filterNote = (
  doing: Doing,
  now: number,
  filter: SavedFilter,
  told: Pick<AuditNote, 'action' | 'summary' | 'changes'>,
): AuditNote => auditNote(doing, now, { object: `filter ${filter.name} (${filter.id})`, ...told });

/** @throws ProblemError `bad-request` with the places */
const readSpec = (given: FilterInput) => {
  const read = canonicalSpec(given.spec);
  if ('spec' in read) return read;
  throw new ProblemError(
    'bad-request',
    `${counted(read.faults.length, 'thing is', 'things are')} wrong with the filter; nothing was saved.`,
    {
      errors: read.faults.map(({ field, detail }) => ({
        pointer: jsonPointer(['spec', ...(field === '' ? [] : [field])]),
        detail,
        in: 'body',
      })),
    },
  );
};
const refuseSharing = (who: Principal): void => {
  if (!mayDo(who, 'filters.share'))
    throw new ProblemError('forbidden', `The role "${who.role}" may not share filters: leave "shared" out.`);
};
export const busy = (): ProblemError => new ProblemError('conflict', 'Something else was saved at the same moment: try again.');

/** @throws ProblemError `bad-request`, `forbidden`, `conflict` */
export const createFilter =
  (deps: SaveFilterDeps) =>
  async (doing: Doing, given: FilterInput): Promise<SavedFilter> => {
    const { scope, who } = doing;
    const { spec, filter: parsed } = readSpec(given);
    const shared = given.shared ?? false;
    if (shared) refuseSharing(who);
    const now = deps.now();
    const filter: SavedFilter = {
      id: deps.newId(),
      name: given.name,
      description: given.description,
      owner: { id: who.id, name: who.name },
      shared,
      spec,
      version: 1,
      updatedAt: epochMs(now),
      updatedBy: { id: who.id, name: who.name },
      units: limitOfScope(scope),
    };
    const row = deps.audit(
      filterNote(doing, now, filter, {
        action: 'filter.save',
        summary: 'made',
        changes: [{ path: '/words', before: undefined, after: describeFilter(parsed) }],
      }),
    );
    for await (const _ of attempts()) {
      // First the row of the list, then what is in it: a filter made in between is then seen by the write.
      const shelf = await deps.store.shelf(scope);
      const { read, unreadable } = await deps.store.listAll(scope);
      if (read.length + unreadable.length >= filtersPerSite)
        throw new ProblemError('conflict', `A site may have at most ${filtersPerSite} filters: delete those that nobody uses.`);
      if (await deps.store.commit([deps.store.put(scope, filter, null), deps.store.shelfWrite(scope, shelf), row])) return filter;
    }
    throw busy();
  };

const stale = (found: SavedFilter, madeFrom: number): ProblemError =>
  new ProblemError(
    'version-mismatch',
    `The change was made from version ${madeFrom}, but somebody saved version ${found.version} at ${new Date(found.updatedAt).toISOString()}: look at it and make the change again.`,
  );

/** The filter for a change, also one that cannot be read. @throws ProblemError `not-found`, `forbidden`, `version-mismatch` */
export const lookEditable = async (
  deps: SaveFilterDeps,
  { scope, who }: Doing,
  id: string,
  madeFrom: number | null,
): Promise<SavedFilter | UnreadableRow> => {
  const found = await deps.store.look(scope, id);
  const rights = found === null ? null : isUnreadable(found) ? rightsToUnreadable(who, found) : rightsToFilter(who, found);
  if (found === null || rights === null || !rights.see) throw new ProblemError('not-found', 'There is no such filter here.');
  if (!rights.edit) throw new ProblemError('forbidden', `"${found.name ?? id}" is not yours to change: make one of your own from it.`);
  if (madeFrom !== null && !isUnreadable(found) && found.version !== madeFrom) throw stale(found, madeFrom);
  return found;
};

/** The same for what only goes with one that can be read. @throws ProblemError also `conflict` */
const findEditable = async (...given: Parameters<typeof lookEditable>): Promise<SavedFilter> => {
  const found = refuseUnreadable(await lookEditable(...given));
  if (found === null) throw new Error('looked for, and nothing was there');
  return found;
};

/** @throws ProblemError `not-found`, `forbidden`, `bad-request`, `version-mismatch` */
export const updateFilter =
  (deps: SaveFilterDeps) =>
  async (doing: Doing, id: string, given: FilterInput, madeFrom: number): Promise<SavedFilter> => {
    const { scope, who } = doing;
    const before = await findEditable(deps, doing, id, madeFrom);
    const { spec } = readSpec(given);
    const shared = given.shared ?? before.shared;
    if (shared !== before.shared) refuseSharing(who);
    const now = deps.now();
    const after: SavedFilter = {
      ...before,
      name: given.name,
      description: given.description,
      shared,
      spec,
      version: before.version + 1,
      updatedAt: epochMs(now),
      updatedBy: { id: who.id, name: who.name },
      units: limitOfScope(scope),
    };
    // Somebody who sees all answers for what it lets through: saved again as it is, it is no longer limited to what the one before saw.
    const parts = ['name', 'description', 'shared', 'spec', ...(scope.units === undefined ? (['units'] as const) : [])] as const;
    const changes = parts
      .map((part) => ({ path: `/${part}`, before: before[part], after: after[part] }))
      .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
    if (changes.length === 0) return before;
    const row = deps.audit(filterNote(doing, now, after, { action: 'filter.save', summary: `version ${after.version}`, changes }));
    if (await deps.store.commit([deps.store.put(scope, after, before.version), row])) return after;
    const found = await deps.store.find(scope, id);
    throw found === null
      ? new ProblemError('not-found', 'The filter was deleted meanwhile.')
      : found.version === madeFrom
        ? busy()
        : stale(found, madeFrom);
  };
