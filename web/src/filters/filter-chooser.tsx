import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FilterRef } from '../../../functions/domain/board.ts';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { findFilters, groupNames } from './core/find-filters.ts';
import type { SavedFilter } from './core/types.ts';
import { FilterEditor } from './filter-editor.tsx';
import { filtersQuery } from './filters-api.ts';
import { SavedFilterDialog } from './saved-filter-dialog.tsx';
import './filters.css';

const keyOf = (value: FilterRef | null): string => (value === null ? '' : value.kind === 'own' ? 'own' : `${value.kind}:${value.id}`);
const refOf = (filter: Pick<SavedFilter, 'id' | 'builtIn'>): FilterRef =>
  filter.builtIn ? { kind: 'builtIn', id: filter.id } : { kind: 'saved', id: filter.id };

/** What stands below a tile's title for a filter that has no name anywhere else. */
const OwnName = ({
  value,
  change,
}: {
  readonly value: Extract<FilterRef, { kind: 'own' }>;
  readonly change: (value: FilterRef) => void;
}) => {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Its name</label>
      <input
        id={id}
        type="text"
        maxLength={80}
        placeholder="Empty: what it counts"
        value={value.name}
        onChange={(event) => change({ ...value, name: event.target.value })}
      />
    </div>
  );
};

/**
 * Chooses one of the filters of a site, makes a new one, or writes one for this place alone; says what the chosen one counts. For boards, tiles
 * and reports.
 */
export const FilterChooser = ({
  site,
  value,
  change,
  label = 'Filter',
  none = 'No filter: all calls you may see',
  lift,
  own = true,
  sharedOnly = false,
  words,
  fault,
}: {
  readonly site: string;
  readonly value: FilterRef | null;
  readonly change: (value: FilterRef | null) => void;
  readonly label?: string;
  /** Words for null. */
  readonly none?: string;
  /** Where null leaves it to somebody else: a choice beside it that there is no filter at all. */
  readonly lift?: { readonly words: string; readonly chosen: boolean; readonly choose: () => void } | undefined;
  /** Whether one may be written for this place alone. */
  readonly own?: boolean;
  /** Only what everybody at the site may use: shared and built-in ones. */
  readonly sharedOnly?: boolean;
  /** What the chosen one counts, where somebody knows it who asks for one written for this place too. */
  readonly words?: string | null;
  readonly fault?: string | undefined;
}) => {
  const { api } = useServices();
  const id = useId();
  const { data: me } = useQuery(meQuery(api));
  const { data: filters, error } = useQuery(filtersQuery(api, site));
  const [open, setOpen] = useState<'own' | 'new' | null>(null);
  const chosen = lift?.chosen === true ? 'lift' : keyOf(value);
  const found = filters?.find((filter) => keyOf(refOf(filter)) === chosen);
  const gone = value !== null && value.kind !== 'own' && filters !== undefined && found === undefined;
  const choose = (key: string): void => {
    if (key === 'new' || key === 'own') return setOpen(key);
    if (key === 'lift') return lift?.choose();
    const filter = filters?.find((each) => keyOf(refOf(each)) === key);
    change(filter === undefined ? null : refOf(filter));
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} aria-describedby={`${id}w`} onChange={(event) => choose(event.target.value)}>
        <option value="">{none}</option>
        {lift === undefined ? null : <option value="lift">{lift.words}</option>}
        {gone ? <option value={chosen}>A filter that is no longer there</option> : null}
        {findFilters(sharedOnly ? (filters ?? []).filter(({ shared }) => shared) : (filters ?? []), '').map(({ group, filters: shown }) =>
          shown.length === 0 ? null : (
            <optgroup key={group} label={groupNames[group]}>
              {shown.map((filter) => (
                <option key={filter.id} value={keyOf(refOf(filter))}>
                  {filter.name}
                </option>
              ))}
            </optgroup>
          ),
        )}
        {own ? (
          <option value="own">{value?.kind === 'own' ? value.name || 'Written for this place' : 'Written for this place…'}</option>
        ) : null}
        {may(me, 'filters.write') && !sharedOnly ? <option value="new">New filter…</option> : null}
      </select>
      <div id={`${id}w`} className="field-help filter-chooser-words">
        {error !== null && filters === undefined ? (
          <span className="field-fault">{error.message}</span>
        ) : gone ? (
          <span className="field-fault">Somebody has deleted it; choose another.</span>
        ) : fault !== undefined ? (
          <span className="field-fault">{fault}</span>
        ) : found !== undefined ? (
          <span>Counts: {found.words}.</span>
        ) : words === undefined || words === null || value === null ? null : (
          <span>Counts: {words}.</span>
        )}
        {value?.kind === 'own' ? (
          <button type="button" className="button small" onClick={() => setOpen('own')}>
            Change what it counts
          </button>
        ) : null}
      </div>
      {value?.kind === 'own' ? <OwnName value={value} change={change} /> : null}
      {/* Outside of any form that this stands in: forms do not hold forms. */}
      {open === 'own'
        ? createPortal(
            <FilterEditor
              title={`${label}, for this place alone`}
              site={site}
              {...(value?.kind === 'own' ? { spec: value.spec } : found === undefined ? {} : { spec: found.spec })}
              button="Use it"
              save={(spec) => {
                change({ kind: 'own', name: value?.kind === 'own' ? value.name : '', spec: { ...spec } });
                setOpen(null);
                return Promise.resolve();
              }}
              close={() => setOpen(null)}
            />,
            document.body,
          )
        : null}
      {open === 'new'
        ? createPortal(
            <SavedFilterDialog
              site={site}
              purpose={{ kind: 'new' }}
              taken={(filters ?? []).map(({ name }) => name)}
              mayShare={may(me, 'filters.share')}
              saved={(filter) => change(refOf(filter))}
              close={() => setOpen(null)}
            />,
            document.body,
          )
        : null}
    </div>
  );
};
