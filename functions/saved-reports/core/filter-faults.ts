import type { FilterRef } from '../../domain/board.ts';
import { builtInFilters, parseFilter } from '../../statistics/filters.ts';

/** Saved filters that a report may name: `personal` ones only where it is the person's own. */
export interface UsableFilters {
  readonly find: (filter: string) => 'shared' | 'personal' | null;
  /** For a shared report or a schedule, which everybody runs. */
  readonly forEverybody: boolean;
}
interface FilterFault {
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

/** What is wrong with the filter of a report. */
export const filterFaults = (ref: FilterRef | null, usable: UsableFilters): readonly FilterFault[] => {
  if (ref === null) return [];
  switch (ref.kind) {
    case 'own': {
      const parsed = parseFilter(ref.spec);
      if (!('errors' in parsed)) return [];
      return parsed.errors.map(({ field, at, message }) => ({
        path: ['filter', 'spec', ...(field === '' ? [] : [field])],
        detail: at > 0 ? `at character ${at + 1}: ${message}` : message,
      }));
    }
    case 'builtIn':
      return builtInFilters.some(({ id }) => id === ref.id)
        ? []
        : [{ path: ['filter', 'id'], detail: `there is no built-in filter "${ref.id}"` }];
    case 'saved': {
      const found = usable.find(ref.id);
      if (found === null) return [{ path: ['filter', 'id'], detail: `there is no saved filter "${ref.id}" that you can use` }];
      if (found === 'personal' && usable.forEverybody)
        return [
          {
            path: ['filter', 'id'],
            detail: 'the filter is yours alone, and the report is for everybody: share the filter first, or choose another one',
          },
        ];
      return [];
    }
  }
};
