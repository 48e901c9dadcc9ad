import { expect, test } from 'vitest';
import { epochMs, type SiteId, type TenantId } from '../domain/ids.ts';
import { agentListParams, enrolmentPutParams, enrolParams, revokeParams } from './agent-params.ts';
import type { EdgeAgent, EnrolmentCode } from './types.ts';

const tenant = 'bakery' as TenantId;
const site = 'harbour' as SiteId;
const code: EnrolmentCode = {
  codeId: 'c0ffee',
  tenant,
  site,
  createdAt: epochMs(1_000),
  createdBy: 'u1',
  validUntil: epochMs(86_401_000),
  usedAt: null,
  agent: null,
  publicKey: null,
};
const agent: EdgeAgent = {
  agent: 'a1',
  tenant,
  site,
  name: 'cellar',
  version: '0.1.0',
  enrolledAt: epochMs(2_000),
  enrolledWith: 'c0ffee',
  revokedAt: null,
  revokedBy: null,
  lastSeenAt: null,
  heartbeat: null,
};

const row = { Put: { TableName: 'A', Item: { pk: 'T#bakery#AUDIT', sk: 'A#x' } } };

test('a code is stored by its hash and goes 90 days after its end', () => {
  expect(enrolmentPutParams('D', code, [row]).TransactItems).toEqual([
    {
      Put: {
        TableName: 'D',
        Item: { pk: 'ENROL#c0ffee', sk: 'CODE', ...code, expiresAt: 7_862_401 },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    row,
  ]);
});

test('enrolment uses the code up and makes key and agent in one transaction', () => {
  expect(enrolParams('D', code, agent, 'KEY=', [row]).TransactItems).toEqual([
    {
      Update: {
        TableName: 'D',
        Key: { pk: 'ENROL#c0ffee', sk: 'CODE' },
        UpdateExpression: 'SET usedAt = :at, #agent = :agent, publicKey = :publicKey',
        ConditionExpression: 'usedAt = :never AND validUntil > :at',
        ExpressionAttributeNames: { '#agent': 'agent' },
        ExpressionAttributeValues: { ':at': 2_000, ':agent': 'a1', ':publicKey': 'KEY=', ':never': null },
      },
    },
    {
      Put: {
        TableName: 'D',
        Item: { pk: 'AGENT#a1', sk: 'KEY', agent: 'a1', tenant: 'bakery', site: 'harbour', publicKey: 'KEY=', revokedAt: null },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { TableName: 'D', Item: { pk: 'T#bakery', sk: 'S#harbour#AGENT#a1', ...agent } } },
    row,
  ]);
});

test('agents are listed and revoked within their tenant and site', () => {
  expect(agentListParams('D', tenant, site, 5, 'S#harbour#AGENT#a1')).toEqual({
    TableName: 'D',
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': 'T#bakery', ':prefix': 'S#harbour#AGENT#' },
    Limit: 5,
    ExclusiveStartKey: { pk: 'T#bakery', sk: 'S#harbour#AGENT#a1' },
  });
  expect(revokeParams('D', agent, 'u1', 9_000, [row]).TransactItems?.map(({ Update }) => Update?.Key)).toEqual([
    { pk: 'T#bakery', sk: 'S#harbour#AGENT#a1' },
    { pk: 'AGENT#a1', sk: 'KEY' },
    undefined,
  ]);
});
