import type { BoardContent } from '../domain/board.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { counted } from '../runtime/counted.ts';
import { ProblemError } from '../runtime/problem.ts';
import { jsonPointer } from '../runtime/validation.ts';
import { type FilterStore, mayUseFilter } from '../saved-filters/filters.ts';
import { type ContentFault, contentFaults } from './core/content-faults.ts';
import { savedFiltersOf, valuesIn } from './core/content-references.ts';
import { askerOf } from './find-usable.ts';
import type { FindValueNames } from './types.ts';

export interface CheckDeps {
  readonly filters: Pick<FilterStore, 'find'>;
  readonly valueNames: FindValueNames;
}

/** @throws ProblemError `bad-request` with each place */
export const refuseFaults = (faults: readonly ContentFault[], below: readonly (string | number)[]): void => {
  if (faults.length === 0) return;
  throw new ProblemError('bad-request', `${counted(faults.length, 'thing is', 'things are')} wrong with the board; nothing was saved.`, {
    errors: faults.slice(0, 100).map(({ path, detail }) => ({ pointer: jsonPointer([...below, ...path]), detail, in: 'body' })),
  });
};

/**
 * What is wrong with a board at this site, for this person: saved filters are those they can see, and those that were on it before.
 * @param also ids that will be there as well, as they come with it
 */
export const findContentFaults = async (
  deps: CheckDeps,
  scope: SiteScope,
  who: Principal,
  content: BoardContent,
  before: BoardContent | null,
  also: { readonly filters: readonly string[]; readonly values: readonly string[] } = { filters: [], values: [] },
): Promise<readonly ContentFault[]> => {
  const kept = new Set([...also.filters, ...(before === null ? [] : savedFiltersOf(before))]);
  const asked = savedFiltersOf(content);
  const found = await Promise.all(asked.map((id) => deps.filters.find(scope, id)));
  const usable = found.flatMap((filter) => {
    if (filter === null) return [];
    return kept.has(filter.id) || mayUseFilter(askerOf(who), filter).see ? [filter.id] : [];
  });
  const values = valuesIn(content).length === 0 ? new Map<string, string>() : await deps.valueNames(scope);
  return contentFaults(content, { filters: new Set([...usable, ...also.filters]), values: new Set([...values.keys(), ...also.values]) });
};
