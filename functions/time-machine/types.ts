import type { ShownView } from '../domain/board.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { PastBoard } from './public-schemas.ts';

/** One figure of a view: what it is called there, and what it counts. */
export interface BoardFigure {
  readonly id: string;
  readonly statistic: string;
  readonly template?: string | undefined;
  readonly filter: unknown;
}
/** A view of a board as somebody may see it: the door of functions/boards. @throws ProblemError `not-found`, `forbidden` */
export type ShowBoard = (
  scope: SiteScope,
  principal: Principal,
  board: string,
  view: string | null,
) => Promise<{ readonly shown: ShownView; readonly figures: readonly BoardFigure[]; readonly needsLive: boolean }>;
export type ReadPast = (
  scope: SiteScope,
  principal: Principal,
  board: string,
  view: string,
  /** Epoch ms, ascending. */
  instants: readonly number[],
) => Promise<PastBoard>;
