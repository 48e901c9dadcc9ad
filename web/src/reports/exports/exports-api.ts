import { queryOptions } from '@tanstack/react-query';
import type { ExportFormat, ReportContent } from '../../../../functions/domain/report.ts';
import type { ApiClient } from '../../api/client.ts';
import { readExport } from '../core/read-report.ts';
import type { BulkKind, ExportItem } from '../core/types.ts';

const root = (site: string): string => `/sites/${site}/exports`;
export const exportsKey = (site: string) => ['exports', site] as const;

export const isUnderWay = ({ state }: Pick<ExportItem, 'state'>): boolean => state === 'waiting' || state === 'running';
const everyMs = 1_000;

/** Looked at every second while anything is under way. */
export const exportsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...exportsKey(site), 'list'],
    queryFn: async ({ signal }) => (await api.list<ExportItem>(root(site), { limit: null }, signal)).map(readExport),
    refetchInterval: (query) => (query.state.data?.some(isUnderWay) === true ? everyMs : 30_000),
  });

export const exportQuery = (api: ApiClient, site: string, id: string) =>
  queryOptions({
    queryKey: [...exportsKey(site), 'one', id],
    queryFn: async ({ signal }) => readExport((await api.get(`${root(site)}/${id}`, {}, signal)) as ExportItem),
    refetchInterval: (query) => (query.state.data === undefined || isUnderWay(query.state.data) ? everyMs : false),
  });

/** `key`: the same one again is the same export, however often the request is sent. */
const idempotent = (key: string): Readonly<Record<string, string>> => ({ 'idempotency-key': key });

export const startExport = async (
  api: ApiClient,
  site: string,
  key: string,
  asked: { readonly content: ReportContent; readonly format: ExportFormat },
): Promise<ExportItem> => readExport((await api.send('POST', root(site), asked, undefined, idempotent(key))) as ExportItem);

export interface BulkAsked {
  readonly what: BulkKind;
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly format: 'csv' | 'parquet';
}
export const startBulk = async (api: ApiClient, site: string, key: string, asked: BulkAsked): Promise<ExportItem> =>
  readExport((await api.send('POST', `/sites/${site}/bulk`, asked, undefined, idempotent(key))) as ExportItem);

export const cancelExport = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('POST', `${root(site)}/${id}/cancel`, {});
/** Begins again what failed or was cancelled. */
export const retryExport = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('POST', `${root(site)}/${id}/retry`, {});
export const deleteExport = (api: ApiClient, site: string, id: string): Promise<unknown> =>
  api.send('DELETE', `${root(site)}/${id}`, undefined);

export interface BulkSchemas {
  /** JSON Schema of a row, by kind. */
  readonly schemas: Readonly<Record<BulkKind, Readonly<Record<string, unknown>>>>;
  readonly notes: readonly string[];
}
export const bulkSchemaQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: [...exportsKey(site), 'schema'],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/bulk-schema`, {}, signal)) as BulkSchemas,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const logoQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['report logo', site],
    queryFn: async ({ signal }) => (await api.get(`/sites/${site}/report-logo`, {}, signal)) as { readonly media: string | null },
  });
/** Null = none. */
export const setLogo = (api: ApiClient, site: string, media: string | null): Promise<unknown> =>
  api.send('PUT', `/sites/${site}/report-logo`, { media });

/** Address of a file for a short while. */
export const fetchFileLink = async (api: ApiClient, site: string, id: string, file: number): Promise<string> =>
  ((await api.get(`${root(site)}/${id}/files/${file}/link`)) as { readonly url: string }).url;
