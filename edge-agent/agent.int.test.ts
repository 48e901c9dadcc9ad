import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { serve } from '@hono/node-server';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createAuditWriter } from '../functions/audit/audit.ts';
import { parseFrame } from '../functions/domain/batch-frame.ts';
import { type CallEvent, callEventSchema } from '../functions/domain/call-event.ts';
import type { SiteId, TenantId } from '../functions/domain/ids.ts';
import { createAgentKeyStore, verifyAgentSignature } from '../functions/edge-agents/agent-keys.ts';
import { createAgentStore } from '../functions/edge-agents/agent-store.ts';
import { createAssumeRole } from '../functions/edge-agents/assume-role.ts';
import { createEnrolmentCode } from '../functions/edge-agents/enrol.ts';
import { edgeAgentRoutes } from '../functions/edge-agents/routes.ts';
import { createApi } from '../functions/runtime/create-api.ts';
import { silentLog as silentCloudLog } from '../functions/runtime/log.ts';
import { type AwsEmulators, openAwsEmulators } from '../infra/local/aws-emulators.ts';
import { createResources, resources } from '../infra/local/resources.ts';
import { type Agent, type AgentDeps, createAgent } from './agent.ts';
import { systemClock } from './clock.ts';
import { silentLog } from './log.ts';
import { connectTcp } from './session/connect-tcp.ts';

/** As long as a loaded machine may take. */
const waitFor = <T>(run: () => T | Promise<T>): Promise<T> => vi.waitFor(run, { timeout: 30_000, interval: 20 });

const region = 'eu-west-2';
const scope = { tenant: 'bakery' as TenantId, site: 'harbour' as SiteId, reseller: 'r1' };
let root = '';
let aws: AwsEmulators;
let kinesis: KinesisClient;
let keys: ReturnType<typeof createAgentKeyStore>;
let store: ReturnType<typeof createAgentStore>;
let cloud: Server;
let api = '';
let pbx: TcpServer;
let newCode: () => Promise<string>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'agent-'));
  aws = await openAwsEmulators({ dataDir: join(root, 'aws'), sync: false, now: Date.now, log: () => {} });
  const endpoint = await aws.listen(0, (_, res) => {
    res.end();
    return Promise.resolve();
  });
  await createResources(aws, 1);
  const common = { region, endpoint, credentials: aws.credentials };
  kinesis = new KinesisClient({ ...common, requestHandler: new NodeHttpHandler() });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(common));
  const table = resources.directoryTable;
  store = createAgentStore({ client, table });
  keys = createAgentKeyStore({ client, table, now: Date.now });
  const makeCode = createEnrolmentCode({ store, now: Date.now, randomBytes });
  newCode = async () => (await makeCode(scope, 'test')).code;
  const app = createApi({ log: silentCloudLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    edgeAgentRoutes({
      access: { authenticate: (_, next) => next(), site: () => Promise.resolve(scope), require: () => expect.unreachable() },
      store,
      keys,
      assumeRole: createAssumeRole(new STSClient(common)),
      audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
      now: Date.now,
      randomBytes,
      newAgentId: randomUUID,
      log: silentCloudLog,
      stream: resources.eventsStream,
      region,
      roleArn: 'arn:aws:iam::000000000000:role/trunkline-edge-agent',
      kinesisEndpoint: endpoint,
      commandSocket: null,
      onRevoked: () => Promise.resolve(),
    }),
  );
  cloud = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  await once(cloud, 'listening');
  api = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
  // A PBX that takes connections and says nothing.
  pbx = createTcpServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(pbx, 'listening');
});
afterAll(async () => {
  await new Promise((resolve) => cloud.close(resolve));
  pbx.close();
  kinesis.destroy();
  await aws.hangUp();
  await aws.close();
  await rm(root, { recursive: true });
});

/** All events on the stream of one agent, checked as the consumer does: signature, numbers, shape. */
const arrived = async (agent: string): Promise<CallEvent[]> => {
  const { ShardIterator: first } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName: resources.eventsStream, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const events: CallEvent[] = [];
  for (let iterator = first; iterator !== undefined; ) {
    const { Records = [], NextShardIterator, MillisBehindLatest } = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
    for (const { Data, PartitionKey } of Records) {
      const frame = parseFrame(Data ?? new Uint8Array());
      if (frame.header.agent !== agent) continue;
      const key = await keys.find(agent);
      expect(PartitionKey).toBe('harbour');
      expect(key).toMatchObject({ tenant: 'bakery', site: 'harbour', revokedAt: null });
      expect(key !== null && verifyAgentSignature(key, frame.signed, frame.signature)).toBe(true);
      for (const line of gunzipSync(frame.body).toString('utf8').trimEnd().split('\n')) {
        const event = callEventSchema.parse(JSON.parse(line));
        if (event.seq <= events.length) continue;
        expect(event.seq).toBe(events.length + 1);
        events.push(event);
      }
    }
    iterator = Records.length === 0 && (MillisBehindLatest ?? 0) === 0 ? undefined : NextShardIterator;
  }
  return events;
};
const states = (events: readonly CallEvent[]): string[] => events.flatMap((event) => (event.kind === 'linkState' ? [event.state] : []));

const agentWith = (dataDirectory: string, enrolmentCode: string | null, change: Partial<AgentDeps> = {}): Agent =>
  createAgent({
    config: {
      api,
      dataDirectory,
      enrolmentCode,
      name: 'cellar',
      oai: { host: '127.0.0.1', port: (pbx.address() as AddressInfo).port, password: '', name: 'Trunkline' },
      spoolLimitBytes: 10_000_000,
      kinesisEndpoint: null,
    },
    version: '0.1.0',
    log: silentLog,
    clock: systemClock,
    random: () => 0.01,
    fetch,
    connect: connectTcp,
    timers: {
      set: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    ...change,
  });

describe('the agent as a whole', () => {
  test('enrols, sends what the PBX link does, reports itself, and stops in order', async () => {
    const agent = agentWith(join(root, 'a'), await newCode());
    await agent.start();
    const id = agent.status()?.agent ?? '';
    await waitFor(async () => expect(states(await arrived(id))).toEqual(['connecting', 'loggingIn']));
    await waitFor(async () =>
      expect(await store.find(scope.tenant, scope.site, id)).toMatchObject({
        name: 'cellar',
        version: '0.1.0',
        heartbeat: { links: [{ link: agent.status()?.spool.link }], spool: { limitBytes: 10_000_000 } },
      }),
    );
    const offset = (await store.find(scope.tenant, scope.site, id))?.heartbeat?.clockOffsetMs;
    // Both clocks are this machine's: what is left is half of the time a request took, however busy it was.
    expect(Math.abs(offset ?? Number.NaN)).toBeLessThan(30_000);
    await agent.stop();
    const events = await arrived(id);
    expect(states(events)).toEqual(['connecting', 'loggingIn', 'stopped']);
    expect(events.some(({ kind }) => kind === 'tick')).toBe(true);
    expect(agent.status()).toBeNull();
  });

  test('starts and works without the cloud once enrolled, and sends all in order when it is back', async () => {
    const directory = join(root, 'b');
    const first = agentWith(directory, await newCode());
    await first.start();
    const id = first.status()?.agent ?? '';
    await waitFor(() => expect(first.status()?.session.state).toBe('loggingIn'));
    await first.stop();
    const before = (await arrived(id)).length;

    let isAway = true;
    const agent = agentWith(directory, null, {
      fetch: (input, init) => (isAway ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init)),
      heartbeatMs: 2,
    });
    await agent.start();
    await waitFor(() => expect(agent.status()?.spool.durableSeq).toBeGreaterThan(before + 100));
    expect(await arrived(id)).toHaveLength(before);
    expect(agent.status()?.uplink.lastError).toContain('no answer');
    isAway = false;
    await waitFor(async () => expect((await arrived(id)).length).toBeGreaterThan(before + 100));
    await agent.stop();
    const events = await arrived(id);
    expect(states(events)).toEqual(['connecting', 'loggingIn', 'stopped', 'connecting', 'loggingIn', 'stopped']);
    expect(new Set(events.map(({ link }) => link)).size).toBe(1);
    const stamps = events.slice(before).map(({ at }) => at);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  });

  test('a second agent on the same directory is refused', async () => {
    const directory = join(root, 'c');
    const agent = agentWith(directory, await newCode());
    await agent.start();
    await expect(agentWith(directory, null).start()).rejects.toMatchObject({ code: 'spool.locked' });
    await agent.stop();
  });

  test('as a process: names what is missing, survives kill -9, goes quietly on SIGTERM, and logs no secret', async () => {
    const code = await newCode();
    const environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TRUNKLINE_API: api,
      TRUNKLINE_DATA_DIR: join(root, 'd'),
      TRUNKLINE_ENROLMENT_CODE: code,
      TRUNKLINE_OAI_HOST: '127.0.0.1',
      TRUNKLINE_OAI_PORT: String((pbx.address() as AddressInfo).port),
      TRUNKLINE_OAI_PASSWORD: 'pbx-secret',
    };
    const run = (env: NodeJS.ProcessEnv) => {
      const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts')], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const output = { text: '' };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
      return { child, output, ended: once(child, 'close') };
    };
    const { TRUNKLINE_OAI_HOST: _, ...incomplete } = environment;
    const broken = run(incomplete);
    const whole = run(environment);
    expect(await broken.ended).toEqual([1, null]);
    expect(broken.output.text).toContain('TRUNKLINE_OAI_HOST: missing');

    await waitFor(() => expect(whole.output.text).toContain('"agent started"'));
    const id = /"agent started","agent":"([^"]+)"/.exec(whole.output.text)?.[1] ?? '';
    await waitFor(async () => expect(states(await arrived(id))).toContain('loggingIn'));
    whole.child.kill('SIGKILL');
    await whole.ended;

    const again = run(environment);
    await waitFor(() => expect(again.output.text).toContain('"agent started"'));
    await waitFor(async () => expect(states(await arrived(id))).toHaveLength(4));
    again.child.kill('SIGTERM');
    expect(await again.ended).toEqual([0, null]);
    expect(states(await arrived(id))).toEqual(['connecting', 'loggingIn', 'connecting', 'loggingIn', 'stopped']);
    const everything = whole.output.text + again.output.text;
    for (const secret of [code, 'pbx-secret', 'privateKey', 'secretAccessKey']) expect(everything).not.toContain(secret);
    for (const line of everything.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  });
});
