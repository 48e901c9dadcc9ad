import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import { ApiError } from '../api/client.ts';
import { asRecord } from '../api/instants.ts';

/** Where an upload can be fetched for a while. */
export const readMediaLink = async (api: ApiClient, site: string, media: string, signal?: AbortSignal): Promise<string> => {
  const url = asRecord(await api.get(`/sites/${site}/media/${encodeURIComponent(media)}/link`, {}, signal))?.url;
  if (typeof url !== 'string') throw new ApiError(502, 'The service gave no address for this upload.');
  return url;
};

/** Kept for as long as the tile is drawn: what has begun to play goes on, and a failure asks for a new one. */
export const mediaLinkQuery = (api: ApiClient, site: string, media: string, attempt: number) =>
  queryOptions({
    queryKey: ['media link', site, media, attempt],
    queryFn: ({ signal }) => readMediaLink(api, site, media, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
