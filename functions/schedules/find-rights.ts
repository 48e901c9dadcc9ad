import { mayDo } from '../identity/permissions.ts';
import type { FindPrincipal, SiteInReach } from '../identity/principal.ts';
import type { Principal, SiteScope } from '../identity/types.ts';
import { ProblemError } from '../runtime/problem.ts';
import { RunFailure } from './run-failure.ts';
import type { Person, Place } from './types.ts';

export interface FindRightsDeps {
  readonly findPrincipal: FindPrincipal;
  readonly siteInReach: SiteInReach;
}
export interface Rights {
  readonly owner: Principal;
  readonly scope: SiteScope;
}

/** Schedules outlive accounts: its owner is looked up each time, with the rights of that moment. @throws RunFailure */
export const findRights = async (
  deps: FindRightsDeps,
  place: Place,
  { owner: { id, name } }: { readonly owner: Person },
): Promise<Rights> => {
  const anew = 'Somebody who may make schedules has to save it with the own rights.';
  const owner = await deps.findPrincipal(id);
  if (owner === null) throw new RunFailure(`${name}, with whose rights the schedule runs, has no account any more. ${anew}`);
  let scope: SiteScope;
  try {
    scope = await deps.siteInReach(owner, place.site, ['schedules.write']);
  } catch (error) {
    if (error instanceof ProblemError)
      throw new RunFailure(`${name}, with whose rights the schedule runs, may no longer make schedules at this site. ${anew}`, {
        cause: error,
      });
    throw error;
  }
  if (scope.tenant !== place.tenant || !mayDo(owner, 'reports.read'))
    throw new RunFailure(`${name}, with whose rights the schedule runs, may no longer run reports at this site. ${anew}`);
  return { owner, scope };
};
