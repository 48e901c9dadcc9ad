import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { ResolveFilter } from '../saved-reports/stored-reports.ts';
import type { QueryBody } from './query-schemas.ts';

/**
 * The question with the filter that its reference means for who asks. A filter that is gone and one of somebody else's are told alike.
 * @throws ProblemError `bad-request` naming the place
 */
export const questionFilter = async (
  resolve: ResolveFilter,
  scope: SiteScope,
  who: Principal,
  { filterRef, ...body }: QueryBody,
): Promise<QueryBody> => {
  const bad = (detail: string, pointer = '#/filterRef'): ProblemError =>
    new ProblemError('bad-request', detail, { errors: [{ pointer, detail, in: 'body' }] });
  if (filterRef === undefined || filterRef === null) {
    // As stored reports name theirs; no field of a filter is called so.
    if (body.filter?.kind !== undefined)
      throw bad('`filter` holds fields, such as extension: give what has a `kind` as `filterRef`.', '#/filter');
    return body;
  }
  if (body.filter !== undefined && body.filter !== null) throw bad('Give `filter` or `filterRef`, not both.');
  const found = await resolve(scope, who, filterRef);
  if ('fault' in found) throw bad(found.fault);
  return found.spec === null ? body : { ...body, filter: { ...found.spec } };
};
