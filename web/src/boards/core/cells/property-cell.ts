import type { GridRow } from '../feed.ts';
import type { RowState } from '../row-state.ts';
import { agentCell } from './agent-cell.ts';
import { callCell } from './call-cell.ts';
import type { Around, Cell } from './cell.ts';
import { extensionCell } from './extension-cell.ts';
import { trunkCell } from './trunk-cell.ts';

/** What a column of the grid itself says of a row; a property that its kind of row has not says nothing. */
export const propertyCell = (row: GridRow, property: string, state: RowState, around: Around): Cell => {
  switch (row.grid) {
    case 'agents':
      return agentCell(row.item, property, state, around);
    case 'calls':
      return callCell(row.item, property, state, around);
    case 'extensions':
      return extensionCell(row.item, property, state, around);
    case 'trunks':
      return trunkCell(row.item, property, state, around);
  }
};
