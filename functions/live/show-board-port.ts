import type { ShownView } from '../domain/board.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { BoardFigure } from './core/client-message.ts';

/**
 * What live needs of boards: the figures of a stored view (null = the first), with filters worked out, whether it draws calls or devices,
 * and which other views the board has.
 * @throws ProblemError `not-found` for a board or view that is not there or not this principal's to see
 */
export type ShowBoard = (
  scope: SiteScope,
  principal: Principal,
  board: string,
  view: string | null,
) => Promise<{
  readonly figures: readonly BoardFigure[];
  readonly shown: Pick<ShownView, 'kind' | 'view' | 'views'>;
  readonly needsLive: boolean;
}>;
