import type { ShownView } from '../../../functions/domain/board.ts';
import type { BoardFeed } from './core/feed.ts';
import { type BoardSite, type RowActions, TileFace } from './tile-face.tsx';

export interface BoardViewProps {
  readonly site: BoardSite;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  /** Menu for a row of a grid; without it rows offer nothing. */
  readonly actions?: RowActions;
  /** Default: a wallboard is looked at from afar, a dashboard at a desk. */
  readonly desk?: boolean;
}

/** One view of a board, filling the box it stands in. */
export const BoardView = ({ site, shown, feed, actions, desk = shown.kind === 'dashboard' }: BoardViewProps) => (
  <div className="board-view" data-state={feed.freshness.state}>
    {shown.view.tiles.map((tile) => (
      <TileFace
        key={tile.id}
        site={site}
        tile={tile}
        shown={shown}
        feed={feed}
        desk={desk}
        {...(actions === undefined ? {} : { actions })}
      />
    ))}
  </div>
);
