import { type Column, figureId, type ShownView } from '../../../../functions/domain/board.ts';
import type { LiveCall } from '../../../../functions/domain/live.ts';
import { formatFigure } from '../../figures/core/format-figure.ts';
import { isFigureType } from '../../figures/core/public-types.ts';
import type { Around, Cell } from './cells/cell.ts';
import { propertyCell } from './cells/property-cell.ts';
import type { BoardFeed, GridRow } from './feed.ts';
import { figureAt } from './figure-now.ts';
import { gridItems } from './grid-items.ts';
import type { GridTile } from './grid-tile.ts';
import { agentRowState, callRowState, extensionRowState, type RowState, trunkRowState } from './row-state.ts';
import { collator } from './sorted-rows.ts';

export interface Row {
  readonly key: string;
  readonly row: GridRow;
  readonly state: RowState;
  readonly cells: readonly Cell[];
}

export interface GridAround {
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  readonly zone: string;
  readonly isHidden: (call: LiveCall) => boolean;
}

const stateOf = (row: GridRow, { callOf }: Around): RowState => {
  switch (row.grid) {
    case 'agents':
      return agentRowState(row.item);
    case 'calls':
      return callRowState(row.item);
    case 'extensions':
      return extensionRowState(row.item, callOf(row.item.call));
    case 'trunks':
      return trunkRowState(callOf(row.item.call));
  }
};

const figureCell = (tile: GridTile, index: number, key: string, { shown, feed, zone }: GridAround): Cell => {
  const reading = feed.figures.get(figureId(tile.id, index, key));
  const value = reading === undefined ? null : figureAt(reading, feed.now());
  const type = shown.fields[figureId(tile.id, index)]?.type ?? 'text';
  const by = typeof value === 'boolean' ? Number(value) : value;
  return { text: formatFigure(isFigureType(type) ? type : 'text', value, zone), by };
};

const cellOf = (column: Column, index: number, row: GridRow, state: RowState, tile: GridTile, view: GridAround, around: Around): Cell =>
  column.source === 'property' ? propertyCell(row, column.property, state, around) : figureCell(tile, index, row.item.key, view);

/** Rows of a grid in their first order, calls by their age and devices by number, with what stands in each cell now. */
export const gridRows = (tile: GridTile, view: GridAround): readonly Row[] => {
  const calls = new Map(view.feed.live?.calls.map((call) => [String(call.key), call]));
  const around: Around = {
    now: view.feed.now(),
    callOf: (call) => (call === null ? undefined : calls.get(call)),
    isHidden: view.isHidden,
  };
  const rows = gridItems(tile, view.shown, view.feed).map((row): Row => {
    const state = stateOf(row, around);
    return {
      key: row.item.key,
      row,
      state,
      cells: tile.columns.map((column, index) => cellOf(column, index, row, state, tile, view, around)),
    };
  });
  return tile.grid === 'calls' ? rows : rows.sort((a, b) => collator.compare(a.key, b.key));
};
