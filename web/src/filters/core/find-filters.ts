import type { SavedFilter } from './types.ts';

const groups = ['mine', 'shared', 'builtIn'] as const;
export type FilterGroup = (typeof groups)[number];
export const groupNames: Readonly<Record<FilterGroup, string>> = { mine: 'My filters', shared: 'Shared', builtIn: 'Built-in' };

export const groupOf = ({ builtIn, shared }: Pick<SavedFilter, 'builtIn' | 'shared'>): FilterGroup =>
  builtIn ? 'builtIn' : shared ? 'shared' : 'mine';

const byName = (a: SavedFilter, b: SavedFilter): number => a.name.localeCompare(b.name, 'en-GB', { numeric: true, sensitivity: 'base' });

/** The filters in their three groups, each by name, as far as they hold what was typed. */
export const findFilters = (
  filters: readonly SavedFilter[],
  typed: string,
): readonly { readonly group: FilterGroup; readonly filters: readonly SavedFilter[] }[] => {
  const wanted = typed.trim().toLocaleLowerCase('en-GB');
  const found = filters.filter(({ name, description, words }) =>
    [name, description, words].some((text) => text.toLocaleLowerCase('en-GB').includes(wanted)),
  );
  return groups.map((group) => ({ group, filters: found.filter((filter) => groupOf(filter) === group).sort(byName) }));
};

/** A name for a copy that no filter has yet. */
export const copyName = (name: string, taken: readonly string[]): string => {
  const names = new Set(taken.map((each) => each.toLocaleLowerCase('en-GB')));
  for (let n = 1; ; n += 1) {
    const copy = `${name} (copy${n === 1 ? '' : ` ${n}`})`;
    if (!names.has(copy.toLocaleLowerCase('en-GB'))) return copy;
  }
};
