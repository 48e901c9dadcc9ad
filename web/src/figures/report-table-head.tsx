import { Icon } from '../ui/icons.tsx';
import { isNumeric } from './core/format-figure.ts';
import type { ReportColumn } from './core/public-types.ts';
import type { SortChoice } from './core/question.ts';
import { type ColumnLook, lookOf, type TableLook } from './core/table-look.ts';
import type { PressHead } from './core/table-presses.ts';
import { withKey } from './core/with-key.ts';

const Head = ({
  id,
  text,
  name,
  width,
  numeric,
  sort,
  press,
}: {
  readonly id: string;
  readonly text: string;
  /** Full name, where the head is a short or another one. */
  readonly name: string | undefined;
  readonly width: ColumnLook['width'];
  readonly numeric: boolean;
  readonly sort: readonly SortChoice[];
  readonly press: PressHead;
}) => {
  const place = sort.findIndex((each) => each.column === id);
  const sorted = sort[place];
  return (
    <th
      scope="col"
      className={`${numeric ? 'right' : ''} ${id === 'key' ? 'key-column' : ''}`}
      style={width === null ? undefined : { minWidth: `${width}ch`, maxWidth: `${width}ch`, whiteSpace: 'normal' }}
      aria-sort={sorted === undefined || place > 0 ? undefined : sorted.descending ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        className="sort"
        title={name === text ? undefined : name}
        onClick={(event) => press(id, numeric, event.shiftKey)}
      >
        <span className="cell-text">{text}</span>
        {sorted === undefined ? null : (
          <>
            <span className={sorted.descending ? 'sort-mark' : 'sort-mark up'}>
              <Icon name="chevron" />
            </span>
            {sort.length < 2 ? null : (
              <span className="sort-number num">
                <span className="sr-only">sorted {sorted.descending ? 'downwards' : 'upwards'}, number </span>
                {place + 1}
              </span>
            )}
          </>
        )}
      </button>
    </th>
  );
};

/** The names of the columns; pressed, rows are put in order by them. */
export const ReportTableHead = ({
  columns,
  keyHead,
  keyPlace,
  look,
  sort,
  press,
}: {
  readonly columns: readonly ReportColumn[];
  /** Head of the column that names the rows; null where there is one row without a name. */
  readonly keyHead: string | null;
  readonly keyPlace: number | null;
  readonly look: TableLook;
  readonly sort: readonly SortChoice[];
  readonly press: PressHead;
}) => (
  <thead>
    <tr>
      {withKey(
        keyPlace,
        <Head
          key="key"
          id="key"
          text={look.key.header ?? keyHead ?? ''}
          name={keyHead ?? undefined}
          width={look.key.width}
          numeric={false}
          sort={sort}
          press={press}
        />,
        columns.map(({ id, name, heading, type }) => (
          <Head
            key={id}
            id={id}
            text={lookOf(look, id).header ?? heading}
            name={name}
            width={lookOf(look, id).width}
            numeric={isNumeric(type)}
            sort={sort}
            press={press}
          />
        )),
      )}
    </tr>
  </thead>
);
