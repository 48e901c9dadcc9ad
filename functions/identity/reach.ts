import { siteIdSchema } from '../domain/ids.ts';
import { ProblemError } from '../runtime/problem.ts';
import type { FindSite } from '../tenants/types.ts';
import { mayDo } from './permissions.ts';
import type { Permission, Principal, SiteScope } from './types.ts';

export const reaches = (principal: Principal, site: SiteScope): boolean =>
  principal.tenant === null
    ? principal.role === 'resellerAdmin' && site.reseller === principal.reseller
    : site.tenant === principal.tenant && (principal.sites === null || principal.sites.includes(site.site));

export type SiteInReach = (principal: Principal, site: string, anyOf: readonly Permission[]) => Promise<SiteScope>;

/** A site out of reach and a site that does not exist give the same answer, so that ids cannot be probed. */
export const createSiteInReach =
  (findSite: FindSite): SiteInReach =>
  async (principal, site, anyOf) => {
    const id = siteIdSchema.safeParse(site);
    const found = id.success ? await findSite(id.data, principal.tenant) : null;
    if (found === null || !reaches(principal, found)) throw new ProblemError('not-found', 'There is no such site within your reach.');
    if (!anyOf.some((permission) => mayDo(principal, permission)))
      throw new ProblemError('forbidden', `The role "${principal.role}" has none of: ${anyOf.join(', ')}.`);
    const { units } = principal;
    return { tenant: found.tenant, site: found.site, reseller: found.reseller, ...(units === undefined ? {} : { units }) };
  };
