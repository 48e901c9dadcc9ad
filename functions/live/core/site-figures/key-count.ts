/** How many different keys there are, as they come and go. */
export const createKeyCount = () => {
  const counts = new Map<string, number>();
  return {
    change: (key: string | null, by: 1 | -1): void => {
      if (key === null) return;
      const count = (counts.get(key) ?? 0) + by;
      if (count > 0) counts.set(key, count);
      else counts.delete(key);
    },
    keys: (): Iterable<string> => counts.keys(),
    size: (): number => counts.size,
  };
};
