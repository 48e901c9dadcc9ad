/** Which of numbered things changed since last asked. */
export interface Dirty {
  readonly mark: (index: number) => void;
  /** Each marked index once; nothing is marked afterwards. */
  readonly take: () => readonly number[];
}

export const createDirty = (): Dirty => {
  let marked: number[] = [];
  let flags = new Uint8Array(64);
  return {
    mark: (index) => {
      if (index >= flags.length) {
        const larger = new Uint8Array(index * 2);
        larger.set(flags);
        flags = larger;
      }
      if (flags[index] === 1) return;
      flags[index] = 1;
      marked.push(index);
    },
    take: () => {
      const taken = marked;
      for (const index of taken) flags[index] = 0;
      marked = [];
      return taken;
    },
  };
};
