import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { epochMs, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { requestToSign } from '../domain/signed-request.ts';
import { silentLog } from '../runtime/log.ts';
import { createAuthorizeAgent, proofOfProtocols } from './authorize-agent.ts';

const now = 1_772_442_000_000;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const authorize = (revokedAt: number | null = null) =>
  createAuthorizeAgent({
    keys: {
      find: (agent) =>
        Promise.resolve(
          agent === 'a1'
            ? {
                agent,
                tenant: tenantIdSchema.parse('bakery'),
                site: siteIdSchema.parse('harbour'),
                publicKey: raw,
                revokedAt: revokedAt === null ? null : epochMs(revokedAt),
              }
            : null,
        ),
    },
    now: () => now,
    log: silentLog,
  });
const proof = (over: { agent?: string; timestamp?: number; path?: string; method?: string; more?: object } = {}): string => {
  const timestamp = over.timestamp ?? now;
  const text = requestToSign({ method: over.method ?? 'GET', path: over.path ?? '/agent-ws', timestamp, bodySha256: empty });
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
  const body = { agent: over.agent ?? 'a1', timestamp: String(timestamp), signature, ...over.more };
  return `agent.${Buffer.from(JSON.stringify(body)).toString('base64url')}`;
};
const event = (protocols?: string) => ({
  methodArn: 'arn:aws:execute-api:eu-west-2:0:x/agent-ws/$connect',
  headers: protocols === undefined ? {} : { 'Sec-WebSocket-Protocol': protocols },
});

test('an agent that signs is let in, with tenant and site of its key', async () => {
  const answer = await authorize()(event(`trunkline.agent.v1, ${proof()}`));
  expect(answer.context).toEqual({ agent: 'a1', tenant: 'bakery', site: 'harbour', signedAt: '1772442000000' });
  expect(answer.policyDocument.Statement).toMatchObject([{ Effect: 'Allow' }]);
});

test.each([
  ['nothing', undefined],
  ['a browser’s token', 'trunkline.v1, bearer.abc'],
  ['no protocol of ours', proof()],
  ['no proof', 'trunkline.agent.v1'],
  ['noise', 'trunkline.agent.v1, agent.!!!'],
  ['what is no proof', `trunkline.agent.v1, agent.${Buffer.from('[]').toString('base64url')}`],
  ['a site of its own choice', `trunkline.agent.v1, ${proof({ more: { site: 'market' } })}`],
  ['an agent nobody knows', `trunkline.agent.v1, ${proof({ agent: 'a2' })}`],
  ['an old proof', `trunkline.agent.v1, ${proof({ timestamp: now - 300_001 })}`],
  ['a proof from the future', `trunkline.agent.v1, ${proof({ timestamp: now + 300_001 })}`],
  ['a signature of a heartbeat', `trunkline.agent.v1, ${proof({ method: 'POST', path: '/v1/agent/heartbeat' })}`],
])('with %s it is refused', async (_, protocols) => {
  await expect(authorize()(event(protocols))).rejects.toThrow(/^Unauthorized$/);
});

test('a revoked agent is refused', async () => {
  await expect(authorize(now - 1)(event(`trunkline.agent.v1, ${proof()}`))).rejects.toThrow(/^Unauthorized$/);
});

test('a proof is read whatever stands beside it', () => {
  expect(proofOfProtocols(` trunkline.agent.v1 ,${proof()}`)).toMatchObject({ agent: 'a1', timestamp: '1772442000000' });
});
