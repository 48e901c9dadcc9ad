import type { ShownView } from '../../../../functions/domain/board.ts';
import type { BoardFeed, GridRow } from './feed.ts';
import { agentFilter, callFilter, extensionFilter, trunkFilter } from './grid-filter.ts';
import type { GridTile } from './grid-tile.ts';

/** What a grid lists of the site as it is now. Calls oldest first: a row keeps its place while its state changes. */
export const gridItems = (tile: GridTile, shown: ShownView, feed: BoardFeed): readonly GridRow[] => {
  const { live } = feed;
  if (live === null) return [];
  const filter = shown.gridFilters[tile.id] ?? {};
  switch (tile.grid) {
    case 'agents':
      return live.agents
        .filter(agentFilter(filter))
        .filter(({ state }) => !tile.hideAbsent || state !== 'loggedOut')
        .map((item) => ({ grid: 'agents', item }) as const);
    case 'calls':
      return [...live.calls]
        .filter(callFilter(filter))
        .sort((a, b) => a.startedAt - b.startedAt || (a.key < b.key ? -1 : 1))
        .map((item) => ({ grid: 'calls', item }) as const);
    case 'extensions':
      return live.extensions
        .filter(extensionFilter(filter))
        .filter(({ state }) => !tile.hideAbsent || state !== 'offline')
        .map((item) => ({ grid: 'extensions', item }) as const);
    case 'trunks':
      return live.trunks
        .filter(trunkFilter(filter))
        .filter(({ call }) => call !== null)
        .map((item) => ({ grid: 'trunks', item }) as const);
  }
};
