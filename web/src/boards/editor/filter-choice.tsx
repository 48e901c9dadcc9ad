import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FilterRef } from '../../../../functions/domain/board.ts';
import { useServices } from '../../app/services.ts';
import { filterCheckQuery } from '../../figures/figures-queries.ts';
import { FilterForm } from '../../figures/filter-form.tsx';
import { Field } from '../../site/field.tsx';
import { resolveFilter } from './core/draft-shown.ts';
import { useEditor } from './editor-context.ts';

const choiceValue = (ref: FilterRef | null): string => (ref === null ? '' : ref.kind === 'own' ? 'own' : `${ref.kind} ${ref.id}`);

/** What a filter says, in words: those of the list, or the server's for one written here. Null = not known yet. */
export const useFilterWords = (ref: FilterRef | null): string | null => {
  const { around } = useEditor();
  const { api } = useServices();
  const filter = ref === null ? null : resolveFilter(ref, around.filters);
  const own = ref?.kind === 'own' ? ref.spec : {};
  const { data } = useQuery({
    ...filterCheckQuery(api, own),
    enabled: Object.keys(own).length > 0,
    placeholderData: keepPreviousData,
  });
  if (ref === null) return 'Everything counts.';
  if (filter === null) return null;
  if (ref.kind !== 'own') return filter.words;
  return Object.keys(own).length === 0 ? 'Everything counts.' : (data?.words ?? null);
};

/** None, one that everybody has, one of the site, or one written for this place alone. */
export const FilterChoice = ({
  label,
  value,
  fault,
  change,
}: {
  readonly label: string;
  readonly value: FilterRef | null;
  readonly fault: string | undefined;
  readonly change: (ref: FilterRef | null) => void;
}) => {
  const { around } = useEditor();
  const words = useFilterWords(value);
  const [writing, setWriting] = useState(false);
  const groups = [
    ['saved', 'Filters of the site', around.filters.filter(({ builtIn }) => !builtIn)],
    ['builtIn', 'Built-in filters', around.filters.filter(({ builtIn }) => builtIn)],
  ] as const;
  const lost = value !== null && value.kind !== 'own' && resolveFilter(value, around.filters) === null;
  const choose = (chosen: string): void => {
    if (chosen === '') return change(null);
    if (chosen === 'own') {
      setWriting(true);
      return change({ kind: 'own', name: '', spec: value?.kind === 'own' ? value.spec : {} });
    }
    const [kind = '', ...rest] = chosen.split(' ');
    const id = rest.join(' ');
    change(kind === 'builtIn' ? { kind: 'builtIn', id } : { kind: 'saved', id });
  };
  return (
    <>
      <Field label={label} help={lost ? '' : (words ?? '')} fault={lost ? 'Somebody deleted this filter: choose another.' : fault}>
        {(ids) => (
          <select {...ids} value={choiceValue(value)} onChange={(event) => choose(event.target.value)}>
            <option value="">No filter</option>
            {lost ? <option value={choiceValue(value)}>deleted</option> : null}
            {groups.map(([kind, name, members]) =>
              members.length === 0 ? null : (
                <optgroup key={kind} label={name}>
                  {members.map((filter) => (
                    <option key={filter.id} value={`${kind} ${filter.id}`}>
                      {filter.name}
                    </option>
                  ))}
                </optgroup>
              ),
            )}
            <option value="own">Written for this place…</option>
          </select>
        )}
      </Field>
      {value?.kind === 'own' ? (
        <div className="own-filter">
          <Field label="Its name" help="Stands below the title of the tile.">
            {(ids) => (
              <input
                {...ids}
                type="text"
                maxLength={80}
                placeholder="Own filter"
                value={value.name}
                onChange={(event) => change({ ...value, name: event.target.value })}
              />
            )}
          </Field>
          {writing ? (
            <FilterForm
              key="own"
              hours={false}
              now={{ filter: value.spec, windowFrom: '', windowTo: '' }}
              apply={({ filter }) => {
                change({ ...value, spec: { ...filter } });
                setWriting(false);
              }}
              clear={() => {
                change({ ...value, spec: {} });
                setWriting(false);
              }}
            />
          ) : (
            <button type="button" className="button" onClick={() => setWriting(true)}>
              Change what it asks
            </button>
          )}
        </div>
      ) : null}
    </>
  );
};
