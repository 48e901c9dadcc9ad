interface Answer {
  readonly columns: readonly { readonly id: string }[];
  readonly items: readonly { readonly values: Readonly<Record<string, unknown>> }[];
}

/** Columns that have fewer than two values over all rows of all answers: equal figures would prove nothing about them. */
export const constantColumns = (answers: readonly Answer[]): string[] => {
  const values = new Map<string, Set<unknown>>();
  for (const { columns, items } of answers)
    for (const { id } of columns) {
      const seen = values.get(id) ?? new Set();
      for (const item of items) if (item.values[id] !== null) seen.add(item.values[id]);
      values.set(id, seen);
    }
  return [...values].filter(([, seen]) => seen.size < 2).map(([id]) => id);
};
