/**
 * Call ids as a PBX makes them: node, letter, two digits (`1F01`, `1F02` …), taken in turn and reused once free.
 * @param count how many ids a node has before it starts over, at most 2,574
 */
export const createCallIds = (count: number, inUse: (id: string) => boolean): ((node: string) => string) => {
  const next = new Map<string, number>();
  const letters = 'FGHIJKLMNOPQRSTUVWXYZABCDE';
  const format = (node: string, n: number): string => `${node}${letters[Math.floor(n / 99) % 26]}${String((n % 99) + 1).padStart(2, '0')}`;
  return (node) => {
    for (let tries = 0; tries < count; tries += 1) {
      const n = next.get(node) ?? 0;
      next.set(node, (n + 1) % count);
      const id = format(node, n);
      if (!inUse(id)) return id;
    }
    throw new Error(`node ${node}: all ${count} call ids are in use`);
  };
};
