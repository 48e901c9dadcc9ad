import { useQuery } from '@tanstack/react-query';
import { memo, type ReactNode, useMemo, useRef } from 'react';
import { figureId } from '../../../../functions/domain/board.ts';
import type { LiveCall } from '../../../../functions/domain/live.ts';
import { meQuery } from '../../api/queries.ts';
import { isNumberHidden } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { Icon } from '../../ui/icons.tsx';
import { useStored } from '../../ui/stored.ts';
import { gridRows, type Row } from '../core/grid-rows.ts';
import type { GridTile } from '../core/grid-tile.ts';
import { gridWidthEm } from '../core/grid-width.ts';
import { pageOf } from '../core/page-of.ts';
import { type Sort, sortedRows } from '../core/sorted-rows.ts';
import { tileTitle } from '../core/tile-words.ts';
import { propertyName } from '../editor/core/grid-words.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { useSize } from '../use-size.ts';
import { useTurn } from '../use-turn.ts';
import type { ContentProps } from './parts.ts';

/** Pages of a long list stand for so long on a wall. */
const pageSeconds = 8;

const emptyWords = { agents: 'No agent', calls: 'No call in progress', extensions: 'No extension', trunks: 'No trunk carries a call' };

const columnTitle = (tile: GridTile, index: number, title: string | undefined): string => {
  const column = tile.columns[index];
  if (column === undefined) return '';
  return column.title ?? (column.source === 'property' ? propertyName(column.property) : (title ?? column.statistic));
};

const parseSort = (text: string, columns: number): Sort | null => {
  const match = /^(-?)(\d+)$/.exec(text);
  const column = Number(match?.[2]);
  return match === null || column >= columns ? null : { column, descending: match[1] === '-' };
};

const Line = memo(
  ({ row, stateAt, menu }: { readonly row: Row; readonly stateAt: number; readonly menu: ReactNode }) => {
    const [first = null] = row.cells;
    const sign = (
      <span data-state-icon="">
        <Icon name={row.state.icon} />
      </span>
    );
    return (
      <tr data-tone={row.state.tone}>
        <th scope="row">
          {sign} {stateAt < 0 ? <span className="sr-only">{row.state.word}, </span> : null}
          {first?.text}
        </th>
        {row.cells.slice(1).map((cell, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
          <td key={index} className={typeof cell.by === 'number' ? 'num right' : ''}>
            {cell.text}
          </td>
        ))}
        {menu === null ? null : <td className="grid-menu">{menu}</td>}
      </tr>
    );
  },
  (a, b) =>
    a.menu === null &&
    b.menu === null &&
    a.stateAt === b.stateAt &&
    a.row.state === b.row.state &&
    a.row.cells.length === b.row.cells.length &&
    a.row.cells.every(({ text }, i) => text === b.row.cells[i]?.text),
);

const Head = ({
  title,
  sort,
  index,
  choose,
}: {
  readonly title: string;
  readonly sort: Sort | null;
  readonly index: number;
  readonly choose: ((index: number) => void) | null;
}) => {
  const mine = sort?.column === index ? sort : null;
  const state = mine === null ? undefined : mine.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={state}>
      {choose === null ? (
        title
      ) : (
        <button type="button" className="grid-sort" onClick={() => choose(index)}>
          {title}
          {mine === null ? null : <span aria-hidden="true">{mine.descending ? ' ▼' : ' ▲'}</span>}
        </button>
      )}
    </th>
  );
};

const useHidden = (hidesNumbers: boolean): ((call: LiveCall) => boolean) => {
  const { api } = useServices();
  const { data: me } = useQuery({ ...meQuery(api), enabled: !hidesNumbers });
  return useMemo(() => (call: LiveCall) => hidesNumbers || isNumberHidden(me, call), [hidesNumbers, me]);
};

/**
 * Agents, calls, extensions or trunks as a table: a row's colour comes with a sign and a word. At a desk it scrolls and is sorted by its heads,
 * which each person's browser remembers; on a wall it turns its pages itself.
 */
export const Grid = ({ site, tile, shown, feed, paused, desk, hidesNumbers, actions }: ContentProps<GridTile>) => {
  const isHidden = useHidden(hidesNumbers);
  const around = { shown, feed, zone: site.timeZone, isHidden };
  const [stored, store] = useStored(`trunkline.boardSort.${shown.board}.${shown.view.id}.${tile.id}`, '');
  const sort = (desk ? parseSort(stored, tile.columns.length) : null) ?? tile.sort;
  const rows = sortedRows(gridRows(tile, around), sort);
  const titles = tile.columns.map((_column, index) => columnTitle(tile, index, shown.fields[figureId(tile.id, index)]?.title));
  const body = useRef<HTMLDivElement>(null);
  const { height } = useSize(body);
  const turn = useTurn(pageSeconds, paused || desk);
  const line = lineHeight(height, rows.length + 1);
  const fit = Math.max(1, Math.floor(height / line) - 2);
  const paged = desk ? { page: 0, pages: 1, rows } : pageOf(rows, rows.length + 1 <= Math.floor(height / line) ? rows.length : fit, turn);
  const title = tileTitle(tile, shown);
  const stateAt = tile.columns.findIndex((column) => column.source === 'property' && column.property === 'state');
  const choose = (column: number): void => store(sort?.column === column ? (sort.descending ? `${column}` : `-${column}`) : `${column}`);
  // Some rows offer nothing, such as those of trunks: then there is no column for it.
  const menus = new Map(
    actions === null
      ? []
      : paged.rows.flatMap(({ key, row }) => {
          const menu = actions(row);
          return menu === null ? [] : [[key, menu] as const];
        }),
  );
  const table = (
    <table className="grid" style={{ '--ems': gridWidthEm(titles, rows).toFixed(2), '--line': `${line}px` }}>
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          {tile.columns.map((_column, index) => (
            <Head
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              key={index}
              title={titles[index] ?? ''}
              sort={sort}
              index={index}
              choose={desk ? choose : null}
            />
          ))}
          {menus.size === 0 ? null : (
            <th scope="col" className="grid-menu">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {paged.rows.map((row) => (
          <Line key={row.key} row={row} stateAt={stateAt} menu={menus.size === 0 ? null : (menus.get(row.key) ?? '')} />
        ))}
      </tbody>
    </table>
  );
  return (
    <div className="grid-box" ref={body}>
      {feed.live === null ? (
        <p className="tile-note">Waiting for what is there now…</p>
      ) : rows.length === 0 ? (
        <p className="tile-note">
          {emptyWords[tile.grid]}
          {tile.hideAbsent ? ' present' : ''}.
        </p>
      ) : desk ? (
        <ScrollBox label={title}>{table}</ScrollBox>
      ) : (
        table
      )}
      {paged.pages === 1 ? null : (
        <p className="tile-place num">
          {paged.page + 1} of {paged.pages}
        </p>
      )}
    </div>
  );
};

/** Lines as high as the room lets them be, neither too low to read from afar nor higher than a heading. */
const lineHeight = (height: number, lines: number): number => {
  const most = Math.max(24, height / 7);
  const least = Math.max(20, height / 16);
  return Math.min(most, Math.max(least, height / Math.max(1, lines)));
};
