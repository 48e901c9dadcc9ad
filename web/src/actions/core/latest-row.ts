import type { GridRow } from '../../boards/core/feed.ts';
import type { Board } from '../../live/core/board.ts';

const latest = <T extends { readonly key: string }>(list: readonly T[] | undefined, item: T): T =>
  list?.find(({ key }) => key === item.key) ?? item;

/** The row as it is now: a menu may stay open while the state of its row changes. */
export const latestRow = (row: GridRow, board: Board | null): GridRow => {
  switch (row.grid) {
    case 'agents':
      return { grid: 'agents', item: latest(board?.agents, row.item) };
    case 'calls':
      return { grid: 'calls', item: latest(board?.calls, row.item) };
    case 'extensions':
      return { grid: 'extensions', item: latest(board?.extensions, row.item) };
    case 'trunks':
      return { grid: 'trunks', item: latest(board?.trunks, row.item) };
  }
};
