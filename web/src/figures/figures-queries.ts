import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { ExplainSearch } from './core/explain-search.ts';
import type {
  CheckedFilter,
  Explanation,
  PartId,
  PublicStatistic,
  PublicTemplate,
  Report,
  ReportRow,
  TemplateDefault,
} from './core/public-types.ts';
import type { QueryBody } from './core/question.ts';
import { readExplanation, readReport, readStatistic, readTemplate, readTemplateDefault } from './core/read-answer.ts';

/** The catalogue changes with a release only; its headings with the site's configuration. */
const catalogueStaleMs = 10 * 60_000;

export const statisticsQuery = (api: ApiClient, site: string) =>
  queryOptions({
    queryKey: ['statistics', site],
    queryFn: async ({ signal }) => (await api.list<PublicStatistic>('/statistics', { limit: null, site }, signal)).map(readStatistic),
    staleTime: catalogueStaleMs,
  });

export const templatesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['templates'],
    queryFn: async ({ signal }) => (await api.list<PublicTemplate>('/templates', { limit: null }, signal)).map(readTemplate),
    staleTime: catalogueStaleMs,
  });

interface ReportDefaults {
  readonly templates: readonly TemplateDefault[];
  /** Of the site; absent from an API that does not tell it. */
  readonly periodMinutes?: number | null;
}
const reportDefaultsQuery = (api: ApiClient, site: string) => ({
  queryKey: ['report defaults', site],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<ReportDefaults> => {
    const { templates, periodMinutes = null } = (await api.get(`/sites/${site}/report-defaults`, {}, signal)) as ReportDefaults;
    return { templates: templates.map(readTemplateDefault), periodMinutes };
  },
  staleTime: catalogueStaleMs,
});
const templatesOf = ({ templates }: ReportDefaults): readonly TemplateDefault[] => templates;
const periodOf = ({ periodMinutes }: ReportDefaults): number | null => periodMinutes ?? null;

export const templateDefaultsQuery = (api: ApiClient, site: string) =>
  queryOptions({ ...reportDefaultsQuery(api, site), select: templatesOf });

/** Call rate period of the site, in minutes. */
export const periodQuery = (api: ApiClient, site: string) => queryOptions({ ...reportDefaultsQuery(api, site), select: periodOf });

/** Rows a page of a report has; a whole month of half hours where they are drawn as a picture. */
const pageRows = (body: QueryBody): number => (body.template === 'callsByStartTime' ? 1_000 : 100);

/** Who reads on reads on for long. */
const laterRows = 1_000;

export const reportQuery = (api: ApiClient, site: string, body: QueryBody | null) =>
  infiniteQueryOptions({
    queryKey: ['figures', site, body],
    enabled: body !== null,
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      if (body === null) throw new Error('There is no question yet.');
      const page = pageParam === '' ? { limit: pageRows(body) } : { limit: laterRows, cursor: pageParam };
      return readReport((await api.send('POST', `/sites/${site}/query`, { ...body, ...page }, signal)) as Report);
    },
    getNextPageParam: (last) => last.cursor,
    staleTime: 60_000,
    refetchOnReconnect: false,
  });

/** The same rows read backwards from the page that ends with the last one; `last` = its cursor, null = it is not asked for. */
export const reportEndQuery = (api: ApiClient, site: string, body: QueryBody, last: string | null) =>
  infiniteQueryOptions({
    queryKey: ['figures at the end', site, body, last],
    enabled: last !== null,
    initialPageParam: last ?? '',
    queryFn: async ({ pageParam: cursor, signal }) =>
      readReport((await api.send('POST', `/sites/${site}/query`, { ...body, limit: pageRows(body), cursor }, signal)) as Report),
    getNextPageParam: () => null,
    getPreviousPageParam: ({ before }) => before ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });

/** More points than these no picture shows apart. */
const mostPoints = 10_000;

/** All rows of a question over stretches of time, for a picture. */
export const overQuery = (api: ApiClient, site: string, body: QueryBody | null) =>
  queryOptions({
    queryKey: ['figures over time', site, body],
    enabled: body !== null,
    queryFn: async ({ signal }) => {
      const rows: ReportRow[] = [];
      let cursor: string | null = null;
      for (;;) {
        const page = { ...body, limit: laterRows, ...(cursor === null ? {} : { cursor }) };
        const answer = readReport((await api.send('POST', `/sites/${site}/query`, page, signal)) as Report);
        rows.push(...answer.items);
        cursor = answer.cursor;
        if (cursor === null || rows.length >= mostPoints) return { ...answer, items: rows };
      }
    },
    staleTime: 60_000,
    refetchOnReconnect: false,
  });

export type Verdict = 'in' | 'out' | 'all';

const explainRows = 50;

export const explainQuery = (api: ApiClient, site: string, search: ExplainSearch, part: PartId | null, verdict: Verdict) =>
  infiniteQueryOptions({
    queryKey: ['explain', site, search, part, verdict],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...search, part, verdict, limit: explainRows, cursor: pageParam === '' ? null : pageParam };
      return readExplanation((await api.get(`/sites/${site}/explain`, query, signal)) as Explanation);
    },
    getNextPageParam: (last) => last.cursor,
    staleTime: 60_000,
    refetchOnReconnect: false,
  });

export const filterCheckQuery = (api: ApiClient, filter: Readonly<Record<string, unknown>>) =>
  queryOptions({
    queryKey: ['filter check', filter],
    queryFn: async ({ signal }) => (await api.send('POST', '/filters/check', { filter }, signal)) as CheckedFilter,
    staleTime: Number.POSITIVE_INFINITY,
  });
