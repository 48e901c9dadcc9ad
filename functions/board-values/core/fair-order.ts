/**
 * Longest waiting first, but customers in turn: the first of each, then the second of each. One with very many sources, or very slow ones,
 * makes its own wait and not those of others.
 */
export const fairOrder = <T extends { readonly tenant: string; readonly dueAt: number }>(list: readonly T[]): readonly T[] => {
  const turns = new Map<string, number>();
  return [...list]
    .sort((a, b) => a.dueAt - b.dueAt)
    .map((due) => {
      const turn = turns.get(due.tenant) ?? 0;
      turns.set(due.tenant, turn + 1);
      return { due, turn };
    })
    .sort((a, b) => a.turn - b.turn || a.due.dueAt - b.due.dueAt)
    .map(({ due }) => due);
};
