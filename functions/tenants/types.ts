import type { EpochMs, SiteId, TenantId } from '../domain/ids.ts';
import type { SiteConfig } from '../domain/site-config.ts';

export interface Reseller {
  readonly reseller: string;
  readonly name: string;
}
export interface Customer {
  readonly tenant: TenantId;
  readonly reseller: string;
  readonly name: string;
}
export interface Site {
  readonly site: SiteId;
  readonly tenant: TenantId;
  readonly reseller: string;
  readonly name: string;
  readonly customerName: string;
  /** IANA zone and `HH:MM` of the statistics day, repeated from the configuration. */
  readonly timeZone: string;
  readonly resetTime: string;
}
/**
 * Looks in the customer's own collection, or on the whole platform when `within` is null. So asking for somebody else's site takes as
 * long as asking for none, whoever has asked for it before.
 */
export type FindSite = (site: SiteId, within: TenantId | null) => Promise<Site | null>;

/** One version of a site's configuration; versions are never changed or removed. */
export interface SiteConfigVersion {
  readonly version: number;
  readonly at: EpochMs;
  /** User id, `seed`, or `import:<link>`. */
  readonly author: string;
  readonly config: SiteConfig;
}
export type FindSiteConfig = (tenant: TenantId, site: SiteId) => Promise<SiteConfigVersion | null>;
