import { siteIdSchema, tenantIdSchema } from '../../domain/ids.ts';
import type { FindSite } from '../../tenants/types.ts';
import { createAccess } from '../principal.ts';
import { createSiteInReach } from '../reach.ts';
import type { Access, Principal } from '../types.ts';
import { authenticatePeople } from './authenticate-people.ts';

/** Sites by id; `resellerOf` = of a customer. */
const findSiteAmong =
  (tenants: Readonly<Record<string, string>>, resellerOf: (tenant: string) => string): FindSite =>
  async (id) => {
    const tenant = tenants[id];
    if (tenant === undefined) return null;
    const [site, of] = [siteIdSchema.parse(id), tenantIdSchema.parse(tenant)];
    return { site, tenant: of, reseller: resellerOf(tenant), name: id, customerName: tenant, timeZone: 'UTC', resetTime: '02:00' };
  };

/** The real check of reach and rights for people whose token is their name in `people`, at sites of given customers. */
export const accessOfPeople = (
  people: Readonly<Record<string, Principal>>,
  tenants: Readonly<Record<string, string>>,
  resellerOf: (tenant: string) => string = () => 'north',
): Access =>
  createAccess({
    authenticate: authenticatePeople(people),
    siteInReach: createSiteInReach(findSiteAmong(tenants, resellerOf)),
  });
