/** What the address bar holds of a past board, so that its link shows the same moment to whoever opens it. */
export interface PastSearch {
  /** ISO 8601; missing = an hour ago. */
  readonly at?: string;
  readonly view?: string;
}

export const parsePastSearch = (search: Record<string, unknown>): PastSearch => {
  const { at, view } = search;
  const instant = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return {
    ...(Number.isNaN(instant) ? {} : { at: new Date(instant).toISOString() }),
    ...(typeof view === 'string' && view !== '' ? { view } : {}),
  };
};
