import type { Emitted } from '../../domain/engine-output.ts';

const idOf = (one: Emitted): string | null => {
  switch (one.type) {
    case 'status':
      return one.row.statusId;
    case 'segment':
      return one.row.segmentId;
    case 'gap':
      return one.gap.gapId;
    case 'anomaly':
      return one.anomaly.anomalyId;
    case 'call':
      return one.row.logicalCallId;
    case 'segmentRetired':
    case 'callRetired':
    case 'live':
    case 'directory':
      return null;
  }
};

/** A call row says what it was before the fold, however often it was told within it. */
const replaced = (first: Emitted | undefined, last: Emitted): Emitted =>
  first?.type === 'call' && last.type === 'call' ? { ...last, was: first.was } : last;

/** Of every row told more than once in a fold only the last version, in its first place. */
export const lastVersions = (out: readonly Emitted[]): Emitted[] => {
  const places = new Map<string, number>();
  const kept: Emitted[] = [];
  for (const one of out) {
    const id = idOf(one);
    const key = id === null ? null : `${one.type} ${id}`;
    const place = key === null ? undefined : places.get(key);
    if (place !== undefined) kept[place] = replaced(kept[place], one);
    else {
      if (key !== null) places.set(key, kept.length);
      kept.push(one);
    }
  }
  return kept;
};
