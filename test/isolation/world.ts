import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packOutbox, packState } from '../../functions/call-engine/pack-commit.ts';
import { createStateStore } from '../../functions/call-engine/state-store.ts';
import { makeCall, makeLiveCall, makeSegment } from '../../functions/call-history/testing/rows.ts';
import type { Emitted } from '../../functions/domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import type { Role } from '../../functions/identity/types.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { createDirectoryStore } from '../../functions/tenants/directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from '../../functions/tenants/onboard.ts';
import { createLocalStack } from '../../infra/local/local-stack.ts';

/** Two resellers, three customers, four sites; everybody's data looks alike, so that only the reach tells them apart. */
export const sites = [
  { site: 'harbour', tenant: 'bakery', reseller: 'north' },
  { site: 'market', tenant: 'bakery', reseller: 'north' },
  { site: 'station', tenant: 'florist', reseller: 'north' },
  { site: 'airport', tenant: 'garage', reseller: 'south' },
] as const;
export type TestSite = (typeof sites)[number]['site'];

interface TestUser {
  readonly role: Role;
  readonly reseller: string;
  readonly tenant: string | null;
  readonly sites?: readonly TestSite[];
  readonly extensions?: readonly string[];
}
export const users = {
  northAdmin: { role: 'resellerAdmin', reseller: 'north', tenant: null },
  southAdmin: { role: 'resellerAdmin', reseller: 'south', tenant: null },
  bakeryAdmin: { role: 'customerAdmin', reseller: 'north', tenant: 'bakery' },
  floristAdmin: { role: 'customerAdmin', reseller: 'north', tenant: 'florist' },
  garageAdmin: { role: 'customerAdmin', reseller: 'south', tenant: 'garage' },
  harbourSupervisor: { role: 'supervisor', reseller: 'north', tenant: 'bakery', sites: ['harbour'] },
  harbourAgent: { role: 'agent', reseller: 'north', tenant: 'bakery', sites: ['harbour'], extensions: ['1001'] },
  harbourScreen: { role: 'screen', reseller: 'north', tenant: 'bakery', sites: ['harbour'] },
} as const satisfies Record<string, TestUser>;
export type TestUserName = keyof typeof users;
export const stranger = 'stranger';

const toyState = { version: 1 };

/** The whole product on the local stack, but for the engine: tests publish what an engine would. */
export const createIsolationWorld = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-isolation-'));
  const stack = await createLocalStack({
    dataDir,
    sync: false,
    handlers: { ingest: async () => ({ batchItemFailures: [] }) },
    log: () => {},
  });
  const clients = createAwsClients(stack.env);
  const directoryTable = stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '';
  const deps = { store: createDirectoryStore({ client: clients.dynamo(), table: directoryTable }), now: Date.now };
  for (const reseller of ['north', 'south']) await createReseller(deps, { reseller, name: reseller });
  for (const [tenant, reseller] of [
    ['bakery', 'north'],
    ['florist', 'north'],
    ['garage', 'south'],
  ] as const)
    await createCustomer(deps, { tenant, reseller, name: tenant });
  for (const { site, tenant } of sites)
    await createSite(deps, {
      site,
      tenant,
      name: site,
      config: {
        devices: [{ number: '1001', type: 'extension', name: `of ${site}` }],
        settings: { accountCodes: [{ code: '17', description: `code of ${site}` }] },
      },
    });
  for (const [user, rights] of Object.entries(users) as [TestUserName, TestUser][])
    await createUser(deps, { user, subject: user, name: user, email: null, ...rights });
  // The stranger may log in, but the directory does not know them.
  await stack.seedUsers(
    [...Object.keys(users), stranger].map((sub) => ({
      sub,
      email: `${sub}@example.test`,
      name: sub,
      password: `${sub}-${'x'.repeat(12)}`,
    })),
  );
  await stack.serve();

  const states = createStateStore<typeof toyState>({ client: clients.dynamo(), table: stack.env.TRUNKLINE_ENGINE_TABLE ?? '' });
  const published = new Map<string, number>();
  /** Commits as the engine does; resolves when every projection has it. */
  const publish = async (site: TestSite, at: number, emitted: readonly Emitted[]): Promise<number> => {
    const owner = sites.find((one) => one.site === site);
    if (owner === undefined) throw new Error(`no site ${site}`);
    const n = (published.get(site) ?? 0) + 1;
    published.set(site, n);
    const outbox = packOutbox({ v: 1, tenant: owner.tenant, site, n, at: epochMs(at), emitted });
    await states.commit({
      owner: { tenant: tenantIdSchema.parse(owner.tenant), site: siteIdSchema.parse(site) },
      readVersion: n - 1,
      readParts: n === 1 ? 0 : 1,
      n,
      links: {},
      state: packState(toyState),
      outbox: outbox ?? [],
      now: Date.now(),
    });
    await stack.idle();
    return n;
  };
  /** One call of every site, in progress, with a number that names the site. */
  const publishCall = (site: TestSite, named: number, pbxCallId = '1F01', extension = '1001'): Promise<number> => {
    const of = { site, pbxCallId, named };
    const own = { extension, outsideNumber: `number of ${site}` };
    return publish(site, named, [
      { type: 'segment', row: makeSegment(of, 1, own) },
      { type: 'call', row: makeCall(of, own), was: null },
      { type: 'live', delta: { at: epochMs(named), calls: { set: [makeLiveCall(of, own)] } } },
      {
        type: 'anomaly',
        anomaly: {
          anomalyId: `a-${pbxCallId}`,
          siteId: site,
          kind: 'idReused',
          at: epochMs(named),
          logicalCallId: null,
          detail: `of ${site}`,
        },
      },
      {
        type: 'gap',
        gap: {
          gapId: `g-${pbxCallId}`,
          siteId: site,
          cause: 'linkDown',
          link: `link of ${site}`,
          node: null,
          startedAt: epochMs(named),
          endedAt: null,
          detail: null,
        },
      },
    ]);
  };
  const lasting = new Map<string, Promise<string>>();
  const lastingToken = (user: string): Promise<string> => {
    const known = lasting.get(user) ?? stack.issueToken(user);
    lasting.set(user, known);
    return known;
  };
  return {
    stack,
    publish,
    publishCall,
    /** One a user, but for those that end after `seconds`. */
    token: (user: TestUserName | typeof stranger, seconds?: number) =>
      seconds === undefined ? lastingToken(user) : stack.issueToken(user, seconds),
    stop: async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
export type IsolationWorld = Awaited<ReturnType<typeof createIsolationWorld>>;
