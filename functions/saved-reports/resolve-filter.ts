import type { FilterRef } from '../domain/board.ts';
import { rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { type FilterStore, mayUseFilter } from '../saved-filters/filters.ts';
import { builtInFilters, parseFilter } from '../statistics/filters.ts';
import type { ResolvedFilter } from './types.ts';

export type ResolveFilter = (scope: SiteScope, who: Principal | null, ref: FilterRef | null) => Promise<ResolvedFilter>;

/**
 * The filter that a reference means now. `who` null: for everybody, as schedules run, so that only shared filters count. Of a filter that is
 * hidden nothing is told, as if it were not there.
 */
export const createResolveFilter =
  (filters: Pick<FilterStore, 'find'>): ResolveFilter =>
  async (scope, who, ref) => {
    if (ref === null) return { name: null, spec: null };
    switch (ref.kind) {
      case 'own': {
        const parsed = parseFilter(ref.spec);
        if ('errors' in parsed)
          return { fault: `The report's own filter cannot be read: ${parsed.errors.map(({ message }) => message).join('; ')}` };
        return { name: ref.name === '' ? null : ref.name, spec: ref.spec };
      }
      case 'builtIn': {
        const found = builtInFilters.find(({ id }) => id === ref.id);
        return found === undefined ? { fault: `There is no built-in filter "${ref.id}".` } : { name: found.name, spec: { ...found.spec } };
      }
      case 'saved': {
        const found = await filters.find(scope, ref.id);
        const usable =
          found !== null && (who === null ? found.shared : mayUseFilter({ id: who.id, permissions: rolePermissions[who.role] }, found).see);
        if (!usable)
          return { fault: `The saved filter "${ref.id}" is gone, or ${who === null ? 'is not shared' : 'is not yours to use'}.` };
        const { name, spec, units, updatedBy } = found;
        return { name, spec, ...(units === null ? {} : { limit: { units, by: updatedBy?.name ?? 'somebody' } }) };
      }
    }
  };
