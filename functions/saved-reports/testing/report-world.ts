import { resources } from '../../../infra/local/resources.ts';
import { createAuditWriter } from '../../audit/audit.ts';
import { createAuditReader } from '../../audit/audit-store.ts';
import type { Doing } from '../../audit/types.ts';
import { epochMs, type TenantId, tenantIdSchema } from '../../domain/ids.ts';
import { namedFilter } from '../../domain/schedule.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { accessOfPeople } from '../../identity/testing/access-of-people.ts';
import type { Principal, Role, SiteScope } from '../../identity/types.ts';
import { createApi } from '../../runtime/create-api.ts';
import { silentLog } from '../../runtime/log.ts';
import { nextRevision } from '../../runtime/next-revision.ts';
import { readRevision } from '../../runtime/read-revision.ts';
import { type AppAnswer, createAskApp } from '../../runtime/testing/ask-app.ts';
import { openLocalTables } from '../../runtime/testing/open-local-tables.ts';
import { createFilterStore } from '../../saved-filters/filters.ts';
import { savedFilterRoutes } from '../../saved-filters/routes.ts';
import { createReportStore } from '../report-store.ts';
import type { TextSchedule } from '../report-text.ts';
import { savedReportRoutes } from '../routes.ts';
import { createStoredReports, type StoredReports } from '../stored-reports.ts';
import type { ScheduleUse } from '../types.ts';

const sites: Readonly<Record<string, string>> = { harbour: 'bakery', market: 'bakery', station: 'florist' };

const principal = (id: string, role: Role, tenant: string): Principal => ({
  kind: 'user',
  id,
  name: id.toUpperCase(),
  email: null,
  role,
  reseller: 'north',
  tenant: tenantIdSchema.parse(tenant),
  sites: null,
  extensions: [],
  agents: [],
});
/** People by their token. */
export const people: Readonly<Record<string, Principal>> = {
  ines: principal('ines', 'customerAdmin', 'bakery'),
  sue: principal('sue', 'supervisor', 'bakery'),
  omar: principal('omar', 'supervisor', 'bakery'),
  /** Sees one business unit alone. */
  lena: { ...principal('lena', 'supervisor', 'bakery'), units: ['desk'] },
  alice: principal('alice', 'agent', 'bakery'),
  wall: { ...principal('screen:w1', 'pairedScreen', 'bakery'), kind: 'screen', boards: ['standard-dashboard'] },
  hall: principal('hall', 'screen', 'bakery'),
  flora: principal('flora', 'customerAdmin', 'florist'),
};

interface Item extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
}
export type Answer = AppAnswer<
  Item & {
    readonly detail: string;
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
    readonly items: readonly Item[];
    readonly content: Record<string, unknown>;
  }
>;

/** Saved reports and filters over HTTP on one machine's tables: three sites of two customers. */
export const createReportWorld = async () => {
  const tables = await openLocalTables();
  const { client } = tables;
  const clock = { now: Date.parse('2026-03-10T12:00:00.000Z') };
  const filters = createFilterStore({ client, table: resources.boardsTable });
  const table = resources.reportsTable;
  const audit = createAuditWriter({ table: resources.auditTable, newId: crypto.randomUUID.bind(crypto) });
  const reader = createAuditReader({ client, table: resources.auditTable });
  const access = accessOfPeople(people, sites);
  let made = 0;
  const count = (): number => {
    made += 1;
    return made;
  };
  /** Schedules by the report they run; what is taken out of them goes from here. */
  const scheduled = new Map<string, ScheduleUse[]>();
  /** Schedules that came by text. */
  const kept = new Map<string, TextSchedule>();
  const store = createReportStore({ client, table });
  const config = siteConfigSchema.parse({ id: 'harbour', devices: [], settings: { callRatePeriodMinutes: 15.5 } });
  const listOfSchedules = ({ tenant, site }: SiteScope) => ({ pk: `T#${tenant}#S#${site}#SCHEDULES`, sk: 'SCHEDULE' });
  const deps = {
    access,
    store,
    filters,
    audit,
    log: silentLog,
    findConfig: async (_tenant: TenantId, site: string) =>
      site === 'harbour' ? { version: 1, at: epochMs(0), author: 'seed', config } : null,
    now: () => clock.now,
    newSuffix: () => String(count()).padStart(6, '0'),
    schedules: {
      usesOfReport: async (_scope: unknown, report: string) => scheduled.get(report) ?? [],
      removeReport: async (_by: Doing, report: string) => {
        scheduled.delete(report);
      },
      list: async () => [...kept.values()],
      known: async (scope: SiteScope) => {
        const rev = await readRevision(client, table, listOfSchedules(scope));
        return { rev, count: kept.size, items: [...kept.values()] };
      },
      revisionWrite: (scope: SiteScope, rev: number) => nextRevision(table, listOfSchedules(scope), rev),
      check: async (
        scope: SiteScope,
        schedules: readonly TextSchedule[],
        { find, resolveFilter }: Pick<StoredReports, 'find' | 'resolveFilter'>,
      ) =>
        Promise.all(
          schedules.map(async ({ content }) => {
            const faults: { path: (string | number)[]; detail: string }[] = [];
            for (const [r, { report: id, filter }] of content.reports.entries()) {
              if ((await find(scope, id)) === null)
                faults.push({ path: ['reports', r, 'report'], detail: `there is no shared report "${id}"` });
              const resolved = await resolveFilter(scope, null, namedFilter(filter));
              if ('fault' in resolved) faults.push({ path: ['reports', r, 'filter'], detail: resolved.fault });
            }
            return faults;
          }),
        ),
      save: async (_doing: Doing, schedules: readonly TextSchedule[]) => ({
        made: schedules.filter(({ id }) => !kept.has(id)).length,
        writes: [],
        after: async () => {
          for (const schedule of schedules) kept.set(schedule.id, schedule);
        },
      }),
    },
  };
  const stored = createStoredReports({ client, table, filters });
  const app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route('/', savedReportRoutes(deps));
  app.route('/', savedFilterRoutes({ ...deps, store: filters, usesOf: stored.filterUses, newId: () => `f-${count()}` }));
  const ask = createAskApp<Answer['body']>(app);
  return {
    ask,
    schedules: deps.schedules,
    clock,
    client,
    table,
    store,
    scheduled,
    kept,
    stored,
    auditOf: async (tenant: string, site: string) =>
      (await reader.list({ tenant: tenant as TenantId, sites: [site], from: null, to: null, limit: 200, after: null })).items,
    stop: tables.stop,
  };
};
export type ReportWorld = Awaited<ReturnType<typeof createReportWorld>>;

/** A small report. */
export const report = (name: string, more: object = {}) => ({
  name,
  category: 'Ours',
  template: 'callsByExtension',
  columns: [{ statistic: 'callsHandled' }, { statistic: 'totalTalkTime' }],
  ...more,
});
