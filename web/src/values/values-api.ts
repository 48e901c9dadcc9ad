import { queryOptions } from '@tanstack/react-query';
import type { BoardContent } from '../../../functions/domain/board.ts';
import type { ApiClient } from '../api/client.ts';
import type { ExternalSource, SourceContent, Trial, Variable } from './core/types.ts';
import { usesOf } from './core/value-uses.ts';

export const variablesQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['variables', site],
    queryFn: ({ signal }) => api.list<Variable>(`/sites/${site}/variables`, { limit: null }, signal),
  });

/** Looked at again while the page is open: sources are fetched without anybody pressing anything. */
export const sourcesQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['external data', site],
    queryFn: ({ signal }) => api.list<ExternalSource>(`/sites/${site}/external-data`, { limit: null }, signal),
    refetchInterval: 15_000,
  });

const mostBoards = 60;

/** Which boards show which value. */
export const valueUsesQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['value uses', site],
    queryFn: async ({ signal }) => {
      const boards = await api.list<{ readonly id: string; readonly builtIn: boolean }>(`/sites/${site}/boards`, { limit: null }, signal);
      const read = boards
        .filter(({ builtIn }) => !builtIn)
        .slice(0, mostBoards)
        .map(async ({ id }) => ({
          id,
          content: ((await api.get(`/sites/${site}/boards/${id}`, {}, signal)) as { content: BoardContent }).content,
        }));
      return usesOf(await Promise.all(read));
    },
    staleTime: 60_000,
    retry: false,
  });

export const saveVariable = async (
  api: ApiClient,
  site: string,
  id: string | null,
  content: { readonly name: string; readonly value: string },
): Promise<Variable> =>
  (id === null
    ? await api.send('POST', `/sites/${site}/variables`, content)
    : await api.send('PUT', `/sites/${site}/variables/${id}`, content)) as Variable;

export const deleteVariable = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `/sites/${site}/variables/${id}`, undefined);

const root = (site: string): string => `/sites/${site}/external-data`;

export const saveSource = async (api: ApiClient, site: string, id: string | null, content: SourceContent): Promise<ExternalSource> =>
  (id === null ? await api.send('POST', root(site), content) : await api.send('PUT', `${root(site)}/${id}`, content)) as ExternalSource;

export const deleteSource = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}`, undefined);

export const fetchSource = async (api: ApiClient, site: string, id: string): Promise<ExternalSource> =>
  (await api.send('POST', `${root(site)}/${id}/fetch`, {})) as ExternalSource;

/** Asks an address once and keeps nothing. `source` = whose kept secret to use. */
export const trySource = async (api: ApiClient, site: string, source: string | null, content: SourceContent): Promise<Trial> =>
  (await api.send('POST', `${root(site)}/test`, { ...content, ...(source === null ? {} : { source }) })) as Trial;
