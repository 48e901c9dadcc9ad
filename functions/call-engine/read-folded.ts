import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EngineState } from './core/state.ts';
import type { Owner } from './ports.ts';
import { createStateStore } from './state-store.ts';

/** How far the events of a site are folded. Epoch ms. */
export interface Folded {
  /** Number of the last published batch: whoever has read that far has everything below. */
  readonly n: number;
  /** By link: everything that it stamped before `through` is folded. `replaced`: another link took its place, and the time between is a gap. */
  readonly links: Readonly<Record<string, { readonly through: number; readonly replaced: boolean }>>;
  /** Since when the calls in progress are there: their rows will change. */
  readonly callsSince: readonly number[];
}
export type ReadFolded = (owner: Owner) => Promise<Folded | null>;

/** @internal */
export const foldedOf = (n: number, state: Pick<EngineState, 'linkTimes' | 'linkStates' | 'calls'>): Folded => ({
  n,
  links: Object.fromEntries(
    Object.entries(state.linkTimes).map(([link, through]) => [
      link,
      {
        through,
        // As `replaceOlderLinks` leaves it: the older link has no state any more, and its successor came up after its last word.
        replaced: state.linkStates[link] === undefined && Object.values(state.linkStates).some(({ since }) => since >= through),
      },
    ]),
  ),
  callsSince: Object.values(state.calls).map(({ startedAt, published }) => Math.min(startedAt, published?.startedAt ?? startedAt)),
});

/** Null for a site of which nothing was ever folded. */
export const createReadFolded = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): ReadFolded => {
  const states = createStateStore<EngineState>(deps);
  return async (owner) => {
    const read = await states.read(owner);
    return read === null ? null : foldedOf(read.state.n, read.state.engine);
  };
};
