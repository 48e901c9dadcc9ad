import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { FilterContent, SavedFilter } from './core/types.ts';

const root = (site: string): string => `/sites/${site}/filters`;

export const filtersKey = (site: string) => ['filters', site] as const;

export const filtersQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: filtersKey(site),
    queryFn: ({ signal }) => api.list<SavedFilter>(root(site), { limit: null }, signal),
  });

const ifMatch = (version: number): Readonly<Record<string, string>> => ({ 'if-match': `"${version}"` });

/** Makes one, or changes the version that was read. */
export const saveFilter = async (
  api: ApiClient,
  site: string,
  content: FilterContent,
  before: Pick<SavedFilter, 'id' | 'version'> | null,
): Promise<SavedFilter> =>
  (before === null
    ? await api.send('POST', root(site), content)
    : await api.send('PUT', `${root(site)}/${before.id}`, content, undefined, ifMatch(before.version))) as SavedFilter;

/** `force`: also when boards use it. */
export const deleteFilter = (
  api: ApiClient,
  site: string,
  { id, version }: Pick<SavedFilter, 'id' | 'version'>,
  force: boolean,
): Promise<unknown> => api.send('DELETE', `${root(site)}/${id}?force=${force}`, undefined, undefined, ifMatch(version));
