export interface PairSearch {
  readonly code?: string;
  readonly site?: string;
}

/** A code of digits alone arrives as a number. */
export const parsePairSearch = (search: Record<string, unknown>): PairSearch => ({
  ...(typeof search.code === 'string' || typeof search.code === 'number' ? { code: String(search.code) } : {}),
  ...(typeof search.site === 'string' ? { site: search.site } : {}),
});
