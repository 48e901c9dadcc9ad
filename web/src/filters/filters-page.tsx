import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { Dialog } from '../site/dialog.tsx';
import { plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { RowMenu } from '../ui/row-menu.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { Told } from '../ui/told.tsx';
import { type FilterGroup, findFilters, groupNames } from './core/find-filters.ts';
import type { SavedFilter } from './core/types.ts';
import { deleteFilter, filtersKey, filtersQuery } from './filters-api.ts';
import { type FilterPurpose, SavedFilterDialog } from './saved-filter-dialog.tsx';
import '../site/site.css';
import './filters.css';
import { DialogFoot } from '../ui/dialog-foot.tsx';

const empty: Readonly<Record<FilterGroup, string>> = {
  mine: 'Filters that you make are seen by nobody else, unless you share them.',
  shared: 'Shared filters are seen by everybody at this site who may use filters.',
  builtIn: '',
};

/** “2 boards, 1 report”; empty when nothing uses it. */
const usedWords = ({ usedBy }: SavedFilter): string =>
  (['board', 'report', 'schedule'] as const)
    .map((kind) => ({ kind, count: usedBy.filter((use) => use.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => plural(count, kind))
    .join(', ');

type Chosen = { readonly kind: 'delete' | 'edit' | 'copy' | 'share'; readonly filter: SavedFilter };

const FilterMenu = ({
  filter,
  rights,
  choose,
}: {
  readonly filter: SavedFilter;
  readonly rights: { readonly write: boolean; readonly share: boolean };
  readonly choose: (chosen: Chosen) => void;
}) => {
  const offered = [
    ...(filter.mayEdit ? [['edit', 'Edit…'] as const] : []),
    ...(rights.write ? [['copy', 'Copy…'] as const] : []),
    ...(rights.share && !filter.shared && !filter.builtIn ? [['share', 'Share…'] as const] : []),
    ...(filter.mayEdit ? [['delete', 'Delete…'] as const] : []),
  ];
  if (offered.length === 0) return null;
  return <RowMenu name={filter.name} offered={offered} choose={(kind) => choose({ kind, filter })} />;
};

const DeleteDialog = ({
  site,
  filter,
  deleted,
  close,
}: {
  readonly site: string;
  readonly filter: SavedFilter;
  readonly deleted: () => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  // Known before, or told by the refusal: boards and reports of other people may use it, too.
  const [force, setForce] = useState(filter.usedBy.length > 0);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await deleteFilter(api, site, filter, force);
      await queries.invalidateQueries({ queryKey: filtersKey(site) });
      close();
      deleted();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      if (reason instanceof ApiError && reason.status === 409) setForce(true);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete ${filter.name}?`} close={close}>
      <div className="dialog-body">
        {filter.usedBy.length === 0 ? (
          <p>No board, report or schedule that you see uses it.</p>
        ) : (
          <div className="banner warn">
            <p>
              <Icon name="warning" /> {usedWords(filter)} {filter.usedBy.length === 1 ? 'uses' : 'use'} it. What was filtered by it says so
              and shows nothing until somebody chooses another filter.
            </p>
            <ul className="change-list">
              {filter.usedBy.map(({ kind, id, name }) => (
                <li key={`${kind} ${id}`}>
                  {name} <span className="muted">{kind}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        <DialogFoot error={error} close={close} busy={busy} act={() => void remove()}>
          {force ? 'Delete all the same' : 'Delete'}
        </DialogFoot>
      </div>
    </Dialog>
  );
};

const FilterRow = ({
  filter,
  rights,
  choose,
}: {
  readonly filter: SavedFilter;
  readonly rights: { readonly write: boolean; readonly share: boolean };
  readonly choose: (chosen: Chosen) => void;
}) => (
  <tr>
    <th scope="row">
      <span className="strong">{filter.name}</span>
      {filter.description === '' ? null : <span className="filter-list-words"> {filter.description}</span>}
      <span className="only-narrow">{filter.words}</span>
    </th>
    <td className="filter-list-words col-1">{filter.words}</td>
    <td className="col-2">{filter.owner?.name}</td>
    <td className="num col-2">{usedWords(filter)}</td>
    <td className="row-actions">
      <FilterMenu filter={filter} rights={rights} choose={choose} />
    </td>
  </tr>
);

const FilterLists = ({ site, me }: { readonly site: Site; readonly me: Me }) => {
  const { api } = useServices();
  const { data: filters, error, refetch } = useQuery(filtersQuery(api, site.site));
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen | { readonly kind: 'new' } | null>(null);
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
          <section key={group} className="panel filter-group" aria-label={groupNames[group]}>
            <h2>
              {groupNames[group]} <span className="muted num">{shown.length}</span>
            </h2>
            {shown.length === 0 ? (
              <p className="filter-none">{wanted.trim() === '' ? `None yet. ${empty[group]}` : 'None matches.'}</p>
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
                    {shown.map((filter) => (
                      <FilterRow key={filter.id} filter={filter} rights={rights} choose={setChosen} />
                    ))}
                  </tbody>
                </table>
              </TableWrap>
            )}
          </section>
        ))
      )}
      {chosen?.kind === 'delete' ? (
        <DeleteDialog
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
