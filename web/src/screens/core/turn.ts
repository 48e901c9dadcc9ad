export interface BoardViewName {
  readonly id: string;
  readonly name: string;
}

/** The views to be shown in turn: the one a screen is set to, those of the playlist that are there, or all. */
export const viewsInTurn = (
  views: readonly BoardViewName[],
  view: string | null,
  playlist: string | undefined,
): readonly BoardViewName[] => {
  const wanted = (playlist ?? '').split(',').map((word) => word.trim().toLowerCase());
  const named = wanted.flatMap((word) => views.find(({ id, name }) => id === word || name.toLowerCase() === word) ?? []);
  if (named.length > 0) return named;
  const set = views.filter(({ id }) => id === view);
  return set.length > 0 ? set : views;
};

/** Whose turn it is at an instant (epoch ms): counted from the same beginning everywhere, so that screens side by side change together. */
export const turnAt = <T>(views: readonly T[], seconds: number, now: number): T | null =>
  views[Math.floor(now / (seconds * 1_000)) % Math.max(1, views.length)] ?? null;
