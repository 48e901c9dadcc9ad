import { commonUnits, isWithin, limitOfScope, type UnitLimit } from '../domain/common-units.ts';
import type { ReportRange } from '../domain/report.ts';
import { namedFilter } from '../domain/schedule.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import type { StoredReport } from '../saved-reports/stored-reports.ts';
import { createCalendar } from '../statistics/calendar.ts';
import type { RunDeps } from './ports.ts';
import { RunFailure } from './run-failure.ts';
import type { ScheduleRun } from './types.ts';

/** A report of a schedule with what it is asked with. */
export interface ResolvedReport {
  readonly report: StoredReport;
  readonly filter: { readonly name: string | null; readonly spec: Readonly<Record<string, unknown>> } | null;
  /** The report has a filter of its own, and the schedule takes it away. */
  readonly lifted: boolean;
  readonly range: ReportRange;
  /** Epoch ms, the end exclusive. */
  readonly resolved: { readonly from: number; readonly to: number };
  /** Business units to which its rows are limited: those of the owner, as far as who changed report and filter last sees them, too. */
  readonly units: UnitLimit;
  /** Who but the owner limits it, in words. */
  readonly limitedBy: readonly string[];
}

/**
 * Who changes what a schedule runs, decides what its mails show. People who are limited to business units may change shared reports and filters, so that
 * rows which these people may not see are left out, whoever owns the schedule.
 */
const limitsOf = (
  scope: SiteScope,
  config: SiteConfig,
  report: StoredReport,
  filter: { readonly name: string | null; readonly limit?: { readonly units: readonly string[]; readonly by: string } },
): Pick<ResolvedReport, 'units' | 'limitedBy'> => {
  const limits = [
    ...(report.units === null ? [] : [{ units: report.units, words: `the report was changed last by ${report.updatedBy.name}` }]),
    ...(filter.limit === undefined
      ? []
      : [{ units: filter.limit.units, words: `the filter "${filter.name ?? ''}" was changed last by ${filter.limit.by}` }]),
  ];
  const own = limitOfScope(scope);
  return {
    units: limits.reduce<UnitLimit>((units, limit) => commonUnits(config, units, limit.units), own),
    limitedBy: limits.flatMap(({ units, words }) => (isWithin(config, own, units) ? [] : [words])),
  };
};

const resolvedRange = (range: ReportRange, config: SiteConfig, asAt: number) =>
  'named' in range
    ? createCalendar({ timeZone: config.timeZone, resetTime: config.resetTime }).rangeOf(range, asAt)
    : { from: Date.parse(range.from), to: Date.parse(range.to) };

/** What a schedule runs, as it is now. Ranges are those of the run's moment, however late it is made. @throws RunFailure naming what is gone */
export const resolveReports = async (
  deps: Pick<RunDeps, 'reports'>,
  scope: SiteScope,
  config: SiteConfig,
  { content, asAt }: ScheduleRun,
): Promise<readonly ResolvedReport[]> => {
  const resolved: ResolvedReport[] = [];
  for (const entry of content.reports) {
    const report = await deps.reports.find(scope, entry.report);
    if (report === null)
      throw new RunFailure(`The report "${entry.report}" was deleted, or is not shared any more: take it out of the schedule.`);
    const lifts = entry.filter?.kind === 'none';
    const asked = lifts ? null : (namedFilter(entry.filter) ?? report.content.filter);
    const filter = await deps.reports.resolveFilter(scope, null, asked);
    if ('fault' in filter) throw new RunFailure(`"${report.name}": ${filter.fault}`);
    const range = entry.range ?? report.content.range;
    const { name, spec } = filter;
    resolved.push({
      report,
      filter: spec === null ? null : { name, spec },
      lifted: lifts && report.content.filter !== null,
      range,
      resolved: resolvedRange(range, config, asAt),
      ...limitsOf(scope, config, report, filter),
    });
  }
  return resolved;
};
