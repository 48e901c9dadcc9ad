import { queryOptions } from '@tanstack/react-query';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { ApiClient } from '../api/client.ts';
import { readableOf, type Unreadable, unreadableOf } from '../api/unreadable.ts';
import { readFullReport, readReportItem } from './core/read-report.ts';
import type { FullReport, ReportItem, ReportUse } from './core/types.ts';

const root = (site: string): string => `/sites/${site}/reports`;
export const reportsKey = (site: string) => ['reports', site] as const;

const listed = (api: ApiClient, site: string) => ({
  queryKey: [...reportsKey(site), 'list'],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
    (await api.list<ReportItem | Unreadable>(root(site), { limit: null }, signal)).map(readReportItem),
});
export const reportsQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: readableOf<ReportItem> });
/** What is in the list but cannot be read. */
export const unreadableReportsQuery = (api: ApiClient, site: string) => queryOptions({ ...listed(api, site), select: unreadableOf });
export const deleteUnreadableReport = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}?force=true`, undefined);

export const fetchReport = async (api: ApiClient, site: string, report: string, signal?: AbortSignal): Promise<FullReport> =>
  readFullReport((await api.get(`${root(site)}/${report}`, {}, signal)) as FullReport);

export const fullReportQuery = (api: ApiClient, site: string, report: string) =>
  queryOptions({
    queryKey: [...reportsKey(site), 'full', report],
    queryFn: ({ signal }) => fetchReport(api, site, report, signal),
    staleTime: 30_000,
  });

const ifMatch = (version: number): Readonly<Record<string, string>> => ({ 'if-match': `"${version}"` });

/** A new report from its content, or a copy of another; shared ones are seen by everybody with reports. */
export const makeReport = async (
  api: ApiClient,
  site: string,
  from: ({ readonly content: ReportContent } | { readonly copyOf: string; readonly name: string; readonly category: string }) & {
    readonly shared?: boolean;
  },
): Promise<FullReport> => readFullReport((await api.send('POST', root(site), from)) as FullReport);

/** @throws ApiError 412 when somebody saved another version since `version`. */
export const saveReport = async (
  api: ApiClient,
  site: string,
  { id, version }: Pick<ReportItem, 'id' | 'version'>,
  content: ReportContent,
): Promise<FullReport> =>
  readFullReport((await api.send('PUT', `${root(site)}/${id}`, { content }, undefined, ifMatch(version))) as FullReport);

/** `force`: it is taken out of the schedules that run it. @throws ApiError 409 when there are any and it was not forced. */
export const deleteReport = (
  api: ApiClient,
  site: string,
  { id, version }: Pick<ReportItem, 'id' | 'version'>,
  force: boolean,
): Promise<unknown> => api.send('DELETE', `${root(site)}/${id}?force=${force}`, undefined, undefined, ifMatch(version));

export const reportUsesQuery = (api: ApiClient, site: string, report: string) =>
  queryOptions({
    queryKey: [...reportsKey(site), 'uses', report],
    queryFn: ({ signal }) => api.list<ReportUse>(`${root(site)}/${report}/uses`, { limit: null }, signal),
    staleTime: 0,
  });

/** Gives again which of the default reports were deleted. */
export const restoreDefaults = (api: ApiClient, site: string): Promise<unknown> => api.send('POST', `${root(site)}/defaults`, {});

export const exportReportText = (api: ApiClient, site: string, report: string): Promise<string> =>
  api.text(`/sites/${site}/reports-text`, { reports: report });
