import { queryOptions } from '@tanstack/react-query';
import type { BoardContent } from '../../../functions/domain/board.ts';
import type { ApiClient } from '../api/client.ts';
import type { Applied, Template, TemplateItem } from './core/types.ts';

const root = '/board-templates';

export const templatesKey = ['board templates'] as const;

export const templateListQuery = (api: ApiClient) =>
  queryOptions({ queryKey: [...templatesKey, 'all'], queryFn: ({ signal }) => api.list<TemplateItem>(root, { limit: null }, signal) });

export const templateQuery = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: [...templatesKey, id],
    queryFn: async ({ signal }) => (await api.get(`${root}/${id}`, {}, signal)) as Template,
  });

export const fetchBoardContent = async (api: ApiClient, site: string, board: string): Promise<BoardContent> =>
  ((await api.get(`/sites/${site}/boards/${board}`)) as { readonly content: BoardContent }).content;

export const makeTemplate = async (api: ApiClient, name: string, content: unknown): Promise<Template> =>
  (await api.send('POST', root, { name, content })) as Template;

export const changeTemplate = async (
  api: ApiClient,
  { id, version }: Pick<Template, 'id' | 'version'>,
  change: { readonly name: string; readonly content: unknown },
): Promise<Template & { readonly results: readonly Applied[] }> =>
  (await api.send('PUT', `${root}/${id}`, change, undefined, { 'if-match': `"${version}"` })) as Template & {
    readonly results: readonly Applied[];
  };

/** @throws when boards that follow it could not be let go yet: to be tried again. */
export const deleteTemplate = async (api: ApiClient, id: string): Promise<void> => {
  const { deleted } = (await api.send('DELETE', `${root}/${id}`, undefined)) as { readonly deleted: boolean };
  if (!deleted) throw new Error('Some boards that follow it could not be let go yet; try again.');
};

export const applyTemplate = async (
  api: ApiClient,
  id: string,
  sites: readonly string[],
  mode: 'follow' | 'fork',
): Promise<readonly Applied[]> =>
  ((await api.send('POST', `${root}/${id}/apply`, { sites, mode })) as { readonly results: readonly Applied[] }).results;
