import type { HistoryWrite } from './compute-writes.ts';

const rootOf = (parents: Map<string, string>, call: string): string => {
  let root = call;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
  return root;
};

/**
 * Writes in transactions of at most `size`: all of a call in one, with those of calls it took rows from, so that no reader ever sees a
 * call half written. Only what does not fit one transaction at all is cut.
 */
export const chunkWrites = (
  writes: readonly HistoryWrite[],
  takeOvers: readonly (readonly [string, string])[],
  size: number,
): readonly (readonly HistoryWrite[])[] => {
  const parents = new Map<string, string>();
  for (const [a, b] of takeOvers) {
    const from = rootOf(parents, a);
    const to = rootOf(parents, b);
    if (from !== to) parents.set(from, to);
  }
  const groups = new Map<string, HistoryWrite[]>();
  for (const write of writes) {
    const name = write.call === null ? `row ${write.pk} ${write.sk}` : `call ${rootOf(parents, write.call)}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [write]);
    else group.push(write);
  }
  const chunks: HistoryWrite[][] = [];
  let open: HistoryWrite[] = [];
  for (const group of groups.values()) {
    if (open.length + group.length > size) {
      if (open.length > 0) chunks.push(open);
      open = [];
    }
    for (const write of group) {
      if (open.length === size) {
        chunks.push(open);
        open = [];
      }
      open.push(write);
    }
  }
  return open.length > 0 ? [...chunks, open] : chunks;
};
