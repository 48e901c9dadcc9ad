import { type ReactNode, use, useCallback } from 'react';
import type { GridRow } from '../boards/core/feed.ts';
import { ActionsContext } from './actions-context.ts';
import { RowMenuButton } from './row-menu-button.tsx';

const labelOf = (row: GridRow): string => {
  switch (row.grid) {
    case 'agents':
    case 'trunks':
      return `${row.item.name} ${row.item.key}`.trim();
    case 'extensions':
      return `${row.item.key} ${row.item.agentName ?? row.item.userName ?? row.item.name}`.trim();
    case 'calls':
      return `call at ${row.item.extensionName ?? row.item.extension ?? row.item.huntGroupName ?? row.item.huntGroup ?? 'no phone yet'}`;
  }
};

/** The menu of a row of a grid; undefined where the person may not act, so that grids draw no place for it. */
export const useRowActions = (): ((row: GridRow) => ReactNode) | undefined => {
  const actions = use(ActionsContext);
  const draw = useCallback(
    (row: GridRow): ReactNode => (row.grid === 'trunks' ? null : <RowMenuButton row={row} label={labelOf(row)} />),
    [],
  );
  return actions === null ? undefined : draw;
};
