import { resources } from '../../../infra/local/resources.ts';
import { createAuditWriter } from '../../audit/audit.ts';
import { createAuditReader } from '../../audit/audit-store.ts';
import { createTextVariables } from '../../board-values/events.ts';
import { type TenantId, tenantIdSchema } from '../../domain/ids.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { accessOfPeople } from '../../identity/testing/access-of-people.ts';
import type { Principal, Role, SiteScope } from '../../identity/types.ts';
import { createApi } from '../../runtime/create-api.ts';
import { silentLog } from '../../runtime/log.ts';
import { type AppAnswer, createAskApp } from '../../runtime/testing/ask-app.ts';
import { openLocalTables } from '../../runtime/testing/open-local-tables.ts';
import { createFilterStore } from '../../saved-filters/filters.ts';
import { createBoardStore } from '../board-store.ts';
import { boardsRoutes } from '../routes.ts';
import { composeShowBoard } from '../show-board.ts';
import { createTemplateStore } from '../template-store.ts';
import { createValueNames } from '../value-names.ts';

const sites: Readonly<Record<string, string>> = { harbour: 'bakery', market: 'bakery', station: 'florist', airport: 'garage' };
const resellers: Readonly<Record<string, string>> = { bakery: 'north', florist: 'north', garage: 'south' };

const principal = (id: string, role: Role, tenant: string | null, more: Partial<Principal> = {}): Principal => ({
  kind: 'user',
  id,
  name: id.toUpperCase(),
  email: null,
  role,
  reseller: tenant === null ? id : (resellers[tenant] ?? ''),
  tenant: tenant === null ? null : tenantIdSchema.parse(tenant),
  sites: null,
  extensions: [],
  agents: [],
  ...more,
});
/** People by their token. */
export const people: Readonly<Record<string, Principal>> = {
  ines: principal('ines', 'customerAdmin', 'bakery'),
  sue: principal('sue', 'supervisor', 'bakery'),
  omar: principal('omar', 'supervisor', 'bakery'),
  alice: principal('alice', 'agent', 'bakery'),
  wall: principal('screen:w1', 'pairedScreen', 'bakery', { kind: 'screen', boards: ['standard-dashboard'] }),
  flora: principal('flora', 'customerAdmin', 'florist'),
  north: principal('north', 'resellerAdmin', null),
  south: principal('south', 'resellerAdmin', null),
};

export type Answer = AppAnswer<
  Record<string, unknown> & {
    readonly id: string;
    readonly version: number;
    readonly detail: string;
    readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
    readonly items: readonly (Record<string, unknown> & { readonly id: string })[];
    readonly content: { readonly name: string; readonly views: readonly Record<string, unknown>[] };
  }
>;

/** Boards over HTTP on one machine's tables: four sites of three customers of two resellers. */
export const createBoardWorld = async () => {
  const tables = await openLocalTables();
  const { client } = tables;
  const table = resources.boardsTable;
  // Later than any real clock: what ages must not go while it is looked at.
  const clock = { now: Date.parse('2040-03-10T12:00:00.000Z') };
  const values = new Map([['variable:target', 'Sales target']]);
  const config = siteConfigSchema.parse({
    devices: [
      { number: '5001', type: 'agent', name: 'Alice' },
      { number: '5002', type: 'agent', name: 'Ben' },
      { number: '1001', type: 'extension', name: 'Front desk' },
    ],
  });
  const store = createBoardStore({ client, table });
  const filters = createFilterStore({ client, table });
  const audit = createAuditWriter({ table: resources.auditTable, newId: crypto.randomUUID.bind(crypto) });
  const reader = createAuditReader({ client, table: resources.auditTable });
  const findConfig = async () => ({ version: 1, at: 0 as never, author: 'seed', config });
  const storedNames = createValueNames({ client, table });
  const valueNames = async (scope: SiteScope) => new Map([...values, ...(await storedNames(scope))]);
  const showBoard = composeShowBoard({ client, table, findConfig, valueNames });
  const access = accessOfPeople(people, sites, (tenant) => resellers[tenant] ?? '');
  let made = 0;
  const count = (): number => {
    made += 1;
    return made;
  };
  const deps = {
    access,
    store,
    templates: createTemplateStore({ client, table }),
    log: silentLog,
    filters,
    variables: createTextVariables({ client, table, now: () => clock.now }),
    table,
    audit,
    now: () => clock.now,
    newSuffix: () => String(count()).padStart(6, '0'),
    newFilterId: () => `f-${count()}`,
    showBoard,
    valueNames,
    otherFilterUses: async () => [],
  };
  const app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route('/', boardsRoutes(deps));
  const ask = createAskApp<Answer['body']>(app);
  return {
    ask,
    clock,
    values,
    client,
    table,
    deps,
    auditOf: async (tenant: string, site: string) =>
      (await reader.list({ tenant: tenant as TenantId, sites: [site], from: null, to: null, limit: 200, after: null })).items,
    stop: tables.stop,
  };
};
export type BoardWorld = Awaited<ReturnType<typeof createBoardWorld>>;

/** A small wallboard. */
export const wallboard = (name: string, more: object = {}) => ({
  kind: 'wallboard',
  name,
  views: [
    {
      id: 'main',
      name: 'Main',
      displayMode: 'uniform',
      colourMode: 'none',
      tiles: [{ kind: 'single', id: 'lost', field: { source: 'statistic', statistic: 'callsLost' }, ...more }],
    },
  ],
});
