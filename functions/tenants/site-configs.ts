import { type DynamoDBDocumentClient, GetCommand, type GetCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TenantId } from '../domain/ids.ts';
import { configInForce } from '../domain/service-level-versions.ts';
import { queryAll } from '../runtime/query-all.ts';
import { configCacheMs, currentConfigKey, siteCacheMs, siteKey } from './constants.ts';
import { sitesOfTenantParams } from './directory-params.ts';
import { siteLookupKey } from './lookups.ts';
import { parseConfigVersion, parseSite } from './records.ts';
import type { FindSite, FindSiteConfig, FindSiteConfigVersion, Site, SiteConfigVersion } from './types.ts';

export const siteGetParams = (table: string, site: string): GetCommandInput => ({ TableName: table, Key: siteLookupKey(site) });
/** The same record in the collection of its customer. */
export const siteOfTenantGetParams = (table: string, tenant: string, site: string): GetCommandInput => ({
  TableName: table,
  Key: siteKey(tenant, site),
});
export const configGetParams = (table: string, tenant: string, site: string, version?: number): GetCommandInput => ({
  TableName: table,
  Key:
    version === undefined
      ? currentConfigKey(tenant, site)
      : { pk: currentConfigKey(tenant, site).pk, sk: `V#${String(version).padStart(8, '0')}` },
  ConsistentRead: true,
});

/** Keeps found values for a while; what was not found is asked again each time, as it may have been created a moment ago. */
const keeping = <V>(now: () => number, keepMs: number, limit: number, load: (key: string) => Promise<V | null>) => {
  const kept = new Map<string, { readonly value: V; readonly until: number }>();
  return async (key: string): Promise<V | null> => {
    const hit = kept.get(key);
    if (hit !== undefined && hit.until > now()) return hit.value;
    kept.delete(key);
    const value = await load(key);
    if (value === null) return null;
    if (kept.size >= limit) kept.clear();
    kept.set(key, { value, until: now() + keepMs });
    return value;
  };
};

/** Published door of tenants: which customer owns a site, and how the site is and was configured. */
export interface SiteDirectory {
  readonly findSite: FindSite;
  readonly findConfig: FindSiteConfig;
  readonly findConfigVersion: FindSiteConfigVersion;
}

export const createSiteDirectory = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
}): SiteDirectory => {
  const site = keeping<Site>(deps.now, siteCacheMs, 10_000, async (key) => {
    const [id = '', within] = key.split(' ');
    const params = within === undefined ? siteGetParams(deps.table, id) : siteOfTenantGetParams(deps.table, within, id);
    const { Item } = await deps.client.send(new GetCommand(params));
    return Item === undefined ? null : parseSite(Item);
  });
  const config = keeping<SiteConfigVersion>(deps.now, configCacheMs, 500, async (key) => {
    const [tenant = '', siteId = ''] = key.split(' ');
    const { Item } = await deps.client.send(new GetCommand(configGetParams(deps.table, tenant, siteId)));
    return Item === undefined ? null : parseConfigVersion(Item);
  });
  return {
    findSite: (id, within) => site(within === null ? id : `${id} ${within}`),
    findConfig: (tenant, siteId) => config(`${tenant} ${siteId}`),
    findConfigVersion: async (tenant, siteId, version) => {
      const { Item } = await deps.client.send(new GetCommand(configGetParams(deps.table, tenant, siteId, version)));
      return Item === undefined ? null : parseConfigVersion(Item);
    },
  };
};

/** Configurations as they count at this moment, for what shows settings of now: limits in words, headings, tiles. */
export const findConfigInForce =
  (findConfig: FindSiteConfig, now: () => number): FindSiteConfig =>
  async (tenant, site) => {
    const found = await findConfig(tenant, site);
    return found === null ? null : { ...found, config: configInForce(found.config, now()) };
  };

const sitesAtOnce = 100;
/** Ids of all sites of a customer. */
export const createSitesOf =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }) =>
  (tenant: TenantId): Promise<readonly string[]> =>
    queryAll(
      deps.client,
      (after) => sitesOfTenantParams(deps.table, tenant, sitesAtOnce, after),
      (item) => parseSite(item).site,
    );
