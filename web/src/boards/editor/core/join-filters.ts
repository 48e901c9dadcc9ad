type Spec = Readonly<Record<string, unknown>>;

const isEmpty = (spec: Spec | null): boolean => spec === null || Object.keys(spec).length === 0;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What no second layer of a filter may say. */
const ofLayersOnly = ['and', 'agentStatus', 'deviceStatus'];

/**
 * Two filters as one that asks both: where both ask something else of the same field, the tile's is a layer of its own. `undefined` where a
 * layer cannot say it, and only the server tells what both leave. Null = no filter.
 */
export const joinFilters = (view: Spec | null, tile: Spec | null): Spec | null | undefined => {
  if (isEmpty(view)) return isEmpty(tile) ? null : tile;
  if (view === null || tile === null || isEmpty(tile)) return view;
  if (!Object.keys(tile).some((name) => name in view && !same(tile[name], view[name]))) return { ...view, ...tile };
  return 'and' in view || ofLayersOnly.some((name) => name in tile) ? undefined : { ...view, and: [tile] };
};

/** Fields of which a call has one value only, with what they are called. Internal calls are inbound and outbound, so `direction` is none. */
const single: Readonly<Record<string, string>> = {
  callType: 'the kind of call',
  callStatus: 'the status of the call',
  answered: 'whether it was answered',
  lost: 'whether it was lost',
};

/** In words, what view and tile ask that no call can be at once. */
export const filterConflicts = (view: Spec | null, tile: Spec | null): readonly string[] =>
  view === null || tile === null
    ? []
    : Object.entries(single).flatMap(([name, words]) =>
        name in view && name in tile && !same(view[name], tile[name])
          ? [
              `View and tile ask different things of ${words} (“${String(view[name])}” and “${String(tile[name])}”): nothing is both, so the tile stays empty.`,
            ]
          : [],
      );
