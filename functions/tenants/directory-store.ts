import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import type { Principal } from '../identity/types.ts';
import { type Account, accountLimitParams, accountsParams, parseAccount } from './account-params.ts';
import { customerKey, userKey } from './constants.ts';
import {
  configSaveParams,
  customerPutParams,
  customersOfResellerParams,
  importReportPutParams,
  importReportsParams,
  resellerPutParams,
  siteCreateParams,
  sitesOfResellerParams,
  sitesOfTenantParams,
  userPutParams,
  versionsParams,
} from './directory-params.ts';
import { TenantsError } from './errors.ts';
import { parseConfigVersion, parseCustomer, parseDirectoryReport, parseSite, parseVersionHead } from './records.ts';
import { configGetParams, siteGetParams } from './site-configs.ts';
import type { Customer, DirectoryReport, NotedVersion, Reseller, Site, SiteConfigVersion, VersionNote } from './types.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Sort key to go on after; null at the end. */
  readonly next: string | null;
}

export interface DirectoryStore {
  readonly putReseller: (reseller: Reseller) => Promise<void>;
  readonly putCustomer: (customer: Customer) => Promise<void>;
  readonly findCustomer: (tenant: TenantId) => Promise<Customer | null>;
  readonly createSite: (site: Site, first: SiteConfigVersion) => Promise<void>;
  readonly readSite: (site: SiteId) => Promise<Site | null>;
  readonly readConfig: (tenant: TenantId, site: SiteId, version?: number) => Promise<NotedVersion | null>;
  /** @throws TenantsError `tenants.version` */
  readonly saveConfig: (site: Site, next: SiteConfigVersion, note: VersionNote, also: readonly TransactWrite[]) => Promise<void>;
  /** Newest first. */
  readonly listVersions: (
    tenant: TenantId,
    site: SiteId,
    limit: number,
    after: string | null,
  ) => Promise<Page<Omit<NotedVersion, 'config'>>>;
  readonly putDirectoryReport: (tenant: TenantId, site: SiteId, report: DirectoryReport) => Promise<void>;
  readonly listDirectoryReports: (tenant: TenantId, site: SiteId) => Promise<readonly DirectoryReport[]>;
  readonly putUser: (user: string, principal: Principal) => Promise<void>;
  /** People of the customer, by id. */
  readonly accountsOfTenant: (tenant: TenantId, limit: number, after: string | null) => Promise<Page<Account>>;
  readonly findAccount: (tenant: TenantId, user: string) => Promise<Account | null>;
  /** @throws TenantsError `tenants.version` when its limit is no longer that of `account`. */
  readonly limitAccount: (
    tenant: TenantId,
    account: Account,
    units: readonly string[] | null,
    also: readonly TransactWrite[],
  ) => Promise<void>;
  readonly customersOfReseller: (reseller: string, limit: number, after: string | null) => Promise<Page<Customer>>;
  readonly sitesOfReseller: (reseller: string, limit: number, after: string | null) => Promise<Page<Site>>;
  readonly sitesOfTenant: (tenant: TenantId, limit: number, after: string | null) => Promise<Page<Site>>;
}

const cancelled = (error: unknown, reason: 'ConditionalCheckFailed' | 'TransactionConflict'): boolean =>
  error instanceof Error && error.name === 'TransactionCanceledException' && error.message.includes(reason);

export const createDirectoryStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): DirectoryStore => {
  const { client, table } = deps;
  const write = async (params: TransactWriteCommandInput, refusal: () => TenantsError): Promise<void> => {
    try {
      await client.send(new TransactWriteCommand(params));
    } catch (error) {
      throw cancelled(error, 'ConditionalCheckFailed') ? refusal() : error;
    }
  };
  const list = async <T>(params: QueryCommandInput, parse: (item: unknown) => T): Promise<Page<T>> => {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(params));
    return { items: Items.map(parse), next: typeof LastEvaluatedKey?.sk === 'string' ? LastEvaluatedKey.sk : null };
  };
  return {
    putReseller: (reseller) =>
      write(resellerPutParams(table, reseller), () => new TenantsError('tenants.taken', `reseller "${reseller.reseller}" is taken`)),
    putCustomer: (customer) =>
      write(
        customerPutParams(table, customer),
        () => new TenantsError('tenants.taken', `customer id "${customer.tenant}" belongs to another reseller: choose another id`),
      ),
    findCustomer: async (tenant) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: customerKey(tenant) }));
      return Item === undefined ? null : parseCustomer(Item);
    },
    createSite: (site, first) =>
      write(
        siteCreateParams(table, site, first),
        () => new TenantsError('tenants.taken', `site id "${site.site}" is taken: site ids are unique on the platform`),
      ),
    readSite: async (site) => {
      const { Item } = await client.send(new GetCommand({ ...siteGetParams(table, site), ConsistentRead: true }));
      return Item === undefined ? null : parseSite(Item);
    },
    readConfig: async (tenant, site, version) => {
      const { Item } = await client.send(new GetCommand(configGetParams(table, tenant, site, version)));
      return Item === undefined ? null : parseConfigVersion(Item);
    },
    saveConfig: async (site, next, note, also) => {
      const refusal = () =>
        new TenantsError('tenants.version', `configuration of "${site.site}" is no longer version ${next.version - 1}: read it again`);
      try {
        await write(configSaveParams(table, site, next, note, also), refusal);
      } catch (error) {
        // Another save was under way at the same moment: by the time it is read again, it has a number.
        throw cancelled(error, 'TransactionConflict') ? refusal() : error;
      }
    },
    listVersions: (tenant, site, limit, after) => list(versionsParams(table, tenant, site, limit, after), parseVersionHead),
    putDirectoryReport: async (tenant, site, report) => {
      await client.send(new PutCommand(importReportPutParams(table, tenant, site, report)));
    },
    listDirectoryReports: async (tenant, site) => (await list(importReportsParams(table, tenant, site), parseDirectoryReport)).items,
    putUser: (user, principal) =>
      write(
        userPutParams(table, user, principal),
        () => new TenantsError('tenants.taken', `the log-in of user "${user}" belongs to someone else`),
      ),
    accountsOfTenant: (tenant, limit, after) => list(accountsParams(table, tenant, limit, after), parseAccount),
    findAccount: async (tenant, user) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: userKey({ reseller: '', tenant }, user), ConsistentRead: true }),
      );
      return Item === undefined ? null : parseAccount(Item);
    },
    limitAccount: async (tenant, account, units, also) => {
      const refusal = () => new TenantsError('tenants.version', `the limit of account "${account.user}" was changed meanwhile`);
      try {
        await write(accountLimitParams(table, tenant, account, units, also), refusal);
      } catch (error) {
        throw cancelled(error, 'TransactionConflict') ? refusal() : error;
      }
    },
    customersOfReseller: (reseller, limit, after) => list(customersOfResellerParams(table, reseller, limit, after), parseCustomer),
    sitesOfReseller: (reseller, limit, after) => list(sitesOfResellerParams(table, reseller, limit, after), parseSite),
    sitesOfTenant: (tenant, limit, after) => list(sitesOfTenantParams(table, tenant, limit, after), parseSite),
  };
};
