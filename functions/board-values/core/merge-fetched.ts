import { limits } from '../constants.ts';
import { computeNextFetch } from './next-fetch.ts';
import type { Reading } from './reading.ts';
import type { Fetched, FetchedField, Source } from './types.ts';

/** What one fetch came to: a reading for each field of the source, in its order, or why there are none. */
export type FetchOutcome = { readonly readings: readonly Reading[] } | { readonly failing: string };

const shortened = (value: string): string =>
  value.length <= limits.valueCharacters ? value : `${value.slice(0, limits.valueCharacters - 1)}…`;

/** What is known of a source after a fetch: new values, or the last good ones with the reason. */
export const mergeFetched = (source: Source, last: Fetched | undefined, outcome: FetchOutcome, now: number): Fetched => {
  const at = new Date(now).toISOString();
  const fieldOf = (id: string, i: number): FetchedField => {
    const before = last?.fields[id] ?? { value: null, at: null };
    if ('failing' in outcome) return { value: before.value, at: before.at, failing: outcome.failing };
    const reading = outcome.readings[i] ?? { failing: 'The selector finds nothing in what the server sent.' };
    return 'value' in reading
      ? { value: shortened(reading.value), at, failing: null }
      : { value: before.value, at: before.at, failing: reading.failing };
  };
  const failures = 'failing' in outcome ? (last?.failures ?? 0) + 1 : 0;
  return {
    source: source.id,
    version: source.version,
    lastFetchAt: at,
    failing: 'failing' in outcome ? outcome.failing : null,
    failures,
    nextAt: new Date(computeNextFetch(now, source.everySeconds, failures)).toISOString(),
    fields: Object.fromEntries(source.fields.map(({ id }, i) => [id, fieldOf(id, i)])),
  };
};

/** Ids of fields that say something else than before. */
export const changedFields = (last: Fetched | undefined, next: Fetched): readonly string[] =>
  Object.entries(next.fields)
    .filter(([id, { value, failing }]) => {
      const before = last?.fields[id];
      return before === undefined || before.value !== value || before.failing !== failing;
    })
    .map(([id]) => id);
