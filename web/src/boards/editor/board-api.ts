import { queryOptions } from '@tanstack/react-query';
import type { BoardContent, BoardKind } from '../../../../functions/domain/board.ts';
import type { ApiClient } from '../../api/client.ts';
import { readableOf, type Unreadable, unreadableOf } from '../../api/unreadable.ts';
import type { FigureValue } from '../../figures/core/public-types.ts';
import type { Draft } from './core/editing.ts';
import type { ValueItem } from './core/field-choice.ts';
import type { MediaUse } from './core/media-types.ts';
import type { PreviewQuestion } from './core/preview.ts';

/** A board as lists have it. */
export interface BoardItem {
  readonly id: string;
  readonly kind: BoardKind;
  readonly name: string;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly shared: boolean;
  readonly builtIn: boolean;
  readonly version: number;
  /** Epoch ms, as `parseInstants` hands it on. */
  readonly updatedAt: number | null;
  readonly mayEdit: boolean;
  readonly template: { readonly id: string; readonly name: string; readonly version: number; readonly follows: boolean } | null;
  readonly views: readonly { readonly id: string; readonly name: string }[];
}
export interface FullBoard extends BoardItem {
  readonly content: BoardContent;
}

const root = (site: string): string => `/sites/${site}/boards`;
export const boardsKey = (site: string) => ['boards', site] as const;

const listed = (api: ApiClient, site: string) => ({
  queryKey: [...boardsKey(site), 'list'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.list<BoardItem | Unreadable>(root(site), { limit: null }, signal),
});
export const boardsQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: readableOf<BoardItem> });
/** What is in the list but cannot be read. */
export const unreadableBoardsQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: unreadableOf });

export const fetchBoard = async (api: ApiClient, site: string, board: string, signal?: AbortSignal): Promise<FullBoard> =>
  (await api.get(`${root(site)}/${board}`, {}, signal)) as FullBoard;

export const fullBoardQuery = (api: ApiClient, site: string, board: string) =>
  queryOptions({
    queryKey: [...boardsKey(site), 'full', board],
    queryFn: ({ signal }) => fetchBoard(api, site, board, signal),
    staleTime: 0,
  });

const ifMatch = (version: number): Readonly<Record<string, string>> => ({ 'if-match': `"${version}"` });

/** A new board from its content, or a copy of another. */
export const makeBoard = async (
  api: ApiClient,
  site: string,
  from: ({ readonly content: BoardContent } | { readonly copyOf: string; readonly name?: string }) & { readonly shared?: boolean },
): Promise<FullBoard> => (await api.send('POST', root(site), from)) as FullBoard;

/** @throws ApiError 412 when somebody saved another version since `version`. */
export const saveBoard = async (api: ApiClient, site: string, board: string, version: number, draft: Draft): Promise<FullBoard> =>
  (await api.send('PUT', `${root(site)}/${board}`, draft, undefined, ifMatch(version))) as FullBoard;

export const deleteUnreadableBoard = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${encodeURIComponent(id)}`, undefined);
export const deleteBoard = (api: ApiClient, site: string, { id, version }: BoardItem): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}`, undefined, undefined, ifMatch(version));

interface Version {
  readonly version: number;
  readonly at?: number | string;
  readonly by?: { readonly name: string } | null;
}

/** Who saved the newest version; null when it cannot be told. */
export const fetchLastAuthor = async (api: ApiClient, site: string, board: string): Promise<string | null> => {
  const versions = await api.list<Version>(`${root(site)}/${board}/versions`, { limit: null }).catch(() => []);
  return versions.toSorted((a, b) => b.version - a.version)[0]?.by?.name ?? null;
};

interface ShownOnScreen {
  readonly screen: string;
  readonly name: string;
  readonly board: string;
}

/** Screens that show a board; null for those who may not know. */
export const fetchScreensOf = async (api: ApiClient, site: string, board: string): Promise<readonly string[] | null> => {
  const screens = await api.list<ShownOnScreen>(`/sites/${site}/screens`, { limit: null }).catch(() => null);
  return screens?.filter((screen) => screen.board === board).map(({ name }) => name) ?? null;
};

/** Variables and fields of external data, by name. */
export const valueItemsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['values', site, 'names'],
    queryFn: ({ signal }) => api.list<ValueItem>(`/sites/${site}/values`, { limit: null }, signal),
    retry: false,
  });

interface Previewed {
  readonly asOf: string;
  readonly figures: readonly { readonly statistic: string; readonly value: FigureValue; readonly perMs: number }[];
}

const previewEveryMs = 3_000;
/** Statistics that one request may name. */
const atOnce = 50;

export const previewQuery = (api: ApiClient, site: string, { template, filter, statistics }: PreviewQuestion) =>
  queryOptions({
    queryKey: ['board preview', site, template, filter, statistics],
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(statistics.length / atOnce) }, (_, i) => statistics.slice(i * atOnce, (i + 1) * atOnce));
      const answers = await Promise.all(
        parts.map(
          async (part) =>
            (await api.get(
              `/sites/${site}/figures`,
              { statistics: part.join(','), template, filter: filter === null ? null : JSON.stringify(filter) },
              signal,
            )) as Previewed,
        ),
      );
      return answers.flatMap(({ asOf, figures }) => figures.map((figure) => ({ ...figure, asOf: Date.parse(asOf) })));
    },
    refetchInterval: previewEveryMs,
    retry: false,
  });

export interface MediaItem {
  readonly media: string;
  readonly name: string;
  readonly kind: MediaUse;
}
export const mediaQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['media', site],
    queryFn: ({ signal }) => api.list<MediaItem>(`/sites/${site}/media`, { limit: null }, signal),
    retry: false,
  });
