import type { z } from '@hono/zod-openapi';
import type { SiteId } from '../../domain/ids.ts';
import type { LiveCall } from '../../domain/live.ts';
import { reportContentSchema } from '../../domain/report.ts';
import type { SiteConfig } from '../../domain/site-config.ts';
import type { SiteScope } from '../../identity/types.ts';
import { explainQuery } from '../explain-schemas.ts';
import type { ExplainDeps } from '../explained.ts';
import { createOpenRows } from '../open-rows.ts';
import type { OpenReportOptions, OpenRows } from '../open-rows-types.ts';
import { createPreviewSettings } from '../preview-settings.ts';
import { type QueryAnswer, querySchema } from '../query-schemas.ts';
import { createRunExplain } from '../run-explain.ts';
import { createRunQuery } from '../run-query.ts';
import { createServiceLevels, type ServiceLevelsAsked } from '../service-levels.ts';
import { openMemoryLake, type ReportedSite } from './memory-lake.ts';

export type { ReportedSite } from './memory-lake.ts';

export type QueryInput = z.input<typeof querySchema>;
export type ExplainInput = z.input<typeof explainQuery>;

export interface ReportsInMemory {
  readonly sites: readonly ReportedSite[];
  /** Epoch ms. */
  readonly now: number;
  /** Rows of hours before this instant lie in Parquet files; default none. */
  readonly sealedThrough?: number;
  readonly liveCalls?: readonly LiveCall[];
  /** Of the database, as DuckDB writes it. */
  readonly memoryLimit?: string;
}

const siteOf = (sites: readonly ReportedSite[], id: string): ReportedSite => {
  const found = sites.find(({ config }) => config.id === id);
  if (found === undefined) throw new Error(`There is no site "${id}" in this test.`);
  return found;
};
const scopeOf = ({ tenant, config }: ReportedSite, units?: readonly string[]): SiteScope => ({
  tenant,
  site: config.id as SiteId,
  reseller: 'reseller',
  ...(units === undefined ? {} : { units }),
});

/** Query and explain over given rows, as the routes call them: the question goes through the schema of its route. `close` when done. */
export const openMemoryReports = async ({ sites, now, sealedThrough, liveCalls = [], memoryLimit }: ReportsInMemory) => {
  const lake = await openMemoryLake(sites, sealedThrough, memoryLimit);
  let clock = now;
  const deps: ExplainDeps = {
    lake: lake.reader,
    duckDb: async () => lake.database,
    sitesOf: async (tenant) => sites.filter((site) => site.tenant === tenant).map(({ config }) => config.id),
    gapsOf: async ({ site }, from, to) =>
      (siteOf(sites, site).gaps ?? []).filter((gap) => gap.startedAt < to && (gap.endedAt === null || gap.endedAt > from)),
    heardThrough: async ({ site }) => siteOf(sites, site).heardThrough ?? null,
    gate: (work) => work(),
    liveCalls: async () => liveCalls,
    now: () => clock,
  };
  const runQuery = createRunQuery(deps);
  const runExplain = createRunExplain(deps);
  const openRows = createOpenRows(deps);
  const serviceLevels = createServiceLevels(deps);
  const preview = createPreviewSettings(deps);
  return {
    /** @param units business units the asker is limited to */
    query: (id: string, question: QueryInput, units?: readonly string[]): Promise<QueryAnswer> => {
      const site = siteOf(sites, id);
      return runQuery(scopeOf(site, units), site.config, querySchema.parse(question));
    },
    explain: (id: string, question: ExplainInput, units?: readonly string[]) => {
      const site = siteOf(sites, id);
      return runExplain(scopeOf(site, units), { config: site.config, version: 1 }, explainQuery.parse(question));
    },
    /** All rows of a report; `over.asAt` is now. */
    openRows: (
      id: string,
      content: z.input<typeof reportContentSchema>,
      over: Omit<OpenReportOptions, 'asAt'> = {},
      units?: readonly string[],
    ): Promise<OpenRows> => {
      const site = siteOf(sites, id);
      return openRows(scopeOf(site, units), site.config, reportContentSchema.parse(content), { ...over, asAt: clock });
    },
    serviceLevels: (id: string, asked: ServiceLevelsAsked, units?: readonly string[]) => {
      const site = siteOf(sites, id);
      return serviceLevels(scopeOf(site, units), site.config, asked);
    },
    preview: (id: string, after: SiteConfig) => {
      const site = siteOf(sites, id);
      return preview(scopeOf(site), site.config, after);
    },
    setNow: (at: number): void => {
      clock = at;
    },
    close: lake.close,
  };
};
export type MemoryReports = Awaited<ReturnType<typeof openMemoryReports>>;
