import type { ReportContent } from '../domain/report.ts';
import { rolePermissions } from '../identity/permissions.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { type FilterStore, mayUseFilter } from '../saved-filters/filters.ts';
import { type ContentFault, contentFaults } from './core/content-faults.ts';

/**
 * What is wrong with a report at this site, for this person.
 * @param also filters that will be there as well, as they come with it, and whether they are shared
 */
export const findContentFaults = async (
  filters: Pick<FilterStore, 'find'>,
  scope: SiteScope,
  who: Principal,
  report: { readonly content: ReportContent; readonly shared: boolean },
  also: ReadonlyMap<string, { readonly shared: boolean }> = new Map(),
): Promise<readonly ContentFault[]> => {
  const { filter } = report.content;
  const asked = filter?.kind === 'saved' ? filter.id : null;
  const stored = asked === null || also.has(asked) ? null : await filters.find(scope, asked);
  const seen = stored !== null && mayUseFilter({ id: who.id, permissions: rolePermissions[who.role] }, stored).see ? stored : null;
  return contentFaults(report.content, {
    forEverybody: report.shared,
    find: (id) => {
      const found = also.get(id) ?? (seen?.id === id ? seen : null);
      return found === null ? null : found.shared ? 'shared' : 'personal';
    },
  });
};

/** @throws ProblemError `bad-request` with each place */
export const refuseFaults = (faults: readonly ContentFault[]): void => {
  if (faults.length === 0) return;
  throw new ProblemError('bad-request', `${counted(faults.length, 'thing is', 'things are')} wrong with the report; nothing was saved.`, {
    errors: faults.map(({ path, detail }) => ({ pointer: jsonPointer(['content', ...path]), detail, in: 'body' })),
  });
};
