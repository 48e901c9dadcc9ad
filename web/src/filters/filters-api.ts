import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import { readableOf, type Unreadable, unreadableOf } from '../api/unreadable.ts';
import type { KindMatches } from './core/match-words.ts';
import { readFilter, readFilterItem } from './core/read-filter.ts';
import type { FilterContent, FilterSpec, SavedFilter } from './core/types.ts';

const root = (site: string): string => `/sites/${site}/filters`;

export const filtersKey = (site: string) => ['filters', site] as const;

const listed = (api: ApiClient, site: string) => ({
  queryKey: filtersKey(site),
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (await api.list<SavedFilter | Unreadable>(root(site), { limit: null }, signal)).map(readFilterItem),
});
export const filtersQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: readableOf<SavedFilter> });
/** What is in the list but cannot be read. */
export const unreadableFiltersQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: unreadableOf });
/** Also when something uses it: that shows nothing in its place already. */
export const deleteUnreadableFilter = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${encodeURIComponent(id)}?force=true`, undefined);

const ifMatch = (version: number): Readonly<Record<string, string>> => ({ 'if-match': `"${version}"` });

/** Makes one, or changes the version that was read. */
export const saveFilter = async (
  api: ApiClient,
  site: string,
  content: FilterContent,
  before: Pick<SavedFilter, 'id' | 'version'> | null,
): Promise<SavedFilter> =>
  readFilter(
    (before === null
      ? await api.send('POST', root(site), content)
      : await api.send('PUT', `${root(site)}/${before.id}`, content, undefined, ifMatch(before.version))) as SavedFilter,
  );

/** `force`: also when boards use it. */
export const deleteFilter = (
  api: ApiClient,
  site: string,
  { id, version }: Pick<SavedFilter, 'id' | 'version'>,
  force: boolean,
): Promise<unknown> => api.send('DELETE', `${root(site)}/${id}?force=${force}`, undefined, undefined, ifMatch(version));

/** Which devices and users of the site a filter picks. */
export const matchesQuery = (api: ApiClient, site: string, spec: FilterSpec) =>
  queryOptions({
    queryKey: ['filter matches', site, spec],
    queryFn: async ({ signal }) =>
      ((await api.send('POST', `${root(site)}/matches`, { filter: spec }, signal)) as { readonly kinds: readonly KindMatches[] }).kinds,
    staleTime: 60_000,
    retry: false,
  });

/** Statuses are of grids and narrow no call. */
const ofCalls = ({ agentStatus: _agent, deviceStatus: _device, ...spec }: FilterSpec): FilterSpec => spec;

/** How many calls of the last seven days a filter picks, as the report Call List counts them. */
export const countCallsQuery = (api: ApiClient, site: string, spec: FilterSpec) =>
  queryOptions({
    queryKey: ['filter calls', site, spec],
    queryFn: async ({ signal }) => {
      const range = { named: 'lastDays', days: 7 };
      const body = { template: 'callList', columns: ['startTime'], range, limit: 1, filter: ofCalls(spec) };
      return ((await api.send('POST', `/sites/${site}/query`, body, signal)) as { readonly rows: number }).rows;
    },
    staleTime: 60_000,
    retry: false,
  });
