import type { Doing } from '../audit/types.ts';
import type { UnitLimit } from '../domain/common-units.ts';
import type { EpochMs } from '../domain/ids.ts';
import type { ReportContent } from '../domain/report.ts';
import type { SiteScope } from '../identity/types.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** A report as lists have it. */
export interface ReportHead {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly template: string;
  /** Who made it; null = nobody, it is built in. A report that is not shared is its owner's alone. */
  readonly owner: Person | null;
  readonly shared: boolean;
  readonly version: number;
  readonly updatedAt: EpochMs;
  readonly updatedBy: Person;
  /** Default report that it began as; null = made by people. */
  readonly from: string | null;
}
export interface StoredReport extends ReportHead {
  readonly content: ReportContent;
  /**
   * Business units to which who changed it last was limited: a schedule that runs it, with whoever's rights, brings no more out than this person
   * sees. Null = no limit, as in rows of before.
   */
  readonly units: UnitLimit;
}

/** A filter as it is applied; both null = none. `spec` as people write it. */
export interface AppliedFilter {
  readonly name: string | null;
  readonly spec: Readonly<Record<string, unknown>> | null;
}
/** The filter, or why there is none: it was deleted, or is not for who asks. */
export type ResolvedFilter =
  | (AppliedFilter & {
      /** Of a saved filter that somebody changed last who is limited to business units. */
      readonly limit?: { readonly units: readonly string[]; readonly by: string };
    })
  | { readonly fault: string };

/** A schedule that uses a report or a filter. */
export interface ScheduleUse {
  readonly schedule: string;
  readonly name: string;
}
/** What reports need of schedules. */
export interface ReportSchedules {
  /** Schedules that run a shared report. */
  readonly usesOfReport: (scope: SiteScope, report: string) => Promise<readonly ScheduleUse[]>;
  /** Takes a report out of all schedules, with their rows in the audit. @throws ProblemError `conflict` */
  readonly removeReport: (by: Doing, report: string) => Promise<void>;
}
