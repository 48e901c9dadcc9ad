import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ShownView } from '../../../functions/domain/board.ts';
import type { ApiClient } from '../api/client.ts';
import { asRecord } from '../api/instants.ts';
import type { BoardViewName } from './core/turn.ts';

/** Everything a screen asks of boards; one key in front, so that all of it can be asked anew together. */
export const screenBoardKey = ['screenBoard'] as const;

/** As often as boards are looked at again when no notice of a change came. */
const lookAgainMs = 60_000;

export const viewNamesQuery = (api: ApiClient, site: string, board: string) =>
  queryOptions({
    queryKey: [...screenBoardKey, site, board],
    queryFn: async ({ signal }): Promise<{ readonly name: string; readonly views: readonly BoardViewName[] }> => {
      const record = asRecord(await api.get(`/sites/${site}/boards/${board}`, {}, signal));
      const views = Array.isArray(record?.views) ? record.views.map(asRecord) : [];
      return {
        name: String(record?.name ?? ''),
        views: views.flatMap((view) => (typeof view?.id === 'string' ? [{ id: view.id, name: String(view.name ?? '') }] : [])),
      };
    },
    refetchInterval: lookAgainMs,
  });

/** The view before stays on show until the next one is there. */
export const shownQuery = (api: ApiClient, site: string, board: string, view: string) =>
  queryOptions({
    queryKey: [...screenBoardKey, site, board, view],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/boards/${board}/views/${view}/shown`, {}, signal)) as ShownView,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgainMs,
  });
