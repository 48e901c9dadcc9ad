import { z } from 'zod';
import type { Doing, TransactWrite } from '../audit/types.ts';
import { boardIdSchema } from '../domain/board.ts';
import { limitOfScope } from '../domain/common-units.ts';
import { givenName } from '../domain/given-name.ts';
import { epochMs } from '../domain/ids.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';
import { rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import {
  canonicalSpec,
  type FilterStore,
  filtersPerSite,
  type KnownFilter,
  mayUseFilter,
  mayUseUnreadable,
} from '../saved-filters/filters.ts';
import type { SavedFilter } from '../saved-filters/types.ts';
import type { Piece } from './import-steps.ts';
import { listKeeper } from './list-keeper.ts';
import type { Section } from './print-document.ts';
import type { Placed } from './read-document.ts';
import { added, isChange, lacks, type Planned, refuseMoreThan, type TextChange, type TextFaults, textChange } from './text-changes.ts';

export const textFilterSchema = z.strictObject({
  id: boardIdSchema,
  name: givenName(80),
  description: z.string().trim().max(500).default(''),
  shared: z.boolean().default(false),
  spec: z.record(z.string(), z.unknown()),
});
/** A filter of the site's list in a text: what people edit, under the id it keeps. */
export type TextFilter = z.infer<typeof textFilterSchema>;
export type PlannedFilter = Planned<TextFilter, SavedFilter, 'filter'> & { readonly tombstone: number | null };

export const writtenFilter = (filter: TextFilter): object => Object(withoutDefaults(textFilterSchema, filter)) as object;
export const filterSection = (filters: readonly TextFilter[]): Section => ({
  kind: 'filters',
  items: filters.map((filter) => ({ id: filter.id, written: writtenFilter(filter) })),
});
export const textFilterOf = ({ id, name, description, shared, spec }: SavedFilter): TextFilter => ({
  id,
  name,
  description,
  shared,
  spec: { ...spec },
});

/** Filters of one site, read with one list when the first is asked for, and not again: what a text of any length may look up. */
export interface ListedFilters {
  /** `version`: of the row of the list, read before what it holds, so that one made in between is seen by the write. */
  readonly read: () => Promise<{ readonly version: number; readonly known: ReadonlyMap<string, KnownFilter> }>;
  /** Of that site. */
  readonly find: FilterStore['find'];
}
export const listFilters = (filters: Pick<FilterStore, 'shelf' | 'known'>, scope: SiteScope): ListedFilters => {
  let reading: ReturnType<ListedFilters['read']> | null = null;
  const readOnce = async () => ({ version: await filters.shelf(scope), known: await filters.known(scope) });
  const read: ListedFilters['read'] = () => {
    reading ??= readOnce();
    return reading;
  };
  return {
    read,
    find: async (_place, filter) => {
      const found = (await read()).known.get(filter);
      return found === undefined || 'tombstone' in found || isUnreadable(found) ? null : found;
    },
  };
};

const takenId = (id: string): string => `the id "${id}" is taken: choose another one`;
const unreadableId = (id: string): string => `what is stored under the id "${id}" cannot be read: delete it first, or choose another one`;

/** Filters of a text against those of the site; what cannot be taken goes to `faults`. */
export const planFilters = async (
  filters: ListedFilters,
  { who }: { readonly who: Principal },
  given: readonly Placed<TextFilter>[],
  faults: TextFaults,
): Promise<readonly PlannedFilter[]> => {
  if (given.length === 0) return [];
  const { known } = await filters.read();
  const asker = { id: who.id, permissions: rolePermissions[who.role] };
  const planned: PlannedFilter[] = [];
  for (const placed of given) {
    const { value } = placed;
    const read = canonicalSpec(value.spec);
    if ('faults' in read) {
      for (const { field, detail } of read.faults) faults.add(placed, ['spec', ...(field === '' ? [] : [field])], detail);
      continue;
    }
    const found = known.get(value.id) ?? null;
    if (found !== null && isUnreadable(found)) {
      const { see } = mayUseUnreadable(asker, found.row);
      faults.add(placed, ['id'], see ? unreadableId(value.id) : takenId(value.id));
      continue;
    }
    const before = found !== null && 'tombstone' in found ? null : found;
    const next = { ...value, spec: { ...read.spec } };
    const told = textChange(
      'filter',
      value.id,
      value.name,
      before === null ? null : writtenFilter(textFilterOf(before)),
      writtenFilter(next),
    );
    planned.push({ told, value: next, before, tombstone: found !== null && 'tombstone' in found ? found.tombstone : null });
    if (told.change === 'same') continue;
    const rights = before === null ? null : mayUseFilter(asker, before);
    const refusal =
      rights?.see === false
        ? takenId(value.id)
        : rights?.edit === false
          ? `"${value.name}" is not yours to change`
          : (lacks(who, 'filters.write') ?? (value.shared !== (before?.shared ?? false) ? lacks(who, 'filters.share') : null));
    if (refusal !== null) faults.add(placed, [], refusal);
  }
  return planned;
};

/** @throws ProblemError `conflict` */
export const refuseTooManyFilters = async (filters: ListedFilters, planned: readonly PlannedFilter[]): Promise<void> => {
  const coming = added(planned);
  if (coming === 0) return;
  const present = [...(await filters.read()).known.values()].filter((one) => !('tombstone' in one)).length;
  refuseMoreThan(filtersPerSite, 'filters', present, coming);
};

/** Whether some of these are new filters: the row of the list then comes with them. */
export const addsFilters = (some: readonly { readonly told: TextChange }[]): boolean =>
  some.some(({ told }) => told.kind === 'filter' && told.change === 'add');
/** The row of the site's list of filters, for one step after the other. */
export const filterShelfKeeper = (filters: Pick<FilterStore, 'shelfWrite'>, scope: SiteScope, listed: ListedFilters) => {
  const keep = listKeeper(
    async () => (await listed.read()).version,
    (version) => filters.shelfWrite(scope, version),
  );
  return (some: readonly { readonly told: TextChange }[]): Promise<readonly TransactWrite[]> => keep(addsFilters(some));
};

/** Those that change with what saves them; who brings a new one in owns it. */
export const filterPieces = (
  filters: FilterStore,
  { scope, who }: Doing,
  now: number,
  planned: readonly PlannedFilter[],
): readonly Piece<'filter'>[] =>
  planned.filter(isChange).map(({ told, value, before, tombstone }) => {
    const last = before?.version ?? tombstone;
    const by = { id: who.id, name: who.name };
    const owner = before === null ? by : before.owner;
    const version = (last ?? 0) + 1;
    const after = { ...value, owner, version, updatedAt: epochMs(now), updatedBy: by, units: limitOfScope(scope) };
    return { told, writes: [filters.put(scope, after, last)] };
  });
