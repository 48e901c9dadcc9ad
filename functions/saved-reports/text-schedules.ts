import type { Doing, TransactWrite } from '../audit/types.ts';
import type { SiteScope } from '../identity/types.ts';
import type { TextSchedule } from './report-text.ts';
import type { StoredReports } from './stored-reports.ts';

/** Schedules, as far as texts need them. */
export interface TextSchedules {
  readonly list: (scope: SiteScope) => Promise<readonly TextSchedule[]>;
  /** The same with the revision of the list, read before it, and how many there are with those that cannot be read. */
  readonly known: (scope: SiteScope) => Promise<{ readonly rev: number; readonly count: number; readonly items: readonly TextSchedule[] }>;
  /** Comes with new schedules, in their transaction; does not commit when others made some since. */
  readonly revisionWrite: (scope: SiteScope, rev: number) => TransactWrite;
  /** What is wrong with each, in the order given; reports and filters are those of `reports`, where the text itself comes first. */
  readonly check: (
    scope: SiteScope,
    schedules: readonly TextSchedule[],
    reports: Pick<StoredReports, 'find' | 'resolveFilter'>,
  ) => Promise<readonly (readonly { readonly path: readonly (string | number)[]; readonly detail: string }[])[]>;
  /** What saves them, how many of them it makes, and what is to be done once that is written. */
  readonly save: (
    doing: Doing,
    schedules: readonly TextSchedule[],
  ) => Promise<{ readonly made: number; readonly writes: readonly TransactWrite[]; readonly after: () => Promise<void> }>;
}
