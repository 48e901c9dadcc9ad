import { z } from 'zod';
import type { DoneBy } from '../audit/types.ts';
import { boardIdSchema } from '../domain/board.ts';
import { givenName } from '../domain/given-name.ts';
import { epochMs } from '../domain/ids.ts';
import { withoutDefaults } from '../domain/without-defaults.ts';
import { rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { canonicalSpec, type FilterStore, filtersPerSite, mayUseFilter } from '../saved-filters/filters.ts';
import type { SavedFilter } from '../saved-filters/types.ts';
import type { Piece } from './import-steps.ts';
import type { Section } from './print-document.ts';
import type { Placed } from './read-document.ts';
import { added, isChange, lacks, type Planned, refuseMoreThan, type TextFaults, textChange } from './text-changes.ts';

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

/** Filters of a text against those of the site; what cannot be taken goes to `faults`. */
export const planFilters = async (
  filters: FilterStore,
  { scope, who }: { readonly scope: SiteScope; readonly who: Principal },
  given: readonly Placed<TextFilter>[],
  faults: TextFaults,
): Promise<readonly PlannedFilter[]> => {
  const planned: PlannedFilter[] = [];
  for (const placed of given) {
    const { value } = placed;
    const read = canonicalSpec(value.spec);
    if ('faults' in read) {
      for (const { field, detail } of read.faults) faults.add(placed, ['spec', ...(field === '' ? [] : [field])], detail);
      continue;
    }
    const found = await filters.look(scope, value.id);
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
    const rights = before === null ? null : mayUseFilter({ id: who.id, permissions: rolePermissions[who.role] }, before);
    const refusal =
      rights?.see === false
        ? `the id "${value.id}" is taken: choose another one`
        : rights?.edit === false
          ? `"${value.name}" is not yours to change`
          : (lacks(who, 'filters.write') ?? (value.shared !== (before?.shared ?? false) ? lacks(who, 'filters.share') : null));
    if (refusal !== null) faults.add(placed, [], refusal);
  }
  return planned;
};

/** @throws ProblemError `conflict` */
export const refuseTooManyFilters = async (filters: FilterStore, scope: SiteScope, planned: readonly PlannedFilter[]): Promise<void> => {
  if (added(planned) > 0) refuseMoreThan(filtersPerSite, 'filters', (await filters.all(scope)).length, planned);
};

/** Those that change with what saves them; who brings a new one in owns it. */
export const filterPieces = (
  filters: FilterStore,
  { scope, who }: DoneBy,
  now: number,
  planned: readonly PlannedFilter[],
): readonly Piece<'filter'>[] =>
  planned.filter(isChange).map(({ told, value, before, tombstone }) => {
    const last = before?.version ?? tombstone;
    const owner = before === null ? { id: who.id, name: who.name } : before.owner;
    return { told, writes: [filters.put(scope, { ...value, owner, version: (last ?? 0) + 1, updatedAt: epochMs(now) }, last)] };
  });
