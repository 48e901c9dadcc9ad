import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { TextOutcome } from './core/types.ts';

/** What is needed of a board of the list. */
export interface ListedBoard {
  readonly id: string;
  readonly kind: 'wallboard' | 'dashboard';
  readonly name: string;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly mayEdit: boolean;
  readonly template: { readonly id: string; readonly name: string; readonly version: number; readonly follows: boolean } | null;
}

export const listedBoardsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['boards of text', site],
    queryFn: ({ signal }) => api.list<ListedBoard>(`/sites/${site}/boards`, { limit: 200 }, signal),
  });

const root = (site: string): string => `/sites/${site}/boards-text`;

/** @param boards null = all, with every filter and variable of the site */
export const exportText = (api: ApiClient, site: string, boards: readonly string[] | null): Promise<string> =>
  api.text(root(site), { boards: boards === null ? null : boards.join(',') });

export const importText = async (api: ApiClient, site: string, text: string, dryRun: boolean): Promise<TextOutcome> =>
  (await api.send('POST', `${root(site)}?dryRun=${dryRun}`, text, undefined, { 'content-type': 'text/yaml' })) as TextOutcome;
