import type { Principal, SiteScope } from '../identity/types.ts';
import type { PastBoard } from './public-schemas.ts';

/** @throws ProblemError `not-found`, `forbidden`: as for whoever shows the board now */
export type ReadPast = (
  scope: SiteScope,
  principal: Principal,
  board: string,
  view: string,
  /** Epoch ms, ascending. */
  instants: readonly number[],
) => Promise<PastBoard>;
