import { generateKeyPairSync, sign } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { agentKeyGetParams, createAgentKeyStore, verifyAgentSignature } from './agent-keys.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-central-1' }));
const dynamo = mockClient(client);
afterEach(() => {
  dynamo.reset();
});
const item = {
  pk: 'AGENT#a1',
  sk: 'KEY',
  agent: 'a1',
  tenant: 'bakery',
  site: 'harbour',
  publicKey: 'A'.repeat(43).concat('='),
  revokedAt: null,
  name: 'cellar',
};

describe('agent keys', () => {
  test('are read consistently from their look-up', () => {
    expect(agentKeyGetParams('Directory', 'a1')).toEqual({
      TableName: 'Directory',
      Key: { pk: 'AGENT#a1', sk: 'KEY' },
      ConsistentRead: true,
    });
  });

  test('are kept for a minute, unknown agents not at all', async () => {
    let now = 1_000;
    const store = createAgentKeyStore({ client, table: 'Directory', now: () => now });
    dynamo.on(GetCommand).resolvesOnce({}).resolves({ Item: item });
    expect(await store.find('a1')).toBeNull();
    expect(await store.find('a1')).toEqual({
      agent: 'a1',
      tenant: 'bakery',
      site: 'harbour',
      publicKey: item.publicKey,
      revokedAt: null,
    });
    now = 60_999;
    await store.find('a1');
    expect(dynamo.calls()).toHaveLength(2);
    now = 61_000;
    await store.find('a1');
    expect(dynamo.calls()).toHaveLength(3);
  });

  test('a signature is checked against the raw key, and garbage is false, not an error', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    const signature = sign(null, Buffer.from('hello'), privateKey);
    expect(verifyAgentSignature({ publicKey: raw }, Buffer.from('hello'), signature)).toBe(true);
    expect(verifyAgentSignature({ publicKey: raw }, Buffer.from('hellp'), signature)).toBe(false);
    expect(verifyAgentSignature({ publicKey: raw }, Buffer.from('hello'), Buffer.alloc(3))).toBe(false);
    expect(verifyAgentSignature({ publicKey: 'nonsense' }, Buffer.from('hello'), signature)).toBe(false);
  });
});
