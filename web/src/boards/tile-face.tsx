import type { ReactNode } from 'react';
import { figureId, type ShownView, type Tile } from '../../../functions/domain/board.ts';
import type { Site } from '../api/types.ts';
import { formatFigure } from '../figures/core/format-figure.ts';
import type { FigureType } from '../figures/core/public-types.ts';
import type { BoardFeed, GridRow } from './core/feed.ts';
import { figureAt } from './core/figure-now.ts';
import { filterLine, shownField, tileFields, tileTitle } from './core/tile-words.ts';

/** What is needed of a site; a paired screen knows no more. */
export type BoardSite = Pick<Site, 'site' | 'name' | 'timeZone' | 'resetTime'>;
export type RowActions = (row: GridRow) => ReactNode;

export interface TileFaceProps {
  readonly site: BoardSite;
  readonly tile: Tile;
  readonly shown: ShownView;
  readonly feed: BoardFeed;
  /** Menu for a row of a grid. */
  readonly actions?: RowActions;
  /** Nothing moves by itself: no cycling, no ticker, no flashing. */
  readonly paused?: boolean;
  /** Somebody can reach it: links, sorting, scrolling. On walls lists page by themselves. */
  readonly desk?: boolean;
}

/** The content of one tile in whatever box it is put into: it takes the whole of it. */
export const TileFace = ({ site, tile, shown, feed }: TileFaceProps) => {
  const filter = filterLine(tile, shown);
  return (
    <div className="tile-face" data-kind={tile.kind}>
      <h2 className="tile-title">{tileTitle(tile, shown)}</h2>
      {filter === null ? null : <p className="tile-filter">{filter}</p>}
      {tileFields(tile).map((field, index) => {
        const id = figureId(tile.id, index);
        const reading = feed.figures.get(id);
        const type = shownField(shown, tile.id, index)?.type ?? 'text';
        return (
          <p className="tile-figure" key={id}>
            {field.source === 'value'
              ? (feed.values.get(field.value)?.value ?? '–')
              : formatFigure(type as FigureType, reading === undefined ? null : figureAt(reading, feed.now()), site.timeZone)}
          </p>
        );
      })}
    </div>
  );
};
