import type { PutCommandInput, QueryCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { Principal } from '../identity/types.ts';
import { packJson } from '../runtime/pack.ts';
import {
  configVersionKey,
  currentConfigKey,
  customerKey,
  customerPrefix,
  importReportKey,
  importReportPrefix,
  type Key,
  resellerCustomerKey,
  resellerKey,
  resellerSiteKey,
  siteKey,
  sitePrefix,
  userKey,
  versionPrefix,
} from './constants.ts';
import { loginLookupKey, siteLookupKey } from './lookups.ts';
import type { Customer, DirectoryReport, Reseller, Site, SiteConfigVersion, VersionNote } from './types.ts';

const absent = 'attribute_not_exists(pk)';
const put = (table: string, key: Key, attributes: object, condition?: string): TransactWrite => ({
  Put: { TableName: table, Item: { ...key, ...attributes }, ...(condition === undefined ? {} : { ConditionExpression: condition }) },
});

export const resellerPutParams = (table: string, reseller: Reseller): TransactWriteCommandInput => ({
  TransactItems: [put(table, resellerKey(reseller.reseller), reseller)],
});

/** A tenant id that another reseller's customer has is refused. */
export const customerPutParams = (table: string, customer: Customer): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Put: {
        TableName: table,
        Item: { ...customerKey(customer.tenant), ...customer },
        ConditionExpression: `${absent} OR reseller = :reseller`,
        ExpressionAttributeValues: { ':reseller': customer.reseller },
      },
    },
    put(table, resellerCustomerKey(customer.reseller, customer.tenant), customer),
  ],
});

const siteRecords = (table: string, site: Site, condition: string | undefined): TransactWrite[] => [
  put(table, siteLookupKey(site.site), site, condition),
  put(table, siteKey(site.tenant, site.site), site),
  put(table, resellerSiteKey(site.reseller, site.tenant, site.site), site),
];

const versionItem = (version: SiteConfigVersion, note: VersionNote | null): object => ({
  version: version.version,
  at: version.at,
  author: version.author,
  ...note,
  body: packJson(version.config),
});

/** Site ids are unique on the platform: the look-up must not exist yet. */
export const siteCreateParams = (table: string, site: Site, first: SiteConfigVersion): TransactWriteCommandInput => ({
  TransactItems: [
    ...siteRecords(table, site, absent),
    put(table, currentConfigKey(site.tenant, site.site), versionItem(first, null)),
    put(table, configVersionKey(site.tenant, site.site, first.version), versionItem(first, null), absent),
  ],
});

/**
 * The next version, if `next.version - 1` is still the current one. Name, zone and reset time of the site record follow the configuration.
 * @param also what must be true with it or not at all: the row of the audit
 */
export const configSaveParams = (
  table: string,
  site: Site,
  next: SiteConfigVersion,
  note: VersionNote,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    ...siteRecords(table, { ...site, ...zoneOf(next.config), name: next.config.name === '' ? site.name : next.config.name }, undefined),
    {
      Put: {
        TableName: table,
        Item: { ...currentConfigKey(site.tenant, site.site), ...versionItem(next, note) },
        ConditionExpression: '#version = :read',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':read': next.version - 1 },
      },
    },
    put(table, configVersionKey(site.tenant, site.site, next.version), versionItem(next, note), absent),
    ...also,
  ],
});

export const zoneOf = (config: SiteConfig): Pick<Site, 'timeZone' | 'resetTime'> => ({
  timeZone: config.timeZone,
  resetTime: config.resetTime,
});

/** A subject that logs in somewhere else already is refused. */
export const userPutParams = (table: string, user: string, principal: Principal): TransactWriteCommandInput => {
  const key = userKey(principal, user);
  const { kind: _kind, id: sub, ...rights } = principal;
  return {
    TransactItems: [
      put(table, key, { user, sub, ...rights }),
      {
        Put: {
          TableName: table,
          Item: { ...loginLookupKey(sub), user, owner: key.pk, sub, ...rights },
          ConditionExpression: `${absent} OR #owner = :owner`,
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': key.pk },
        },
      },
    ],
  };
};

/** Newest first, without the configurations themselves. `after` = sort key of the last one of the page before. */
export const versionsParams = (table: string, tenant: string, site: string, limit: number, after: string | null): QueryCommandInput => {
  const { pk } = currentConfigKey(tenant, site);
  return {
    TableName: table,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeNames: { '#version': 'version', '#at': 'at', '#words': 'words' },
    ExpressionAttributeValues: { ':pk': pk, ':prefix': versionPrefix },
    ProjectionExpression: 'sk, #version, #at, author, authorName, #words, changeCount, changesPast',
    ScanIndexForward: false,
    Limit: limit,
    ...(after === null ? {} : { ExclusiveStartKey: { pk, sk: after } }),
  };
};

export const importReportPutParams = (table: string, tenant: string, site: string, report: DirectoryReport): PutCommandInput => ({
  TableName: table,
  Item: { ...importReportKey(tenant, site, report.link), ...report },
});
export const importReportsParams = (table: string, tenant: string, site: string): QueryCommandInput =>
  listParams(table, currentConfigKey(tenant, site).pk, importReportPrefix, 100, null);

const listParams = (table: string, pk: string, prefix: string, limit: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: { pk, sk: after } }),
});
export const customersOfResellerParams = (table: string, reseller: string, limit: number, after: string | null): QueryCommandInput =>
  listParams(table, resellerKey(reseller).pk, customerPrefix, limit, after);
export const sitesOfResellerParams = (table: string, reseller: string, limit: number, after: string | null): QueryCommandInput =>
  listParams(table, resellerKey(reseller).pk, sitePrefix, limit, after);
export const sitesOfTenantParams = (table: string, tenant: string, limit: number, after: string | null): QueryCommandInput =>
  listParams(table, customerKey(tenant).pk, sitePrefix, limit, after);
