/** Key spelling of the directory table; every builder takes the reseller or the tenant first. Imports nothing. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
export const resellerKey = (reseller: string): Key => ({ pk: `R#${reseller}`, sk: 'RESELLER' });
export const resellerCustomerKey = (reseller: string, tenant: string): Key => ({ pk: `R#${reseller}`, sk: `CUSTOMER#${tenant}` });
export const resellerSiteKey = (reseller: string, tenant: string, site: string): Key => ({
  pk: `R#${reseller}`,
  sk: `SITE#${tenant}#${site}`,
});
export const customerKey = (tenant: string): Key => ({ pk: `T#${tenant}`, sk: 'CUSTOMER' });
export const siteKey = (tenant: string, site: string): Key => ({ pk: `T#${tenant}`, sk: `SITE#${site}` });
/** Users of a customer lie with the customer, the reseller's own people with the reseller. */
export const userKey = (owner: { readonly reseller: string; readonly tenant: string | null }, user: string): Key => ({
  pk: owner.tenant === null ? `R#${owner.reseller}` : `T#${owner.tenant}`,
  sk: `USER#${user}`,
});
export const currentConfigKey = (tenant: string, site: string): Key => ({ pk: `T#${tenant}#S#${site}#CONFIG`, sk: 'CURRENT' });
export const configVersionKey = (tenant: string, site: string, version: number): Key => ({
  pk: `T#${tenant}#S#${site}#CONFIG`,
  sk: `V#${String(version).padStart(8, '0')}`,
});
/** The last device list of a link. */
export const importReportKey = (tenant: string, site: string, link: string): Key => ({
  pk: `T#${tenant}#S#${site}#CONFIG`,
  sk: `${importReportPrefix}${link}`,
});
export const versionPrefix = 'V#';
export const importReportPrefix = 'IMPORT#';
/** Words of a version that are kept with it. */
export const keptWords = 20;
export const keptWordCharacters = 300;
/** An item of the table holds 400 kB; a configuration must fit into one, packed. */
export const largestPackedConfig = 380_000;
export const customerPrefix = 'CUSTOMER#';
export const sitePrefix = 'SITE#';
export const userPrefix = 'USER#';
/** Business units that one person's limit names at most. */
export const unitsOfAccount = 100;
/** A changed configuration is in force everywhere this much later. */
export const configCacheMs = 10_000;
export const siteCacheMs = 30_000;
