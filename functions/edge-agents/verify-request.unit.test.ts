import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs, type SiteId, type TenantId } from '../domain/ids.ts';
import type { AgentKey } from './agent-keys.ts';
import { refusalOf, type SignedRequest } from './verify-request.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const key: AgentKey = {
  agent: 'a1',
  tenant: 'bakery' as TenantId,
  site: 'harbour' as SiteId,
  publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64'),
  revokedAt: null,
};
const body = Buffer.from('{"a":1}');
const sha256 = createHash('sha256').update(body).digest('hex');
const signText = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64');
const good: SignedRequest = {
  method: 'POST',
  path: '/v1/agent/heartbeat',
  timestamp: '1000000',
  signature: signText(`trunkline-request-v1\nPOST\n/v1/agent/heartbeat\n1000000\n${sha256}`),
  body,
};

describe('signed requests', () => {
  test('are believed within five minutes either way, and again', () => {
    for (const now of [1_000_000, 1_300_000, 700_000, 1_000_000]) expect(refusalOf(key, good, now)).toBeNull();
  });

  test.each<[string, AgentKey | null, Partial<SignedRequest>, number, string]>([
    ['of an unknown agent', null, {}, 1_000_000, 'unknownAgent'],
    ['of a revoked agent', { ...key, revokedAt: epochMs(5) }, {}, 1_000_000, 'revokedAgent'],
    ['too old', key, {}, 1_300_001, 'staleTimestamp'],
    ['from the future', key, {}, 699_999, 'staleTimestamp'],
    ['without a time', key, { timestamp: '' }, 1_000_000, 'staleTimestamp'],
    ['with a time that is none', key, { timestamp: '1e6' }, 1_000_000, 'staleTimestamp'],
    ['with another time', key, { timestamp: '1000001' }, 1_000_000, 'badSignature'],
    ['to another path', key, { path: '/v1/agent/credentials' }, 1_000_000, 'badSignature'],
    ['with another query', key, { path: '/v1/agent/heartbeat?x=1' }, 1_000_000, 'badSignature'],
    ['with another method', key, { method: 'PUT' }, 1_000_000, 'badSignature'],
    ['with another body', key, { body: Buffer.from('{"a":2}') }, 1_000_000, 'badSignature'],
    ['without a signature', key, { signature: '' }, 1_000_000, 'badSignature'],
    ['revoked and badly signed', { ...key, revokedAt: epochMs(5) }, { signature: '' }, 1_000_000, 'badSignature'],
  ])('%s are refused', (_, of, change, now, refusal) => {
    expect(refusalOf(of, { ...good, ...change }, now)).toBe(refusal);
  });

  test('no other signature is believed, and none makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ minLength: 60, maxLength: 68 }), (timestamp, signature) => {
        const forged = { ...good, timestamp, signature: Buffer.from(signature).toString('base64') };
        return refusalOf(key, forged, 1_000_000) !== null;
      }),
    );
  });
});
