import type { PlannedFilter } from '../definitions-text/text-document.ts';
import { epochMs } from '../domain/ids.ts';
import type { FilterStore } from '../saved-filters/filters.ts';
import { builtInReport, findShared } from './find-report.ts';
import type { PlannedReport } from './plan-reports.ts';
import type { ReportStore } from './report-store.ts';
import { createResolveFilter } from './resolve-filter.ts';
import { reportOf } from './save-report.ts';
import type { StoredReports } from './stored-reports.ts';

/** Shared reports and filters as they will be once a text is in: what schedules of the same text may use. */
export const comingReports = (
  deps: { readonly store: Pick<ReportStore, 'find'>; readonly filters: Pick<FilterStore, 'find'> },
  reports: readonly PlannedReport[],
  filters: readonly PlannedFilter[],
): Pick<StoredReports, 'find' | 'resolveFilter'> => ({
  find: async (scope, report) => {
    const coming = reports.find(({ value }) => value.shared && value.id === report);
    if (coming === undefined) return findShared(deps.store, scope, report);
    const { id, shared, content } = coming.value;
    return reportOf({ ...(coming.before ?? builtInReport), id, shared, content });
  },
  resolveFilter: createResolveFilter({
    find: async (scope, filter) => {
      const coming = filters.find(({ value }) => value.id === filter);
      if (coming === undefined) return deps.filters.find(scope, filter);
      return { ...coming.value, owner: null, version: 0, updatedAt: epochMs(0), updatedBy: null, units: null };
    },
  }),
});
