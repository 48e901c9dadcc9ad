import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';

/** A screen as its managers see it; instants in epoch ms. */
export interface SiteScreen {
  readonly screen: string;
  readonly name: string;
  readonly board: string;
  readonly boardName: string;
  readonly view: string | null;
  readonly cycleSeconds: number;
  readonly state: 'online' | 'late' | 'neverSeen';
  readonly lastSeenAt: number | null;
  readonly version: string | null;
  readonly viewport: { readonly width: number; readonly height: number } | null;
  readonly showing: { readonly board: string; readonly view: string | null } | null;
  readonly pairedAt: number;
  readonly pairedBy: string;
  /** `until` in ISO 8601. */
  readonly show: { readonly board: string; readonly view: string | null; readonly until: string } | null;
}

const root = (site: string): string => `/sites/${site}/screens`;
const one = (site: string, screen: string): string => `${root(site)}/${encodeURIComponent(screen)}`;

export const screensKey = (site: string) => ['screens', site] as const;
export const screensQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: screensKey(site),
    queryFn: ({ signal }) => api.list<SiteScreen>(root(site), { limit: null }, signal),
    refetchInterval: 10_000,
  });

export interface PairRequest {
  readonly code: string;
  readonly name: string;
  readonly board: string;
  readonly view: string | null;
  readonly cycleSeconds: number;
}
export const pairScreen = async (api: ApiClient, site: string, request: PairRequest): Promise<SiteScreen> =>
  (await api.send('POST', root(site), request)) as SiteScreen;
export const changeScreen = (api: ApiClient, site: string, screen: string, change: Partial<Omit<PairRequest, 'code'>>): Promise<unknown> =>
  api.send('PATCH', one(site, screen), change);
export const revokeScreen = (api: ApiClient, site: string, screen: string): Promise<unknown> =>
  api.send('DELETE', one(site, screen), undefined);
export const reloadScreen = (api: ApiClient, site: string, screen: string): Promise<unknown> =>
  api.send('POST', `${one(site, screen)}/reload`, {});
export const showOnScreen = (
  api: ApiClient,
  site: string,
  screen: string,
  show: { readonly board: string; readonly view: string | null; readonly minutes: number },
): Promise<unknown> => api.send('POST', `${one(site, screen)}/show`, show);
export const endShow = (api: ApiClient, site: string, screen: string): Promise<unknown> =>
  api.send('DELETE', `${one(site, screen)}/show`, undefined);
