import { useState } from 'react';
import { boardLimits, type Column, gridProperties, type Tile } from '../../../../functions/domain/board.ts';
import { findStatistics } from '../../figures/core/find-statistics.ts';
import { Dialog } from '../../site/dialog.tsx';
import { CheckField, Field } from '../../site/field.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { propertyName, rowTemplate } from './core/grid-words.ts';
import { useEditor } from './editor-context.ts';

type Grid = Extract<Tile, { readonly kind: 'grid' }>;

const idOf = (column: Column): string => (column.source === 'property' ? `p ${column.property}` : `s ${column.statistic}`);
const moved = <T,>(list: readonly T[], from: number, to: number): T[] =>
  list.toSpliced(from, 1).toSpliced(to, 0, ...list.slice(from, from + 1));

/** Columns and what points at them by index, changed together: the sorted column and those of alarms go where their column goes. */
const withColumns = (tile: Grid, columns: readonly Column[]): Grid => {
  const to = (index: number): number => {
    const column = tile.columns[index];
    return column === undefined ? -1 : columns.findIndex((each) => idOf(each) === idOf(column));
  };
  const sorted = tile.sort === null ? -1 : to(tile.sort.column);
  return {
    ...tile,
    columns: [...columns],
    sort: tile.sort === null || sorted < 0 ? null : { ...tile.sort, column: sorted },
    alarms: tile.alarms.filter(({ field }) => to(field) >= 0).map((alarm) => ({ ...alarm, field: to(alarm.field) })),
  };
};

const absentWords = { agents: 'Hide agents that are logged out', extensions: 'Hide extensions that are offline' } as const;

/** Which columns a grid has, in which order, by which it is sorted, and whether rows that are absent are shown. */
export const ColumnsList = ({ tile, change }: { readonly tile: Grid; readonly change: (tile: Grid, merge: string | null) => void }) => {
  const { around } = useEditor();
  const [picking, setPicking] = useState(false);
  const [words, setWords] = useState('');
  const template = rowTemplate[tile.grid];
  const nameOf = (column: Column): string =>
    column.source === 'property'
      ? propertyName(column.property)
      : (around.statistics.find(({ id }) => id === column.statistic)?.heading ?? column.statistic);
  const has = (id: string): boolean => tile.columns.some((column) => idOf(column) === id);
  const full = tile.columns.length >= boardLimits.columns;
  const toggle = (column: Column): void => {
    const columns = has(idOf(column)) ? tile.columns.filter((each) => idOf(each) !== idOf(column)) : [...tile.columns, column];
    if (columns.length > 0 && columns.length <= boardLimits.columns) change(withColumns(tile, columns), null);
  };
  const wanted = words.toLowerCase();
  const properties = gridProperties[tile.grid].filter((property) => propertyName(property).toLowerCase().includes(wanted));
  const groups = template === null ? [] : findStatistics(around.statistics, { words, live: true, template });
  const tick = (column: Column, name: string, help: string) => (
    <label key={idOf(column)} className="ask-tick column-choice" title={help}>
      <input
        type="checkbox"
        checked={has(idOf(column))}
        disabled={has(idOf(column)) ? tile.columns.length === 1 : full}
        onChange={() => toggle(column)}
      />
      <span>{name}</span>
    </label>
  );
  return (
    <div className="fields-list">
      <OrderedList
        label="Columns in their order"
        items={tile.columns}
        keyOf={idOf}
        nameOf={(column) => column.title ?? nameOf(column)}
        move={(from, to) => change(withColumns(tile, moved(tile.columns, from, to)), null)}
      >
        {(column, i) => (
          <>
            <input
              type="text"
              aria-label={`Heading of ${nameOf(column)}`}
              placeholder={nameOf(column)}
              maxLength={80}
              value={column.title ?? ''}
              onChange={(event) =>
                change(
                  {
                    ...tile,
                    columns: tile.columns.map((each, at) =>
                      at === i ? { ...each, title: event.target.value === '' ? null : event.target.value } : each,
                    ),
                  },
                  `column ${i}`,
                )
              }
            />
            <button
              type="button"
              className="button icon-button"
              aria-label={`Remove ${nameOf(column)}`}
              disabled={tile.columns.length === 1}
              onClick={() => toggle(column)}
            >
              <Icon name="bin" />
            </button>
          </>
        )}
      </OrderedList>
      <button type="button" className="button" onClick={() => setPicking(true)}>
        Pick columns
      </button>{' '}
      <span className="muted num">
        {tile.columns.length} of at most {boardLimits.columns}
      </span>
      <Field label="Sorted by">
        {(ids) => (
          <select
            {...ids}
            value={tile.sort === null ? '' : tile.sort.column}
            onChange={(event) =>
              change(
                {
                  ...tile,
                  sort:
                    event.target.value === '' ? null : { column: Number(event.target.value), descending: tile.sort?.descending ?? false },
                },
                null,
              )
            }
          >
            <option value="">As the phone system lists them</option>
            {tile.columns.map((column, i) => (
              <option key={idOf(column)} value={i}>
                {column.title ?? nameOf(column)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {tile.sort === null ? null : (
        <CheckField
          label="Largest first"
          checked={tile.sort.descending}
          change={(descending) => change({ ...tile, sort: tile.sort === null ? null : { ...tile.sort, descending } }, null)}
        />
      )}
      {tile.grid === 'agents' || tile.grid === 'extensions' ? (
        <CheckField
          label={absentWords[tile.grid]}
          checked={tile.hideAbsent}
          change={(hideAbsent) => change({ ...tile, hideAbsent }, null)}
        />
      ) : null}
      {picking ? (
        <Dialog title="Pick columns" close={() => setPicking(false)}>
          <div className="dialog-body">
            <label className="search picker-search">
              <Icon name="search" />
              <span className="sr-only">Search the columns</span>
              <input type="search" placeholder="Search by name or words" value={words} onChange={(event) => setWords(event.target.value)} />
            </label>
            <div className="column-picks">
              {properties.length === 0 ? null : (
                <fieldset>
                  <legend>Of the row itself</legend>
                  {properties.map((property) =>
                    tick({ source: 'property', property, title: null }, propertyName(property), propertyName(property)),
                  )}
                </fieldset>
              )}
              {groups.map(({ name, statistics }) => (
                <fieldset key={name}>
                  <legend>{name}</legend>
                  {statistics.map((each) => tick({ source: 'statistic', statistic: each.id, title: null }, each.heading, each.words))}
                </fieldset>
              ))}
              {template === null ? <p className="muted">Calls in progress have no figures of the day.</p> : null}
            </div>
          </div>
          <div className="dialog-foot picker-foot">
            <span className="muted num" role="status">
              {tile.columns.length} of at most {boardLimits.columns}
            </span>
            <button type="button" className="button primary" onClick={() => setPicking(false)}>
              Done
            </button>
          </div>
        </Dialog>
      ) : null}
    </div>
  );
};
