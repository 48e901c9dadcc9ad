import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { CallBack, CallBackList } from './core/types.ts';

export const callBacksKey = (site: string) => ['call-backs', site] as const;
/** Calls that close an item give no notice of their own. */
const everyMs = 15_000;

export type CallFilter = Readonly<Record<string, unknown>>;

/** @param filter null = of every lost call */
export const callBacksQuery = (api: ApiClient, site: string, filter: CallFilter | null = null) =>
  queryOptions({
    queryKey: [...callBacksKey(site), filter],
    queryFn: async ({ signal }) =>
      (await api.get(`/sites/${site}/call-backs`, { filter: filter === null ? null : JSON.stringify(filter) }, signal)) as CallBackList,
    refetchInterval: everyMs,
  });

/** @throws ApiError 409 when somebody else has it, 404 when somebody talked to the number meanwhile */
export const takeCallBack = async (api: ApiClient, site: string, id: string): Promise<CallBack> =>
  (await api.send('POST', `/sites/${site}/call-backs/${id}/claim`, {})) as CallBack;
export const giveBack = async (api: ApiClient, site: string, id: string): Promise<CallBack> =>
  (await api.send('POST', `/sites/${site}/call-backs/${id}/release`, {})) as CallBack;
export const noteCallBack = async (api: ApiClient, site: string, id: string, note: string): Promise<CallBack> =>
  (await api.send('PUT', `/sites/${site}/call-backs/${id}/note`, { note })) as CallBack;
