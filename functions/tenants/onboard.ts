import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { type SiteConfigInput, siteConfigSchema } from '../domain/site-config.ts';
import type { Role } from '../identity/types.ts';
import { zoneOf } from './directory-params.ts';
import type { DirectoryStore } from './directory-store.ts';
import { TenantsError } from './errors.ts';
import type { Customer, Reseller, Site } from './types.ts';

export interface OnboardDeps {
  readonly store: DirectoryStore;
  readonly now: () => number;
}

/** Idempotent: the same call again changes nothing, a new name renames. */
export const createReseller = async (deps: OnboardDeps, input: Reseller): Promise<Reseller> => {
  const reseller = tenantIdSchema.parse(input.reseller);
  await deps.store.putReseller({ reseller, name: input.name });
  return { reseller, name: input.name };
};

/** Idempotent. @throws TenantsError `tenants.taken` when another reseller has a customer of this id. */
export const createCustomer = async (
  deps: OnboardDeps,
  input: { readonly tenant: string; readonly reseller: string; readonly name: string },
): Promise<Customer> => {
  const customer: Customer = {
    tenant: tenantIdSchema.parse(input.tenant),
    reseller: tenantIdSchema.parse(input.reseller),
    name: input.name,
  };
  await deps.store.putCustomer(customer);
  return customer;
};

/**
 * Idempotent: a site that this customer already has is returned as it is, its configuration untouched.
 * @throws TenantsError `tenants.unknown` without the customer, `tenants.taken` when another customer has a site of this id.
 */
export const createSite = async (
  deps: OnboardDeps,
  input: {
    readonly site: string;
    readonly tenant: string;
    readonly name: string;
    readonly config: SiteConfigInput;
    readonly author?: string;
  },
): Promise<Site> => {
  const tenant = tenantIdSchema.parse(input.tenant);
  const site = siteIdSchema.parse(input.site);
  const customer = await deps.store.findCustomer(tenant);
  if (customer === null) throw new TenantsError('tenants.unknown', `customer "${tenant}" does not exist: create it before its sites`);
  const config = siteConfigSchema.parse({ ...input.config, id: site, name: input.name });
  const record: Site = { site, tenant, reseller: customer.reseller, name: input.name, customerName: customer.name, ...zoneOf(config) };
  try {
    await deps.store.createSite(record, { version: 1, at: epochMs(deps.now()), author: input.author ?? 'seed', config });
    return record;
  } catch (error) {
    const existing = error instanceof TenantsError ? await deps.store.readSite(site) : null;
    if (existing?.tenant !== tenant) throw error;
    return existing;
  }
};

/** Idempotent: the rights given last are the ones in force. `subject` is the `sub` of the user's tokens. */
export const createUser = async (
  deps: OnboardDeps,
  input: {
    readonly user: string;
    readonly subject: string;
    readonly name: string;
    readonly email: string | null;
    readonly role: Role;
    readonly reseller: string;
    readonly tenant: string | null;
    readonly sites?: readonly string[] | null;
    readonly extensions?: readonly string[];
    readonly agents?: readonly string[];
    /** Business units to which the rows are limited that the user sees; left out = not limited. */
    readonly units?: readonly string[];
  },
): Promise<void> => {
  const tenant = input.tenant === null ? null : tenantIdSchema.parse(input.tenant);
  if ((tenant === null) !== (input.role === 'resellerAdmin'))
    throw new TenantsError('tenants.unknown', `user "${input.user}": a reseller admin has no customer, everybody else has one`);
  if (tenant !== null) {
    const customer = await deps.store.findCustomer(tenant);
    if (customer?.reseller !== input.reseller)
      throw new TenantsError(
        'tenants.unknown',
        `customer "${tenant}" of reseller "${input.reseller}" does not exist: create it before its users`,
      );
  }
  await deps.store.putUser(input.user, {
    kind: 'user',
    id: input.subject,
    name: input.name,
    email: input.email,
    role: input.role,
    reseller: input.reseller,
    tenant,
    sites: input.sites === undefined || input.sites === null ? null : input.sites.map((site) => siteIdSchema.parse(site)),
    extensions: input.extensions ?? [],
    agents: input.agents ?? [],
    ...(input.units === undefined ? {} : { units: input.units }),
  });
};
