import { refuseLong, textFilterOf } from '../definitions-text/text-document.ts';
import type { FilterRef } from '../domain/board.ts';
import { namedFilter } from '../domain/schedule.ts';
import { mayDo, rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { inParallel } from '../runtime/bounded.ts';
import { ProblemError } from '../runtime/problem.ts';
import { type FilterStore, mayUseFilter } from '../saved-filters/filters.ts';
import { findReport, isBuiltIn } from './find-report.ts';
import type { ReportStore } from './report-store.ts';
import { printReportsText } from './report-text.ts';
import type { TextSchedules } from './text-schedules.ts';

export interface ExportDeps {
  readonly store: ReportStore;
  readonly filters: FilterStore;
  readonly schedules: TextSchedules;
}
/** Ids of each kind; all null = everything. */
export interface Chosen {
  readonly reports: readonly string[] | null;
  readonly filters: readonly string[] | null;
  readonly schedules: readonly string[] | null;
}
const readsAtOnce = 8;
const savedIn = (refs: readonly (FilterRef | null)[]): readonly string[] => refs.flatMap((ref) => (ref?.kind === 'saved' ? [ref.id] : []));

const known = <T extends { readonly id: string }>(items: readonly T[], ids: readonly string[], kind: string): readonly T[] =>
  ids.map((id) => {
    const found = items.find((item) => item.id === id);
    if (found === undefined) throw new ProblemError('not-found', `There is no ${kind} "${id}" here.`);
    return found;
  });

/**
 * Reports, filters and schedules as one text: those named, with the reports that the schedules run and the filters that both use; or everything
 * the principal sees, but for default reports that are as they were given.
 * @throws ProblemError `not-found`, `too-large`
 */
export const exportText =
  ({ store, filters, schedules }: ExportDeps) =>
  async (scope: SiteScope, who: Principal, chosen: Chosen): Promise<string> => {
    const all = chosen.reports === null && chosen.filters === null && chosen.schedules === null;
    const maySchedule = mayDo(who, 'schedules.read');
    const everySchedule = maySchedule && (all || chosen.schedules !== null) ? await schedules.list(scope) : [];
    const asked = all ? everySchedule : known(everySchedule, chosen.schedules ?? [], 'schedule');
    const ran = asked.flatMap(({ content }) => content.reports.map(({ report }) => report));
    const listed = all ? (await Promise.all([store.list(scope, who.id), store.list(scope, null)])).flat() : [];
    const ids = new Set([
      ...listed.filter(({ from, version }) => from === null || version > 1).map(({ id }) => id),
      ...(chosen.reports ?? []),
      ...ran,
    ]);
    const reports = await inParallel(
      [...ids].filter((id) => !isBuiltIn(id)),
      readsAtOnce,
      (id) =>
        findReport(store, scope, who, id).catch((error: unknown) => {
          // One that was listed, or is in a schedule, may be gone by now; one that was named must be there.
          if (error instanceof ProblemError && chosen.reports?.includes(id) !== true) return null;
          throw error;
        }),
    );
    const found = reports.filter((report) => report !== null);
    const used = new Set([
      ...savedIn(found.map(({ content }) => content.filter)),
      ...savedIn(asked.flatMap(({ content }) => content.reports.map(({ filter }) => namedFilter(filter)))),
    ]);
    const asker = { id: who.id, permissions: rolePermissions[who.role] };
    const visible = (await filters.all(scope)).filter((filter) => mayUseFilter(asker, filter).see);
    const named = new Set(known(visible, chosen.filters ?? [], 'filter').map(({ id }) => id));
    return refuseLong(
      printReportsText({
        reports: found.map(({ id, shared, content }) => ({ id, shared, content })),
        filters: visible.filter(({ id }) => all || used.has(id) || named.has(id)).map(textFilterOf),
        schedules: asked,
      }),
      'reports',
    );
  };
