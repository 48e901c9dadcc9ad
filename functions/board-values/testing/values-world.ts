import { randomUUID } from 'node:crypto';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { resources } from '../../../infra/local/resources.ts';
import { createAuditWriter } from '../../audit/audit.ts';
import { createAuditReader } from '../../audit/audit-store.ts';
import { tenantIdSchema } from '../../domain/ids.ts';
import { accessOfPeople } from '../../identity/testing/access-of-people.ts';
import type { Principal, Role } from '../../identity/types.ts';
import { createApi, createRouter } from '../../runtime/create-api.ts';
import { type Log, silentLog } from '../../runtime/log.ts';
import { silentMetrics } from '../../runtime/metrics.ts';
import { createAskApp } from '../../runtime/testing/ask-app.ts';
import { openLocalTables } from '../../runtime/testing/open-local-tables.ts';
import { fetchDueSources } from '../fetch-due-sources.ts';
import type { FetchSource, SourceSecrets } from '../ports.ts';
import { createSourceSecrets } from '../secrets.ts';
import { sourceRoutes } from '../source-routes.ts';
import { createSources } from '../sources.ts';
import { valueRoutes } from '../value-routes.ts';
import { namedValues } from '../values-book.ts';
import { createValuesStore } from '../values-store.ts';
import { variableRoutes } from '../variable-routes.ts';
import { createVariables } from '../variables.ts';

const tenant = tenantIdSchema.parse('bakery');
const principal = (id: string, role: Role): Principal => ({
  kind: 'user',
  id,
  name: id.toUpperCase(),
  email: null,
  role,
  reseller: 'r1',
  tenant,
  sites: null,
  extensions: [],
  agents: [],
});
/** Tokens are the names. */
const people: Readonly<Record<string, Principal>> = {
  ines: principal('ines', 'customerAdmin'),
  omar: principal('omar', 'supervisor'),
  alice: principal('alice', 'agent'),
};

export const noon = Date.parse('2026-03-10T12:00:00.000Z');

/** The routes of values on the local stack, with a clock and a server of the test's own. */
export const createValuesWorld = async () => {
  const { client, settings, stop } = await openLocalTables();
  const ssm = new SSMClient(settings);
  const logged: string[] = [];
  const note = (message: string, fields?: object) => void logged.push(JSON.stringify([message, fields]));
  const log: Log = { info: note, warn: note, error: note };

  const clock = { now: noon };
  const fetched: { readonly url: string; readonly header: { readonly name: string; readonly value: string } | null }[] = [];
  const outside: { answer: FetchSource } = { answer: async () => ({ readings: [] }) };
  const stored = createSourceSecrets({ client: ssm, keyId: 'alias/trunkline' });
  const secrets: { value: SourceSecrets } = { value: stored };
  const now = (): number => clock.now;
  const deps = {
    store: createValuesStore({ client, table: resources.boardsTable }),
    secrets: {
      put: (...of: Parameters<SourceSecrets['put']>) => secrets.value.put(...of),
      get: (...of: Parameters<SourceSecrets['get']>) => secrets.value.get(...of),
      forget: (...of: Parameters<SourceSecrets['forget']>) => secrets.value.forget(...of),
    },
    fetchSource: ((definition, header, came) => {
      fetched.push({ url: definition.url, header });
      return outside.answer(definition, header, came);
    }) satisfies FetchSource,
    audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
    now,
    log,
    metrics: silentMetrics,
  };
  const access = accessOfPeople(people, { leeds: tenant, york: tenant }, () => 'r1');
  const app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  const router = createRouter();
  router.route('/', valueRoutes({ access, readValues: async (scope) => namedValues(await deps.store.read(scope)) }));
  router.route('/', variableRoutes({ access, variables: createVariables(deps) }));
  router.route('/', sourceRoutes({ access, sources: createSources(deps) }));
  app.route('/', router);

  const rowsOf = async (table: string) => (await client.send(new ScanCommand({ TableName: table }))).Items ?? [];
  return {
    clock,
    fetched,
    outside,
    secrets,
    logged,
    ssm,
    tick: () => fetchDueSources(deps, () => false),
    call: createAskApp<Record<string, unknown>>(app),
    /** As at the beginning; only secrets stay. */
    reset: async (): Promise<void> => {
      clock.now = noon;
      fetched.length = 0;
      logged.length = 0;
      secrets.value = stored;
      for (const TableName of [resources.boardsTable, resources.auditTable])
        await Promise.all((await rowsOf(TableName)).map(({ pk, sk }) => client.send(new DeleteCommand({ TableName, Key: { pk, sk } }))));
    },
    /** Everything that is in the boards table, as rows. */
    rows: () => rowsOf(resources.boardsTable),
    auditRows: () => rowsOf(resources.auditTable),
    audits: async (site = 'leeds') =>
      (
        await createAuditReader({ client, table: resources.auditTable }).list({
          tenant,
          sites: [site],
          from: null,
          to: null,
          limit: 100,
          after: null,
        })
      ).items,
    stop: async () => {
      ssm.destroy();
      await stop();
    },
  };
};
export type ValuesWorld = Awaited<ReturnType<typeof createValuesWorld>>;
