import { reportLimits } from '../../../functions/domain/report.ts';
import type { SortChoice } from '../figures/core/question.ts';
import { Icon } from '../ui/icons.tsx';
import { OrderedList } from '../ui/ordered-list.tsx';
import type { SortColumn } from './core/sort-columns.ts';

/** By which columns rows are put in order, the one of most weight first. */
export const SortKeys = ({
  columns,
  sort,
  change,
}: {
  readonly columns: readonly SortColumn[];
  readonly sort: readonly SortChoice[];
  readonly change: (sort: readonly SortChoice[]) => void;
}) => {
  const nameOf = (id: string): string => columns.find((column) => column.id === id)?.name ?? id;
  const free = columns.filter(({ id }) => !sort.some(({ column }) => column === id));
  return (
    <div className="sort-keys">
      {sort.length === 0 ? <p className="muted">In no particular order.</p> : null}
      <OrderedList
        label="Sorted by"
        items={sort}
        keyOf={({ column }) => column}
        nameOf={({ column }) => nameOf(column)}
        move={(from, to) => change(sort.toSpliced(from, 1).toSpliced(to, 0, ...sort.slice(from, from + 1)))}
      >
        {({ column, descending }, i) => (
          <>
            <span className="strong">{nameOf(column)}</span>
            <label className="select">
              <span className="sr-only">Direction of {nameOf(column)}</span>
              <select
                value={descending ? 'down' : 'up'}
                onChange={(event) => change(sort.with(i, { column, descending: event.target.value === 'down' }))}
              >
                <option value="down">Largest or last first</option>
                <option value="up">Smallest or first first</option>
              </select>
            </label>
            <button
              type="button"
              className="button icon-button"
              aria-label={`Sort no more by ${nameOf(column)}`}
              onClick={() => change(sort.toSpliced(i, 1))}
            >
              <Icon name="bin" />
            </button>
          </>
        )}
      </OrderedList>
      {free.length === 0 || sort.length >= reportLimits.sort ? null : (
        <label className="ask-field">
          <span>{sort.length === 0 ? 'Sort by' : 'Then by'}</span>
          <select
            value=""
            onChange={(event) => {
              const column = free.find(({ id }) => id === event.target.value);
              if (column !== undefined) change([...sort, { column: column.id, descending: column.numeric }]);
            }}
          >
            <option value="">Choose a column…</option>
            {free.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
};
