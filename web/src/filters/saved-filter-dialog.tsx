import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../app/services.ts';
import { CheckField, Field } from '../site/field.tsx';
import { copyName } from './core/find-filters.ts';
import type { FilterSpec, SavedFilter } from './core/types.ts';
import { FilterEditor } from './filter-editor.tsx';
import { filtersKey, saveFilter } from './filters-api.ts';

/** Why a filter is opened: to make a new one, to change one, or to make one from another. */
export type FilterPurpose = { readonly kind: 'new' } | { readonly kind: 'edit' | 'copy' | 'share'; readonly filter: SavedFilter };

const titleOf = (purpose: FilterPurpose): string => {
  switch (purpose.kind) {
    case 'new':
      return 'New filter';
    case 'edit':
      return `Edit ${purpose.filter.name}`;
    case 'copy':
      return `Copy of ${purpose.filter.name}`;
    case 'share':
      return `Share ${purpose.filter.name}`;
  }
};

/** Name, sharing and fields of a filter of the site's list. Sharing makes a copy; one's own stays as it is (L5007). */
export const SavedFilterDialog = ({
  site,
  purpose,
  taken,
  mayShare,
  saved,
  close,
}: {
  readonly site: string;
  readonly purpose: FilterPurpose;
  /** Names that are in use. */
  readonly taken: readonly string[];
  readonly mayShare: boolean;
  readonly saved: (filter: SavedFilter) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const before = purpose.kind === 'new' ? null : purpose.filter;
  const changed = purpose.kind === 'edit' ? purpose.filter : null;
  const [name, setName] = useState(before === null ? '' : changed === null ? copyName(before.name, taken) : before.name);
  const [description, setDescription] = useState(before?.description ?? '');
  const [shared, setShared] = useState(purpose.kind === 'share' || (changed?.shared ?? false));
  const others = taken.filter((each) => each !== changed?.name);
  const fault = others.some((each) => each.toLocaleLowerCase('en-GB') === name.trim().toLocaleLowerCase('en-GB'))
    ? 'There is a filter of this name already.'
    : undefined;
  const save = async (spec: FilterSpec): Promise<void> => {
    const filter = await saveFilter(api, site, { name: name.trim(), description: description.trim(), shared, spec }, changed);
    await queries.invalidateQueries({ queryKey: filtersKey(site) });
    close();
    saved(filter);
  };
  return (
    <FilterEditor
      title={titleOf(purpose)}
      site={site}
      {...(before === null ? {} : { spec: before.spec })}
      button={purpose.kind === 'share' ? 'Share' : 'Save'}
      blocked={name.trim() === '' ? 'Give the filter a name.' : (fault ?? '')}
      save={save}
      close={close}
    >
      <div className="filter-details">
        <Field label="Name" fault={fault}>
          {(ids) => <input {...ids} type="text" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <Field label="Description" help="For those who choose it.">
          {(ids) => (
            <input {...ids} type="text" value={description} maxLength={200} onChange={(event) => setDescription(event.target.value)} />
          )}
        </Field>
        {mayShare ? (
          <CheckField
            label="Shared"
            help="Everybody at the site who may use filters sees it; those who may share may change it."
            checked={shared}
            change={setShared}
          />
        ) : null}
      </div>
    </FilterEditor>
  );
};
