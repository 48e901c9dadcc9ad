import type { ShownView, Tile } from '../../../../functions/domain/board.ts';
import type { LiveQueue } from '../../../../functions/domain/live.ts';
import type { Board } from '../../live/core/board.ts';
import { sortedQueues } from '../../live/core/views.ts';
import { queueFilter } from './grid-filter.ts';

/** Hunt groups of a strip: those chosen, or all, that pass the tile's filter. */
export const shownQueues = (
  { id, huntGroups }: Extract<Tile, { kind: 'queues' }>,
  shown: Pick<ShownView, 'gridFilters'>,
  { queues }: Board,
): readonly LiveQueue[] =>
  sortedQueues(queues)
    .filter(queueFilter(shown.gridFilters[id] ?? {}))
    .filter(({ key }) => huntGroups.length === 0 || huntGroups.includes(key));
