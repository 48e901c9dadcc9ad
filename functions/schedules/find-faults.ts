import type { FilterRef } from '../domain/board.ts';
import { namedFilter, type ScheduleContent } from '../domain/schedule.ts';
import type { SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import type { StoredReport, StoredReports } from '../saved-reports/stored-reports.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { contentFaults, type ScheduleFault } from './core/content-faults.ts';

type Reports = Pick<StoredReports, 'find' | 'resolveFilter'>;
export interface FaultDeps {
  readonly findConfig: FindSiteConfig;
  /** Buckets of the platform. */
  readonly ownBuckets: readonly string[];
}

/** Faults of schedules of one site; each report and filter is looked up once, as for everybody: a schedule is not one person's. */
export const findFaultsWith = async (
  deps: FaultDeps,
  reports: Reports,
  scope: SiteScope,
  contents: readonly ScheduleContent[],
): Promise<readonly (readonly ScheduleFault[])[]> => {
  const entries = contents.flatMap((content) => content.reports);
  const ids = [...new Set(entries.map(({ report }) => report))];
  const found = new Map<string, StoredReport | null>(
    await Promise.all(ids.map(async (id) => [id, await reports.find(scope, id)] as const)),
  );
  const refs = [
    ...entries.map(({ filter }) => namedFilter(filter)),
    ...[...found.values()].map((report) => report?.content.filter ?? null),
  ];
  const filters = new Map<string, string | null>();
  for (const ref of refs) {
    if (ref === null || filters.has(JSON.stringify(ref))) continue;
    const resolved = await reports.resolveFilter(scope, null, ref);
    filters.set(JSON.stringify(ref), 'fault' in resolved ? resolved.fault : null);
  }
  const siteZone = (await deps.findConfig(scope.tenant, scope.site))?.config.timeZone ?? 'UTC';
  const shared = {
    report: (id: string) => {
      const report = found.get(id) ?? null;
      return report === null ? null : { name: report.name, filter: report.content.filter };
    },
    filterFault: (ref: FilterRef) => filters.get(JSON.stringify(ref)) ?? null,
  };
  return contents.map((content) => contentFaults(content, shared, { siteZone, ownBuckets: deps.ownBuckets }));
};

/** @param about of what, and what was not done. @throws ProblemError `bad-request` with each place */
export const refuseFaults = (faults: readonly ScheduleFault[], about = 'the schedule; nothing was saved.'): void => {
  if (faults.length === 0) return;
  throw new ProblemError('bad-request', `${counted(faults.length, 'thing is', 'things are')} wrong with ${about}`, {
    errors: faults.map(({ path, detail }) => ({ pointer: jsonPointer([...path]), detail, in: 'body' })),
  });
};
