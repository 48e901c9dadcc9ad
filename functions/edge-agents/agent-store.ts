import {
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { epochMsSchema, type SiteId, siteIdSchema, type TenantId, tenantIdSchema } from '../domain/ids.ts';
import { held } from '../runtime/held-write.ts';
import { agentListParams, enrolmentGetParams, enrolmentPutParams, enrolParams, heartbeatParams, revokeParams } from './agent-params.ts';
import { agentStatusPk, agentStatusSk } from './constants.ts';
import { type Heartbeat, heartbeatSchema } from './schemas.ts';
import type { EdgeAgent, EnrolmentCode } from './types.ts';

const agentItem: z.ZodType<EdgeAgent> = z.object({
  agent: z.string(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  name: z.string(),
  version: z.string(),
  enrolledAt: epochMsSchema,
  enrolledWith: z.string(),
  revokedAt: epochMsSchema.nullable(),
  revokedBy: z.string().nullable(),
  lastSeenAt: epochMsSchema.nullable(),
  heartbeat: heartbeatSchema.nullable(),
});
const codeItem: z.ZodType<EnrolmentCode> = z.object({
  codeId: z.string(),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  createdAt: epochMsSchema,
  createdBy: z.string(),
  validUntil: epochMsSchema,
  usedAt: epochMsSchema.nullable(),
  agent: z.string().nullable(),
  publicKey: z.string().nullable(),
});

export interface AgentStore {
  /** `also`, here and below: writes that come with it or not at all. */
  readonly putCode: (code: EnrolmentCode, also?: readonly TransactWrite[]) => Promise<void>;
  readonly findCode: (codeId: string) => Promise<EnrolmentCode | null>;
  /** `false`: the code was used or expired meanwhile. */
  readonly enrol: (code: EnrolmentCode, agent: EdgeAgent, publicKey: string, also?: readonly TransactWrite[]) => Promise<boolean>;
  readonly find: (tenant: TenantId, site: SiteId, agent: string) => Promise<EdgeAgent | null>;
  readonly recordHeartbeat: (of: Pick<EdgeAgent, 'tenant' | 'site' | 'agent'>, heartbeat: Heartbeat, now: number) => Promise<void>;
  readonly list: (
    tenant: TenantId,
    site: SiteId,
    limit: number,
    after: string | null,
  ) => Promise<{ readonly items: readonly EdgeAgent[]; readonly next: string | null }>;
  /** `false`: no such agent there, or revoked before. */
  readonly revoke: (
    of: Pick<EdgeAgent, 'tenant' | 'site' | 'agent'>,
    by: string,
    now: number,
    also?: readonly TransactWrite[],
  ) => Promise<boolean>;
}

export const createAgentStore = (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): AgentStore => {
  const { client, table } = deps;
  const holds = (params: TransactWriteCommandInput): Promise<boolean> => held(client.send(new TransactWriteCommand(params)));
  return {
    putCode: async (code, also = []) => {
      await client.send(new TransactWriteCommand(enrolmentPutParams(table, code, also)));
    },
    findCode: async (codeId) => {
      const { Item } = await client.send(new GetCommand(enrolmentGetParams(table, codeId)));
      return Item === undefined ? null : codeItem.parse(Item);
    },
    enrol: (code, agent, publicKey, also = []) => holds(enrolParams(table, code, agent, publicKey, also)),
    find: async (tenant, site, agent) => {
      const key = { pk: agentStatusPk(tenant), sk: agentStatusSk(site, agent) };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return Item === undefined ? null : agentItem.parse(Item);
    },
    recordHeartbeat: async (of, heartbeat, now) => {
      await client.send(new UpdateCommand(heartbeatParams(table, of, heartbeat, now)));
    },
    list: async (tenant, site, limit, after) => {
      const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(agentListParams(table, tenant, site, limit, after)));
      return {
        items: Items.map((item) => agentItem.parse(item)),
        next: typeof LastEvaluatedKey?.sk === 'string' ? LastEvaluatedKey.sk : null,
      };
    },
    revoke: (of, by, now, also = []) => holds(revokeParams(table, of, by, now, also)),
  };
};
