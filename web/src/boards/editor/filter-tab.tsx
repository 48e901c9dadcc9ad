import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/client.ts';
import { useServices } from '../../app/services.ts';
import { filterCheckQuery } from '../../figures/figures-queries.ts';
import { FilterChooser } from '../../filters/filter-chooser.tsx';
import { Icon } from '../../ui/icons.tsx';
import { faultAt } from './core/content-faults.ts';
import type { DataTile } from './core/data-tile.ts';
import { resolveFilter } from './core/draft-shown.ts';
import { viewOf } from './core/editing.ts';
import { filterConflicts, joinFilters } from './core/join-filters.ts';
import { useEditor } from './editor-context.ts';
import { useFilterWords } from './use-filter-words.ts';

/** What comes of the view's filter and the tile's, in words, with what both ask that nothing can be at once. */
const Result = ({ tile }: { readonly tile: DataTile }) => {
  const { editing, around } = useEditor();
  const { api } = useServices();
  const view = viewOf(editing);
  const own = tile.filter === null ? null : (resolveFilter(tile.filter, around.filters)?.spec ?? null);
  const whole = tile.filterMode === 'replace' || view.filter === null ? null : (resolveFilter(view.filter, around.filters)?.spec ?? null);
  const joined = joinFilters(whole, own);
  const conflicts = filterConflicts(whole, own);
  const asked = joined ?? {};
  const { data, error } = useQuery({
    ...filterCheckQuery(api, asked),
    enabled: Object.keys(asked).length > 0,
    placeholderData: keepPreviousData,
  });
  const [viewWords, tileWords] = [useFilterWords(view.filter), useFilterWords(tile.filter)];
  const result =
    joined === undefined
      ? `both hold: ${viewWords ?? '…'}; and ${tileWords ?? '…'}`
      : Object.keys(asked).length === 0
        ? 'everything'
        : (data?.words ?? (error === null ? '…' : error.message));
  return (
    <div className="filter-result">
      <p role="status">
        <strong>This tile counts:</strong> {result}
      </p>
      {data !== undefined && !data.valid && joined !== undefined ? (
        <ul className="fault-list">
          {data.errors.map(({ field, message }) => (
            <li key={field + message}>
              {field}: {message}
            </li>
          ))}
        </ul>
      ) : null}
      {conflicts.map((conflict) => (
        <p key={conflict} role="alert" className="banner warn">
          <Icon name="warning" /> {conflict}
        </p>
      ))}
    </div>
  );
};

/** Which calls a tile counts: its own filter with the view's, or instead of it (L2857-2863). */
export const FilterTab = ({
  tile,
  faults,
  change,
}: {
  readonly tile: DataTile;
  readonly faults: readonly Fault[];
  readonly change: (tile: DataTile, merge: string | null) => void;
}) => {
  const { editing, site } = useEditor();
  const words = useFilterWords(tile.filter);
  const viewWords = useFilterWords(viewOf(editing).filter);
  return (
    <>
      <FilterChooser
        site={site.site}
        words={words}
        none="No filter"
        label="Filter of this tile"
        value={tile.filter}
        fault={faultAt(faults, '#/filter')}
        change={(filter) => change({ ...tile, filter }, filter?.kind === 'own' ? 'filter' : null)}
      />
      <fieldset className="field choice">
        <legend>With the filter of the view</legend>
        {(
          [
            ['combine', 'Combine: both must hold'],
            ['replace', 'Replace: the view’s does not matter here'],
          ] as const
        ).map(([mode, words]) => (
          <label key={mode} className="check-line">
            <input
              type="radio"
              name={`${tile.id} mode`}
              checked={tile.filterMode === mode}
              onChange={() => change({ ...tile, filterMode: mode }, null)}
            />
            {words}
          </label>
        ))}
        <p className="field-help">Filter of the view: {viewWords ?? '…'}</p>
      </fieldset>
      <Result tile={tile} />
    </>
  );
};
