import type { Doing, TransactWrite } from '../audit/types.ts';
import type { ScheduleContent } from '../domain/schedule.ts';
import { mayDo } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import type { FilterUse } from '../saved-filters/types.ts';
import type { StoredReports } from '../saved-reports/stored-reports.ts';
import type { ScheduleFault } from './core/content-faults.ts';
import { findFaultsWith } from './find-faults.ts';
import type { SaveScheduleDeps } from './plan-schedule.ts';
import { saveAll } from './save-all.ts';
import type { ScheduleUse, StoredSchedule } from './types.ts';
import { removeReport } from './update-schedule.ts';

type NamedContent = { readonly id: string; readonly content: ScheduleContent };

/** What the rest of the platform knows of schedules: what uses reports and filters, and schedules as texts. */
export interface StoredSchedules {
  /** Those that can be read, as everywhere here. */
  readonly list: (scope: SiteScope) => Promise<readonly StoredSchedule[]>;
  /** The same with the revision of the list, read before it, and how many there are with those that cannot be read. */
  readonly known: (
    scope: SiteScope,
  ) => Promise<{ readonly rev: number; readonly count: number; readonly items: readonly StoredSchedule[] }>;
  /** Comes with new schedules, in their transaction; does not commit when others made some since. */
  readonly revisionWrite: (scope: SiteScope, rev: number) => TransactWrite;
  readonly usesOfReport: (scope: SiteScope, report: string) => Promise<readonly ScheduleUse[]>;
  readonly usesOfFilter: (scope: SiteScope, filter: string) => Promise<readonly ScheduleUse[]>;
  /** Saved filters that schedules name; the names are hidden from who may not read schedules. */
  readonly filterUses: (scope: SiteScope, who: Principal) => Promise<readonly FilterUse[]>;
  /** Takes a report out of all schedules, with their rows in the audit. @throws ProblemError `conflict` */
  readonly removeReport: (by: Doing, report: string) => Promise<void>;
  /** What is wrong with each, in the order given. */
  readonly check: (
    scope: SiteScope,
    schedules: readonly NamedContent[],
    reports: Pick<StoredReports, 'find' | 'resolveFilter'>,
  ) => Promise<readonly (readonly ScheduleFault[])[]>;
  /** What makes or changes them, by their ids, how many of them it makes, and what is to be done once that is written. */
  readonly save: (
    by: Doing,
    schedules: readonly NamedContent[],
  ) => Promise<{ readonly made: number; readonly writes: readonly TransactWrite[]; readonly after: () => Promise<void> }>;
}

const uses = ({ id, content }: StoredSchedule): ScheduleUse => ({ schedule: id, name: content.name });

export const createStoredSchedules = (deps: SaveScheduleDeps): StoredSchedules => {
  const { store } = deps;
  const readable = async (scope: SiteScope): Promise<readonly StoredSchedule[]> => (await store.list(scope)).read;
  const filtersOf = ({ content }: StoredSchedule): readonly string[] => [
    ...new Set(content.reports.flatMap(({ filter }) => (filter?.kind === 'saved' ? [filter.id] : []))),
  ];
  return {
    list: readable,
    known: async (scope) => {
      const rev = await store.revision(scope);
      const { read, unreadable } = await store.list(scope);
      return { rev, count: read.length + unreadable.length, items: read };
    },
    revisionWrite: store.revisionWrite,
    usesOfReport: async (scope, report) =>
      (await readable(scope)).filter(({ content }) => content.reports.some((one) => one.report === report)).map(uses),
    usesOfFilter: async (scope, filter) => (await readable(scope)).filter((schedule) => filtersOf(schedule).includes(filter)).map(uses),
    filterUses: async (scope, who) => {
      const hidden = !mayDo(who, 'schedules.read');
      return (await readable(scope)).flatMap((schedule) =>
        filtersOf(schedule).map(
          (filter): FilterUse => ({
            filter,
            kind: 'schedule',
            id: hidden ? '' : schedule.id,
            name: hidden ? '' : schedule.content.name,
            hidden,
          }),
        ),
      );
    },
    removeReport: removeReport(deps),
    check: async (scope, schedules, reports) => {
      const [faults, present] = await Promise.all([
        findFaultsWith(
          deps,
          reports,
          scope,
          schedules.map(({ content }) => content),
        ),
        readable(scope),
      ]);
      const taken = (id: string, name: string): boolean =>
        [...present.map((one) => ({ id: one.id, content: one.content })), ...schedules].some(
          (one) => one.id !== id && one.content.name.toLowerCase() === name.toLowerCase(),
        );
      return schedules.map(({ id, content }, i) => [
        ...(taken(id, content.name)
          ? [{ path: ['name'], detail: `Another schedule is called "${content.name}": names are there once.` }]
          : []),
        ...(faults[i] ?? []),
      ]);
    },
    save: saveAll(deps),
  };
};
