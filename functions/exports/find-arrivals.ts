import type { ReadFolded } from '../call-engine/events.ts';
import type { ReadPosition } from '../call-history/events.ts';
import type { BulkKind } from './constants.ts';
import { type BulkAgent, type BulkArrivals, bulkHolds } from './core/bulk-holds.ts';
import type { Place } from './types.ts';

export interface FindArrivalsDeps {
  readonly agentsOf: (at: Place) => Promise<readonly BulkAgent[]>;
  readonly foldedOf: ReadFolded;
  readonly positionOf: ReadPosition;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
}
/** @param words how sentences tell an instant */
export type FindArrivals = (at: Place, what: BulkKind, words: (at: number) => string) => Promise<BulkArrivals>;

/** History is behind the engine by a fraction of a second; half a minute means that something is wrong. */
const looks = 60;
const lookMs = 500;

/**
 * How far the data of a site has arrived. What was folded by then is in history when this is answered, so who reads the lake afterwards finds it there,
 * or the hour not sealed.
 */
export const createFindArrivals =
  (deps: FindArrivalsDeps): FindArrivals =>
  async (at, what, words) => {
    // Agents first: what one has delivered since it spoke only makes more of it folded.
    const agents = await deps.agentsOf(at);
    const folded = await deps.foldedOf(at);
    const arrivals = bulkHolds(what, agents, folded, deps.now(), words);
    if (folded === null) return arrivals;
    for (let look = 0; look < looks; look += 1) {
      if ((await deps.positionOf(at)) >= folded.n) return arrivals;
      await deps.pause(lookMs);
    }
    const why = 'What has arrived last is not in the lists yet: ask again in some minutes.';
    return { ...arrivals, holds: [...arrivals.holds, { until: 0, why }] };
  };
