import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { Told } from '../ui/told.tsx';
import { UnreadableList } from '../ui/unreadable-list.tsx';
import { findFilters } from './core/find-filters.ts';
import { DeleteFilterDialog } from './delete-filter-dialog.tsx';
import { FilterGroupSection } from './filter-group-section.tsx';
import type { ChosenFilter } from './filter-row.tsx';
import { deleteUnreadableFilter, filtersKey, filtersQuery, unreadableFiltersQuery } from './filters-api.ts';
import { type FilterPurpose, SavedFilterDialog } from './saved-filter-dialog.tsx';
import '../site/site.css';
import './filters.css';

const FilterLists = ({ site, me }: { readonly site: Site; readonly me: Me }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: filters, error, refetch } = useQuery(filtersQuery(api, site.site));
  const { data: unreadable = [] } = useQuery(unreadableFiltersQuery(api, site.site));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ChosenFilter | { readonly kind: 'new' } | null>(null);
  const [told, tell] = useState('');
  const wanted = useDeferredValue(typed);
  if (filters === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (filters === undefined) return <Loading what="the filters" />;
  const rights = { write: may(me, 'filters.write'), share: may(me, 'filters.share') };
  const groups = findFilters(filters, wanted);
  const none = groups.every((group) => group.filters.length === 0);
  const purpose: FilterPurpose | null =
    chosen === null || chosen.kind === 'delete'
      ? null
      : chosen.kind === 'new'
        ? { kind: 'new' }
        : { kind: chosen.kind, filter: chosen.filter };
  return (
    <>
      <Told>{told}</Told>
      <div className="list-tools">
        <label className="search">
          <Icon name="search" />
          <span className="sr-only">Search filters</span>
          <input type="search" placeholder="Name or what it says" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <span className="header-space" />
        {rights.write ? (
          <button type="button" className="button primary" onClick={() => setChosen({ kind: 'new' })}>
            New filter
          </button>
        ) : null}
      </div>
      {none && wanted.trim() !== '' ? (
        <div className="panel">
          <Notice title="No filter matches" />
        </div>
      ) : (
        groups.map(({ group, filters: shown }) => (
          <FilterGroupSection
            key={group}
            group={group}
            filters={shown}
            isSearched={wanted.trim() !== ''}
            rights={rights}
            choose={setChosen}
          />
        ))
      )}
      <UnreadableList
        what="filter"
        effect="what uses it shows nothing in its place"
        items={unreadable}
        remove={async (id) => {
          await deleteUnreadableFilter(api, site.site, id);
          await queries.invalidateQueries({ queryKey: filtersKey(site.site) });
        }}
      />
      {chosen?.kind === 'delete' ? (
        <DeleteFilterDialog
          site={site.site}
          filter={chosen.filter}
          deleted={() => tell(`${chosen.filter.name} is deleted.`)}
          close={() => setChosen(null)}
        />
      ) : null}
      {purpose === null ? null : (
        <SavedFilterDialog
          site={site.site}
          purpose={purpose}
          taken={filters.map(({ name }) => name)}
          mayShare={rights.share && purpose.kind !== 'share'}
          saved={({ name, shared }) => tell(`${name} is saved${shared ? ' and shared' : ''}.`)}
          close={() => setChosen(null)}
        />
      )}
    </>
  );
};

/** Filters of a site: one's own, shared ones, those everybody has (L4802-4846). */
export const FiltersPage = ({ site }: { readonly site: Site }) => (
  <ReportsSection site={site} here="filters" title="Filters">
    {(me) => <FilterLists site={site} me={me} />}
  </ReportsSection>
);
