import { changedFields, mergeFetched } from './core/merge-fetched.ts';
import type { Fetched, Source, SourceHeader } from './core/types.ts';
import type { FetchSource, SecretHeader, SourceSecrets } from './ports.ts';
import { sourceValues } from './values-book.ts';
import type { ValuesOwner } from './values-params.ts';
import type { Claim, ValuesStore } from './values-store.ts';

export interface FetchDeps {
  readonly store: Pick<ValuesStore, 'putFetched'>;
  readonly secrets: Pick<SourceSecrets, 'get'>;
  readonly fetchSource: FetchSource;
  readonly now: () => number;
}

/** The header with its secret. `null`: the secret is gone. */
export const withSecret = async (
  secrets: Pick<SourceSecrets, 'get'>,
  owner: ValuesOwner,
  source: string,
  header: SourceHeader,
): Promise<SecretHeader | null> => {
  const value = await secrets.get(owner, source, header.secretVersion);
  return value === null ? null : { name: header.name, value };
};

export const secretGone = 'The secret of the header is not there any more; enter it again.';

/**
 * Fetches a source that was claimed and keeps what came.
 * @returns null when the source was changed or deleted meanwhile: what came counts for nothing then
 */
export const fetchOne = async (
  deps: FetchDeps,
  owner: ValuesOwner,
  source: Source,
  last: Fetched | undefined,
  claim: Claim,
): Promise<Fetched | null> => {
  const header = source.header === null ? null : await withSecret(deps.secrets, owner, source.id, source.header);
  const outcome = source.header !== null && header === null ? { failing: secretGone } : await deps.fetchSource(source, header);
  const fetched = mergeFetched(source, last, outcome, deps.now());
  const changed = new Set(changedFields(last, fetched));
  const told = sourceValues(source, fetched).filter((_, i) => changed.has(source.fields[i]?.id ?? ''));
  return (await deps.store.putFetched(owner, source, fetched, told, claim)) ? fetched : null;
};
