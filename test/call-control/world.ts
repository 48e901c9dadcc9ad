import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Agent, createAgent } from '../../edge-agent/agent.ts';
import { systemClock } from '../../edge-agent/clock.ts';
import { type ConnectSocket, connectSocket } from '../../edge-agent/commands/connect-socket.ts';
import { silentLog } from '../../edge-agent/log.ts';
import { connectTcp } from '../../edge-agent/session/connect-tcp.ts';
import type { ActionAnswer } from '../../functions/call-control/schemas.ts';
import { siteIdSchema, tenantIdSchema } from '../../functions/domain/ids.ts';
import { createAgentStore } from '../../functions/edge-agents/agent-store.ts';
import { createEnrolmentCode } from '../../functions/edge-agents/enrol.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';
import { createDirectoryStore } from '../../functions/tenants/directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from '../../functions/tenants/onboard.ts';
import { createLocalStack } from '../../infra/local/local-stack.ts';
import { createPbxSimulator, profileSiteConfig } from '../pbx-simulator/index.ts';
import { smallProfile } from '../pbx-simulator/testing/small-pbx.ts';

export const scope = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour'), reseller: 'north' };

/** What a test does to the agent's command socket. */
export interface Tampering {
  /** Called with each answer before it leaves; `false` = it does not. */
  beforeAnswer: () => boolean;
}

/** The product on this machine, a simulated PBX, and the real agent between them. */
export const createCallControlWorld = async () => {
  const root = await mkdtemp(join(tmpdir(), 'trunkline-call-control-'));
  const stack = await createLocalStack({ dataDir: join(root, 'stack'), sync: false, log: () => {} });
  const client = createAwsClients(stack.env).dynamo();
  const directoryTable = stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '';
  const deps = { store: createDirectoryStore({ client, table: directoryTable }), now: Date.now };
  await createReseller(deps, { reseller: 'north', name: 'North' });
  await createCustomer(deps, { tenant: 'bakery', reseller: 'north', name: 'Bakery' });
  const { devices } = profileSiteConfig(smallProfile);
  await createSite(deps, { site: 'harbour', tenant: 'bakery', name: 'Harbour', config: { devices } });
  for (const [user, role] of [
    ['boss', 'customerAdmin'],
    ['super', 'supervisor'],
    ['worker', 'agent'],
  ] as const)
    await createUser(deps, { user, subject: user, name: user, email: null, role, reseller: 'north', tenant: 'bakery', sites: ['harbour'] });
  await stack.seedUsers(
    ['boss', 'super', 'worker'].map((sub) => ({ sub, email: `${sub}@example.test`, name: sub, password: `${sub}-xxxxxxxxxxxx` })),
  );
  await stack.serve();

  const simulator = createPbxSimulator({ seed: 1, profile: smallProfile, chunking: 'mixed' });
  await simulator.start();
  const makeCode = createEnrolmentCode({ store: createAgentStore({ client, table: directoryTable }), now: Date.now, randomBytes });
  const tampering: Tampering = { beforeAnswer: () => true };
  const tampered: ConnectSocket = (url, protocols, handlers) => {
    const port = connectSocket(url, protocols, handlers);
    return {
      send: (text) => {
        if (!text.includes('"answer"') || tampering.beforeAnswer()) port.send(text);
      },
      close: () => port.close(),
    };
  };
  let enrolled = false;
  const startAgent = async (): Promise<Agent> => {
    const agent = createAgent({
      config: {
        api: stack.api,
        dataDirectory: join(root, 'agent'),
        enrolmentCode: enrolled ? null : (await makeCode(scope, 'test')).code,
        name: 'cellar',
        oai: { host: '127.0.0.1', port: simulator.port, password: '', name: 'Trunkline' },
        spoolLimitBytes: 10_000_000,
        kinesisEndpoint: null,
      },
      version: '0.1.0',
      log: silentLog,
      clock: systemClock,
      random: () => 0.01,
      fetch,
      connect: connectTcp,
      connectSocket: tampered,
      timers: {
        set: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
    });
    await agent.start();
    enrolled = true;
    return agent;
  };

  const request = async (who: string, method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${stack.api}/v1/sites/harbour/${path}`, {
      method,
      headers: { authorization: `Bearer ${await stack.issueToken(who)}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const act = async (action: unknown, id: string = randomUUID(), who = 'super'): Promise<ActionAnswer> => {
    const answer = await request(who, 'POST', 'actions', { id, action });
    const body = (await answer.json()) as ActionAnswer;
    if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    root,
    stack,
    client,
    simulator,
    pbx: simulator.pbx,
    tampering,
    startAgent,
    request,
    act,
    get: async <T>(path: string): Promise<T> => (await (await request('super', 'GET', path)).json()) as T,
    stop: async () => {
      await simulator.stop();
      await stack.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
};
export type CallControlWorld = Awaited<ReturnType<typeof createCallControlWorld>>;
