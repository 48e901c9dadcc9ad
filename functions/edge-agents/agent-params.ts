import type { GetCommandInput, QueryCommandInput, TransactWriteCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { SiteId, TenantId } from '../domain/ids.ts';
import {
  agentKeyPk,
  agentKeySk,
  agentStatusPk,
  agentStatusPrefix,
  agentStatusSk,
  enrolmentKeptMs,
  enrolmentPk,
  enrolmentSk,
} from './constants.ts';
import type { Heartbeat } from './schemas.ts';
import type { EdgeAgent, EnrolmentCode } from './types.ts';

/** Codes are kept for the audit after their end, then removed by the table. */
const expiresAt = (code: Pick<EnrolmentCode, 'validUntil'>): number => Math.floor((code.validUntil + enrolmentKeptMs) / 1_000);

/** `also`, here and below: writes that must come with it or not at all, which is the row of the audit. */
export const enrolmentPutParams = (table: string, code: EnrolmentCode, also: readonly TransactWrite[]): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Put: {
        TableName: table,
        Item: { pk: enrolmentPk(code.codeId), sk: enrolmentSk, ...code, expiresAt: expiresAt(code) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...also,
  ],
});

export const enrolmentGetParams = (table: string, codeId: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: enrolmentPk(codeId), sk: enrolmentSk },
  ConsistentRead: true,
});

/** The code is used up, the key and the customer's view of the agent come to be: all or nothing. */
export const enrolParams = (
  table: string,
  code: EnrolmentCode,
  agent: EdgeAgent,
  publicKey: string,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: { pk: enrolmentPk(code.codeId), sk: enrolmentSk },
        UpdateExpression: 'SET usedAt = :at, #agent = :agent, publicKey = :publicKey',
        ConditionExpression: 'usedAt = :never AND validUntil > :at',
        ExpressionAttributeNames: { '#agent': 'agent' },
        ExpressionAttributeValues: { ':at': agent.enrolledAt, ':agent': agent.agent, ':publicKey': publicKey, ':never': null },
      },
    },
    {
      Put: {
        TableName: table,
        Item: {
          pk: agentKeyPk(agent.agent),
          sk: agentKeySk,
          agent: agent.agent,
          tenant: agent.tenant,
          site: agent.site,
          publicKey,
          revokedAt: null,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: { TableName: table, Item: { pk: agentStatusPk(agent.tenant), sk: agentStatusSk(agent.site, agent.agent), ...agent } },
    },
    ...also,
  ],
});

export const heartbeatParams = (
  table: string,
  of: Pick<EdgeAgent, 'tenant' | 'site' | 'agent'>,
  heartbeat: Heartbeat,
  now: number,
): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: agentStatusPk(of.tenant), sk: agentStatusSk(of.site, of.agent) },
  UpdateExpression: 'SET lastSeenAt = :now, heartbeat = :heartbeat, #version = :version',
  ConditionExpression: 'attribute_exists(pk)',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':now': now, ':heartbeat': heartbeat, ':version': heartbeat.version },
});

export const agentListParams = (table: string, tenant: TenantId, site: SiteId, limit: number, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': agentStatusPk(tenant), ':prefix': agentStatusPrefix(site) },
  Limit: limit,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: agentStatusPk(tenant), sk: after } }),
});

/** Only an agent of that tenant and site, and only once: the first revocation stays on record. */
export const revokeParams = (
  table: string,
  of: Pick<EdgeAgent, 'tenant' | 'site' | 'agent'>,
  by: string,
  now: number,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName: table,
        Key: { pk: agentStatusPk(of.tenant), sk: agentStatusSk(of.site, of.agent) },
        UpdateExpression: 'SET revokedAt = :now, revokedBy = :by',
        ConditionExpression: 'attribute_exists(pk) AND revokedAt = :never',
        ExpressionAttributeValues: { ':now': now, ':by': by, ':never': null },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    {
      Update: {
        TableName: table,
        Key: { pk: agentKeyPk(of.agent), sk: agentKeySk },
        UpdateExpression: 'SET revokedAt = :now',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':now': now },
      },
    },
    ...also,
  ],
});
