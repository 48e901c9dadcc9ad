import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApiClient, Page } from '../api/client.ts';
import type { Edit } from './core/edits.ts';
import type { AuditRow, Change, ConfigurationVersion, DirectoryImport, Outcome, VersionNote } from './core/types.ts';

const root = (site: string): string => `/sites/${site}/configuration`;

export const configurationKey = (site: string) => ['configuration', site] as const;

export const configurationQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...configurationKey(site), 'whole'],
    queryFn: async ({ signal }) => (await api.get(root(site), {}, signal)) as ConfigurationVersion,
    staleTime: 60_000,
  });

const fetchVersions = async (api: ApiClient, site: string, limit: number, cursor: string | null, signal?: AbortSignal) =>
  (await api.get(`${root(site)}/versions`, { limit, cursor }, signal)) as Page<VersionNote>;

/** The newest version there is; null for a site without any. */
export const fetchNewest = async (api: ApiClient, site: string, signal?: AbortSignal): Promise<VersionNote | null> =>
  (await fetchVersions(api, site, 1, null, signal)).items[0] ?? null;

/** Asked again and again while a page is open: somebody else may save. */
export const newestQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...configurationKey(site), 'newest'],
    queryFn: ({ signal }) => fetchNewest(api, site, signal),
    refetchInterval: 15_000,
  });

export const versionsQuery = (api: ApiClient, site: string) =>
  infiniteQueryOptions({
    queryKey: [...configurationKey(site), 'versions'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => fetchVersions(api, site, 25, pageParam, signal),
    getNextPageParam: (last) => last.cursor,
  });

export const changesQuery = (api: ApiClient, site: string, version: number) =>
  queryOptions({
    queryKey: ['configuration changes', site, version],
    queryFn: async ({ signal }) =>
      (await api.get(`${root(site)}/versions/${version}/changes`, {}, signal)) as { readonly items: readonly Change[] },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const importsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...configurationKey(site), 'imports'],
    queryFn: async ({ signal }) =>
      ((await api.get(`${root(site)}/imports`, {}, signal)) as { readonly items: readonly DirectoryImport[] }).items,
  });

/** The last list that any link brought; links come and go with spools. */
export const latestImport = (imports: readonly DirectoryImport[] | undefined): DirectoryImport | undefined =>
  imports?.toSorted((a, b) => b.at - a.at)[0];

export interface AuditSpan {
  /** ISO instants; null = no bound. */
  readonly from: string | null;
  readonly to: string | null;
}

export const auditQuery = (api: ApiClient, site: string, span: AuditSpan) =>
  infiniteQueryOptions({
    queryKey: ['audit', site, span.from, span.to],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await api.get('/audit', { site, ...span, limit: 50, cursor: pageParam }, signal)) as Page<AuditRow>,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
  });

export interface SendOptions {
  readonly version: number;
  readonly dryRun: boolean;
  readonly allowPast: boolean;
}

const etag = (version: number): Readonly<Record<string, string>> => ({ 'if-match': `"${version}"` });

/** One way to change the configuration: told what would change, or done. */
export type Send = (api: ApiClient, site: string, options: SendOptions) => Promise<Outcome>;

export const sendEdits =
  (edits: readonly Edit[]): Send =>
  async (api, site, { version, dryRun, allowPast }) =>
    (await api.send('PATCH', `${root(site)}?dryRun=${dryRun}&allowPast=${allowPast}`, { edits }, undefined, etag(version))) as Outcome;

export const sendCsv =
  (text: string): Send =>
  async (api, site, { version, dryRun }) =>
    (await api.send('POST', `${root(site)}/import?dryRun=${dryRun}`, text, undefined, {
      ...etag(version),
      'content-type': 'text/csv',
    })) as Outcome;

/** What is wrong with the configuration that stands: a change of nothing, tried. */
export const warningsQuery = (api: ApiClient, site: string, version: number) =>
  queryOptions({
    queryKey: ['configuration warnings', site, version],
    queryFn: async () =>
      (await sendEdits([{ edit: 'changeSite', set: {} }])(api, site, { version, dryRun: true, allowPast: false })).warnings,
    staleTime: 60_000,
    retry: false,
  });
