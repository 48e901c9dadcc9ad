import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Gap } from '../../../functions/domain/engine-output.ts';
import type { Call, Segment } from '../../../functions/domain/segment.ts';
import { newestFirst, nextWindow, pageRows, type WalkPlace, walkedPast, walkStart } from '../calls/core/walk.ts';
import type { Range } from '../time/core/zone.ts';
import type { ApiClient } from './client.ts';
import { type AgentHealth, parseMe, parseSite } from './types.ts';

const iso = (at: number): string => new Date(at).toISOString();
const span = (range: Range) => ({ from: iso(range.from), to: iso(range.to) });

export const meQuery = (api: ApiClient) =>
  queryOptions({ queryKey: ['me'], queryFn: async ({ signal }) => parseMe(await api.get('/me', {}, signal)), staleTime: 300_000 });

export const sitesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['sites'],
    queryFn: async ({ signal }) => (await api.list<unknown>('/sites', {}, signal)).flatMap((item) => parseSite(item) ?? []),
    staleTime: 300_000,
  });

export const gapsQuery = (api: ApiClient, site: string, range: Range, refetchInterval: number | false) =>
  queryOptions({
    queryKey: ['gaps', site, range.from, range.to],
    queryFn: ({ signal }) => api.list<Gap>(`/sites/${site}/gaps`, span(range), signal),
    refetchInterval,
  });

export const agentsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['agents', site],
    queryFn: ({ signal }) => api.list<AgentHealth>(`/sites/${site}/agents`, {}, signal),
    refetchInterval: 15_000,
    retry: false,
  });

export const fetchCalls = (api: ApiClient, site: string, range: Range, signal?: AbortSignal): Promise<readonly Call[]> =>
  api.list<Call>(`/sites/${site}/calls`, span(range), signal);

export interface CallsPage {
  readonly rows: readonly Call[];
  /** Where the next page goes on; null = the beginning of the range is reached. */
  readonly next: WalkPlace | null;
  /** Everything of the range at or after this instant has been fetched. */
  readonly reached: number;
}

/** Newest first from an API that lists oldest first: windows are walked backwards until a page is full. */
export const callsQuery = (api: ApiClient, site: string, range: Range) =>
  infiniteQueryOptions({
    queryKey: ['calls', site, range.from, range.to],
    initialPageParam: walkStart(range),
    queryFn: async ({ pageParam, signal }): Promise<CallsPage> => {
      const rows: Call[] = [];
      let place = pageParam;
      for (let window = nextWindow(place, range); window !== null && rows.length < pageRows; window = nextWindow(place, range)) {
        const found = await fetchCalls(api, site, window, signal);
        rows.push(...found);
        place = walkedPast(place, window, found.length);
      }
      const atStart = nextWindow(place, range) === null;
      return { rows: newestFirst(rows), next: atStart ? null : place, reached: place.before };
    },
    getNextPageParam: (last) => last.next,
    staleTime: 60_000,
    refetchOnReconnect: false,
  });

export const segmentsQuery = (api: ApiClient, site: string, callId: string) =>
  queryOptions({
    queryKey: ['segments', site, callId],
    queryFn: ({ signal }) => api.list<Segment>(`/sites/${site}/calls/${encodeURIComponent(callId)}/segments`, {}, signal),
    staleTime: 5_000,
  });
