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
/** @returns null when no such site exists on the platform. Says nothing about who may see it. */
export type FindSite = (site: SiteId) => Promise<Site | null>;

/** One version of a site's configuration; versions are never changed or removed. */
export interface SiteConfigVersion {
  readonly version: number;
  readonly at: EpochMs;
  /** User id, `seed`, or `import:<link>`. */
  readonly author: string;
  readonly config: SiteConfig;
}
export type FindSiteConfig = (tenant: TenantId, site: SiteId) => Promise<SiteConfigVersion | null>;
