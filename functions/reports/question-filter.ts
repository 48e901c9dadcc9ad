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
  if (filterRef === undefined) return body;
  const bad = (detail: string): ProblemError =>
    new ProblemError('bad-request', detail, { errors: [{ pointer: '#/filterRef', detail, in: 'body' }] });
  if (body.filter !== undefined) throw bad('Give `filter` or `filterRef`, not both.');
  const found = await resolve(scope, who, filterRef);
  if ('fault' in found) throw bad(found.fault);
  return found.spec === null ? body : { ...body, filter: { ...found.spec } };
};
