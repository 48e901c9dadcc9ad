import type { Gap } from '../../domain/engine-output.ts';
import { type LiveDelta, type LiveKind, type LiveKinds, liveKinds } from '../../domain/live.ts';
import type { Totals } from './totals.ts';

/** What changed at a site: whole objects, whole totals, all open gaps; so applying one twice, or a merged one, is harmless. */
export type SiteDelta = LiveDelta & { readonly totals?: Totals; readonly gaps?: readonly Gap[] };

/** One stored or sent change: brings a client that has seen at least `from` to `n`. */
export interface NumberedDelta {
  readonly from: number;
  readonly n: number;
  readonly delta: SiteDelta;
}

type Changes = { readonly [K in LiveKind]?: Change<K> };
type Change<K extends LiveKind> = { readonly set?: readonly LiveKinds[K][]; readonly gone?: readonly string[] };

const mergeKind = <K extends LiveKind>(changes: readonly Change<K>[]): Change<K> => {
  const set = new Map<string, LiveKinds[K]>();
  const gone = new Set<string>();
  for (const change of changes) {
    for (const key of change.gone ?? []) {
      set.delete(key);
      gone.add(key);
    }
    for (const item of change.set ?? []) {
      gone.delete(item.key);
      // Deleted first, so that the order is that of the last change.
      set.delete(item.key);
      set.set(item.key, item);
    }
  }
  return { ...(set.size > 0 ? { set: [...set.values()] } : {}), ...(gone.size > 0 ? { gone: [...gone] } : {}) };
};

const mergedKind = <K extends LiveKind>(kind: K, deltas: readonly Changes[]): { readonly [P in K]?: Change<K> } => {
  const changes = deltas.flatMap((delta): readonly Change<K>[] => {
    const change: Change<K> | undefined = delta[kind];
    return change === undefined ? [] : [change];
  });
  return changes.length === 0 ? {} : ({ [kind]: mergeKind(changes) } as { readonly [P in K]?: Change<K> });
};

/** Several deltas as one: the last word on each object, on the totals and on the gaps. */
export const mergeDeltas = (deltas: readonly SiteDelta[]): SiteDelta => {
  const last = deltas.at(-1);
  if (last === undefined) throw new RangeError('nothing to merge');
  const totals = deltas.findLast((delta) => delta.totals !== undefined)?.totals;
  const gaps = deltas.findLast((delta) => delta.gaps !== undefined)?.gaps;
  return Object.assign(
    { at: last.at },
    totals === undefined ? {} : { totals },
    gaps === undefined ? {} : { gaps },
    ...liveKinds.map((kind) => mergedKind(kind, deltas)),
  );
};

/** A run of deltas, each going on where the one before ended, as one; `none` for an empty run. */
export const mergeNumbered = (deltas: readonly NumberedDelta[]): NumberedDelta | 'none' => {
  const [first, last] = [deltas[0], deltas.at(-1)];
  return first === undefined || last === undefined
    ? 'none'
    : { from: first.from, n: last.n, delta: mergeDeltas(deltas.map(({ delta }) => delta)) };
};
