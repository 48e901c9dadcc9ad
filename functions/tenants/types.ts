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
/** What is told of a version beside its configuration. */
export interface VersionNote {
  /** Of the author when it was made; the id for what is no person. */
  readonly authorName: string;
  /** What changed, in words: the first 20 of `changeCount`. */
  readonly words: readonly string[];
  readonly changeCount: number;
  /** True when it says something else about who held a number before it was made. */
  readonly changesPast: boolean;
}
export type NotedVersion = SiteConfigVersion & { readonly note: VersionNote };

/** The last device list that came over a link, compared with the configuration. */
export interface DirectoryReport {
  readonly link: string;
  readonly at: EpochMs;
  readonly version: number;
  readonly added: readonly string[];
  readonly renamed: readonly string[];
  /** Configured, but not in the PBX; the first 1,000. */
  readonly missing: readonly string[];
}
/** An earlier version, as it was; null when there is none of that number. */
export type FindSiteConfigVersion = (tenant: TenantId, site: SiteId, version: number) => Promise<SiteConfigVersion | null>;
export type FindSiteConfig = (tenant: TenantId, site: SiteId) => Promise<SiteConfigVersion | null>;
