import { TableWrap } from '../ui/table-wrap.tsx';
import { type FilterGroup, groupNames } from './core/find-filters.ts';
import type { SavedFilter } from './core/types.ts';
import { type ChosenFilter, type FilterRights, FilterRow } from './filter-row.tsx';

const empty: Readonly<Record<FilterGroup, string>> = {
  mine: 'Filters that you make are seen by nobody else, unless you share them.',
  shared: 'Shared filters are seen by everybody at this site who may use filters.',
  builtIn: '',
};

/** Filters of one kind: one's own, shared ones, those everybody has. */
export const FilterGroupSection = ({
  group,
  filters,
  isSearched,
  rights,
  choose,
}: {
  readonly group: FilterGroup;
  readonly filters: readonly SavedFilter[];
  /** These are what was found, not all. */
  readonly isSearched: boolean;
  readonly rights: FilterRights;
  readonly choose: (chosen: ChosenFilter) => void;
}) => (
  <section className="panel filter-group" aria-label={groupNames[group]}>
    <h2>
      {groupNames[group]} <span className="muted num">{filters.length}</span>
    </h2>
    {filters.length === 0 ? (
      <p className="filter-none">{isSearched ? 'None matches.' : `None yet. ${empty[group]}`}</p>
    ) : (
      <TableWrap label={groupNames[group]}>
        <table className="table site-table filter-table" aria-label={groupNames[group]}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className="col-1">
                Counts
              </th>
              <th scope="col" className="col-2">
                By
              </th>
              <th scope="col" className="col-2">
                Used on
              </th>
              <td className="w-menu" />
            </tr>
          </thead>
          <tbody>
            {filters.map((filter) => (
              <FilterRow key={filter.id} filter={filter} rights={rights} choose={choose} />
            ))}
          </tbody>
        </table>
      </TableWrap>
    )}
  </section>
);
