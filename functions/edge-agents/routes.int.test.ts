import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '../../infra/local/resources.ts';
import { createAuditWriter } from '../audit/audit.ts';
import { createAuditReader } from '../audit/audit-store.ts';
import { epochMs, type TenantId } from '../domain/ids.ts';
import { createAccess } from '../identity/principal.ts';
import { createSiteInReach } from '../identity/reach.ts';
import { authenticatePeople } from '../identity/testing/authenticate-people.ts';
import type { Principal, Role } from '../identity/types.ts';
import { createApi } from '../runtime/create-api.ts';
import { silentLog } from '../runtime/log.ts';
import { type LocalTables, openLocalTables } from '../runtime/testing/open-local-tables.ts';
import { createAgentKeyStore } from './agent-keys.ts';
import { createAgentStore } from './agent-store.ts';
import { edgeAgentRoutes } from './routes.ts';
import type { AssumeRoleRequest } from './types.ts';

const noon = Date.parse('2026-03-02T12:00:00.000Z');
let now = noon;
let client: DynamoDBDocumentClient;
let tables: LocalTables;
let app: ReturnType<typeof createApi>;
const assumed: AssumeRoleRequest[] = [];

const principal = (role: Role, tenant: string): Principal => ({
  kind: 'user',
  id: `${role}@${tenant}`,
  name: role,
  email: null,
  role,
  reseller: 'r1',
  tenant: tenant as TenantId,
  sites: null,
  extensions: [],
  agents: [],
});
const principals: Readonly<Record<string, Principal>> = {
  admin: principal('customerAdmin', 'bakery'),
  supervisor: principal('supervisor', 'bakery'),
  stranger: principal('customerAdmin', 'florist'),
};

beforeAll(async () => {
  tables = await openLocalTables();
  client = tables.client;
  let agents = 0;
  app = createApi({ log: silentLog, webOrigin: 'http://127.0.0.1' });
  app.route(
    '/',
    edgeAgentRoutes({
      access: createAccess({
        authenticate: authenticatePeople(principals),
        siteInReach: createSiteInReach((site) =>
          Promise.resolve(
            site === 'harbour'
              ? { site, tenant: 'bakery' as TenantId, reseller: 'r1', name: '', customerName: '', timeZone: 'UTC', resetTime: '02:00' }
              : null,
          ),
        ),
      }),
      store: createAgentStore({ client, table: resources.directoryTable }),
      keys: createAgentKeyStore({ client, table: resources.directoryTable, now: () => now, cacheMs: 0 }),
      assumeRole: (request) => {
        assumed.push(request);
        return Promise.resolve({ accessKeyId: 'AK', secretAccessKey: 'SK', sessionToken: 'ST', expiresAt: epochMs(noon + 3_600_000) });
      },
      audit: createAuditWriter({ table: resources.auditTable, newId: randomUUID }),
      now: () => now,
      randomBytes: (n) => new Uint8Array(n).map((_, i) => i + agents),
      newAgentId: () => `agent-${++agents}`,
      log: silentLog,
      stream: 'events',
      region: 'eu-west-2',
      roleArn: 'arn:aws:iam::000000000000:role/agents',
      kinesisEndpoint: null,
      commandSocket: null,
      onRevoked: () => Promise.resolve(),
    }),
  );
});
afterAll(() => tables.stop());

const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'), privateKey };
};
const asUser = async (token: string, method: string, path: string) =>
  app.request(path, { method, headers: { authorization: `Bearer ${token}` } });
const enrol = async (code: string, publicKey: string) =>
  app.request('/v1/agent/enrol', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey, name: 'cellar', version: '0.1.0' }),
  });
const newCode = async (): Promise<{ code: string; codeId: string; validUntil: string; site: string }> => {
  const answer = await asUser('admin', 'POST', '/v1/sites/harbour/enrolment-codes');
  expect(answer.status).toBe(201);
  return (await answer.json()) as { code: string; codeId: string; validUntil: string; site: string };
};
const asAgent = async (agent: string, privateKey: ReturnType<typeof keyPair>['privateKey'], path: string, body: unknown, at = now) => {
  const text = JSON.stringify(body);
  const hash = createHash('sha256').update(text).digest('hex');
  const signature = sign(null, Buffer.from(`trunkline-request-v1\nPOST\n${path}\n${at}\n${hash}`), privateKey).toString('base64');
  return app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'Trunkline-Agent': agent,
      'Trunkline-Timestamp': String(at),
      'Trunkline-Signature': signature,
    },
    body: text,
  });
};
const heartbeat = {
  sentAt: '2026-03-02T12:00:00.000Z',
  version: '0.2.0',
  links: [{ link: 'l1', state: 'up', since: '2026-03-02T11:00:00.000Z', detail: null }],
  spool: { depth: 3, bytes: 900, limitBytes: 1_073_741_824, oldestAt: null, lastSeq: 40 },
  counters: { 'oai.lines': 12 },
  clockOffsetMs: -4,
};
const problem = async (answer: Response) => {
  const { status, detail } = (await answer.json()) as { status: number; detail: string };
  return [status, detail];
};

describe('edge agents over HTTP', () => {
  test('the clock needs no proof of who asks', async () => {
    expect(await (await app.request('/v1/agent/time')).json()).toEqual({ now: '2026-03-02T12:00:00.000Z' });
  });

  test('from code to heartbeat to revocation', async () => {
    const { code, codeId, validUntil, site } = await newCode();
    expect({ codeId, validUntil, site }).toEqual({
      codeId: createHash('sha256').update(code.replaceAll('-', '')).digest('hex'),
      validUntil: '2026-03-03T12:00:00.000Z',
      site: 'harbour',
    });
    const { publicKey, privateKey } = keyPair();
    const enrolled = await enrol(code.toLowerCase(), publicKey);
    expect(enrolled.status).toBe(201);
    expect(await enrolled.json()).toEqual({ agent: 'agent-1', tenant: 'bakery', site: 'harbour', stream: 'events', region: 'eu-west-2' });
    expect((await asUser('supervisor', 'GET', '/v1/sites/harbour/agents')).status).toBe(403);
    const list = async () => (await (await asUser('admin', 'GET', '/v1/sites/harbour/agents')).json()) as { items: { agent: string }[] };
    const listed = async () => (await list()).items.find(({ agent }) => agent === 'agent-1');
    expect(await listed()).toEqual({
      agent: 'agent-1',
      site: 'harbour',
      name: 'cellar',
      version: '0.1.0',
      state: 'neverSeen',
      enrolledAt: '2026-03-02T12:00:00.000Z',
      revokedAt: null,
      lastSeenAt: null,
      heartbeat: null,
    });

    for (let again = 0; again < 2; again += 1) {
      const taken = await asAgent('agent-1', privateKey, '/v1/agent/heartbeat', heartbeat);
      expect(taken.status).toBe(200);
      expect(await taken.json()).toEqual({ now: '2026-03-02T12:00:00.000Z', intervalSeconds: 10 });
    }
    expect(await listed()).toMatchObject({ state: 'online', version: '0.2.0', lastSeenAt: '2026-03-02T12:00:00.000Z', heartbeat });
    now = noon + 35_001;
    expect(await listed()).toMatchObject({ state: 'late' });
    now = noon;

    const credentials = await asAgent('agent-1', privateKey, '/v1/agent/credentials', {});
    expect(await credentials.json()).toEqual({
      accessKeyId: 'AK',
      secretAccessKey: 'SK',
      sessionToken: 'ST',
      expiresAt: '2026-03-02T13:00:00.000Z',
      region: 'eu-west-2',
      stream: 'events',
      endpoint: null,
    });
    expect(assumed).toMatchObject([{ roleArn: 'arn:aws:iam::000000000000:role/agents', sessionName: 'agent-1', durationSeconds: 3_600 }]);

    expect((await asUser('stranger', 'POST', '/v1/sites/harbour/agents/agent-1/revoke')).status).toBe(404);
    expect((await asUser('supervisor', 'POST', '/v1/sites/harbour/agents/agent-1/revoke')).status).toBe(403);
    expect((await asUser('admin', 'POST', '/v1/sites/harbour/agents/agent-9/revoke')).status).toBe(404);
    expect(await (await asUser('admin', 'POST', '/v1/sites/harbour/agents/agent-1/revoke')).json()).toMatchObject({
      state: 'revoked',
      revokedAt: '2026-03-02T12:00:00.000Z',
    });
    now = noon + 1_000;
    expect(await (await asUser('admin', 'POST', '/v1/sites/harbour/agents/agent-1/revoke')).json()).toMatchObject({
      revokedAt: '2026-03-02T12:00:00.000Z',
    });
    now = noon;
    expect((await asAgent('agent-1', privateKey, '/v1/agent/credentials', {})).status).toBe(401);
    expect(await problem(await enrol(code, publicKey))).toEqual([
      409,
      'The enrolment code was used already: ask for a new one and set it as TRUNKLINE_ENROLMENT_CODE.',
    ]);
  });

  test('a code is good once, for 24 hours, and again only for the key that used it', async () => {
    const mine = keyPair();
    const { code } = await newCode();
    expect((await enrol(code, mine.publicKey)).status).toBe(201);
    const again = await enrol(code, mine.publicKey);
    expect([again.status, await again.json()]).toMatchObject([201, { agent: 'agent-2' }]);
    expect((await problem(await enrol(code, keyPair().publicKey)))[0]).toBe(409);
    expect(await problem(await enrol('0000-0000-0000-000Z', mine.publicKey))).toEqual([
      401,
      'There is no such enrolment code: check it for typing errors.',
    ]);
    const late = await newCode();
    now = noon + 24 * 3_600_000;
    expect(await problem(await enrol(late.code, keyPair().publicKey))).toEqual([
      403,
      'The enrolment code expired at 2026-03-03T12:00:00.000Z: ask for a new one.',
    ]);
    now = noon;
    expect((await enrol(late.code, 'too short')).status).toBe(400);
    const both = await Promise.all([enrol(late.code, keyPair().publicKey), enrol(late.code, keyPair().publicKey)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('unknown agent, other key, stale time and no signature at all look the same from outside', async () => {
    const { code } = await newCode();
    const { publicKey, privateKey } = keyPair();
    const { agent } = (await (await enrol(code, publicKey)).json()) as { agent: string };
    const answers = [
      await asAgent('nobody', privateKey, '/v1/agent/heartbeat', heartbeat),
      await asAgent(agent, keyPair().privateKey, '/v1/agent/heartbeat', heartbeat),
      await asAgent(agent, privateKey, '/v1/agent/heartbeat', heartbeat, now - 300_001),
      await app.request('/v1/agent/heartbeat', { method: 'POST', body: 'not json' }),
    ];
    for (const answer of answers)
      expect(await problem(answer)).toEqual([401, 'The request is not signed by an enrolled agent of this platform, or its time is off.']);
    expect((await asAgent(agent, privateKey, '/v1/agent/heartbeat', { ...heartbeat, spool: {} })).status).toBe(400);
  });

  test('codes and lists are for those who look after the site', async () => {
    expect((await asUser('nobody', 'POST', '/v1/sites/harbour/enrolment-codes')).status).toBe(401);
    expect((await asUser('supervisor', 'POST', '/v1/sites/harbour/enrolment-codes')).status).toBe(403);
    expect((await asUser('stranger', 'POST', '/v1/sites/harbour/enrolment-codes')).status).toBe(404);
    expect((await asUser('stranger', 'GET', '/v1/sites/harbour/agents')).status).toBe(404);
    const page = await asUser('admin', 'GET', '/v1/sites/harbour/agents?limit=1');
    const { cursor, items } = (await page.json()) as { cursor: string; items: { agent: string }[] };
    const next = await asUser('admin', 'GET', `/v1/sites/harbour/agents?limit=1&cursor=${cursor}`);
    expect([items[0]?.agent, ((await next.json()) as { items: { agent: string }[] }).items[0]?.agent]).toEqual(['agent-1', 'agent-2']);
  });

  test('what is done is in the audit, without the code, and only what was done', async () => {
    const reader = createAuditReader({ client, table: resources.auditTable });
    now = noon - 3_600_000;
    const { code, codeId } = await newCode();
    const mine = keyPair();
    expect((await enrol(code, keyPair().publicKey.slice(1))).status).toBe(400);
    const { agent } = (await (await enrol(code, mine.publicKey)).json()) as { agent: string };
    expect((await enrol(code, mine.publicKey)).status).toBe(201);
    expect((await asUser('supervisor', 'POST', `/v1/sites/harbour/agents/${agent}/revoke`)).status).toBe(403);
    expect((await asUser('admin', 'POST', `/v1/sites/harbour/agents/nobody/revoke`)).status).toBe(404);
    for (let i = 0; i < 2; i += 1) expect((await asUser('admin', 'POST', `/v1/sites/harbour/agents/${agent}/revoke`)).status).toBe(200);
    const to = now + 1;
    now = noon;
    const { items } = await reader.list({ tenant: 'bakery' as TenantId, sites: ['harbour'], from: null, to, limit: 50, after: null });
    const short = codeId.slice(0, 12);
    expect(items.map(({ action, who, object, summary }) => [action, who.kind, who.id, object, summary]).sort()).toEqual([
      ['edgeAgent.enrol', 'edgeAgent', agent, `edge agent ${agent}`, `enrolled with code ${short}, made by customerAdmin@bakery`],
      ['edgeAgent.makeCode', 'user', 'customerAdmin@bakery', `enrolment code ${short}`, 'valid until 2026-03-03T11:00:00.000Z'],
      ['edgeAgent.revoke', 'user', 'customerAdmin@bakery', `edge agent ${agent}`, 'no longer believed'],
    ]);
    expect(JSON.stringify(items)).not.toContain(code);
    expect(JSON.stringify(items)).not.toContain(codeId);
  });
});
