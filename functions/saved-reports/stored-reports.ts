import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mayDo } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { isUnreadable } from '../runtime/read-row.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import type { FilterUse } from '../saved-filters/types.ts';
import { builtInReport, findReport, findShared } from './find-report.ts';
import { createReportStore } from './report-store.ts';
import { createResolveFilter, type ResolveFilter } from './resolve-filter.ts';
import type { ReportHead, StoredReport } from './types.ts';

/** Published door of saved reports: those that everybody at a site may run, and what a reference to a filter means. */
export interface StoredReports {
  /** Shared or built in; what belongs to one person, or cannot be read, is not found. */
  readonly find: (scope: SiteScope, report: string) => Promise<StoredReport | null>;
  /** Own of who asks, shared or built in. @throws ProblemError `not-found` */
  readonly findFor: (scope: SiteScope, who: Principal, report: string) => Promise<StoredReport>;
  readonly list: (scope: SiteScope) => Promise<readonly ReportHead[]>;
  readonly resolveFilter: ResolveFilter;
  /** Reports that use saved filters; those of other people are told as hidden. */
  readonly filterUses: (scope: SiteScope, who: Principal) => Promise<readonly FilterUse[]>;
}

/** @param deps.table the reports table; `filters` read the boards table */
export const createStoredReports = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly filters: Pick<FilterStore, 'find'>;
}): StoredReports => {
  const store = createReportStore(deps);
  return {
    find: (scope, report) =>
      findShared(
        {
          find: async (place, owner, id) => {
            const found = await store.look(place, owner, id);
            return found === null || isUnreadable(found) ? null : found;
          },
        },
        scope,
        report,
      ),
    findFor: (scope, who, report) => findReport(store, scope, who, report),
    list: async (scope) => [builtInReport, ...(await store.list(scope, null))],
    resolveFilter: createResolveFilter(deps.filters),
    filterUses: async (scope, who) =>
      (await store.filterUses(scope, null)).map(({ filter, report, name, owner }) => {
        const hidden = (owner !== null && owner !== who.id) || !mayDo(who, 'reports.read');
        return { filter, kind: 'report', id: report, name: hidden ? '' : name, hidden };
      }),
  };
};

export type { TextSchedule } from './report-text.ts';
export { createResolveFilter, type ResolveFilter } from './resolve-filter.ts';
export type { TextSchedules } from './text-schedules.ts';
export type { ReportHead, ReportSchedules, ResolvedFilter, ScheduleUse, StoredReport } from './types.ts';
