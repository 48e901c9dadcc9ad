import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { Role } from '../api/types.ts';

export interface Account {
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  /** Ids of business units; null = not limited. */
  readonly units: readonly string[] | null;
  readonly mayLimit: boolean;
}

export const accountsKey = (site: string) => ['accounts', site] as const;
export const accountsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: accountsKey(site),
    queryFn: ({ signal }) => api.list<Account>(`/sites/${site}/accounts`, { limit: 500 }, signal),
    staleTime: 15_000,
  });

/** @throws ApiError 409 when somebody else changed the account meanwhile */
export const limitAccount = async (api: ApiClient, site: string, account: string, units: readonly string[] | null): Promise<Account> =>
  (await api.send('PUT', `/sites/${site}/accounts/${encodeURIComponent(account)}/units`, { units })) as Account;
