import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand, type GetCommandInput } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { epochMsSchema, siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { agentKeyPk, agentKeySk } from './constants.ts';

/** Who signs with which key, for which site. `publicKey` is the raw Ed25519 key (32 bytes) in base64. */
export const agentKeySchema = z.object({
  agent: z.string().min(1),
  tenant: tenantIdSchema,
  site: siteIdSchema,
  publicKey: z.string().length(44),
  revokedAt: epochMsSchema.nullable(),
});
export type AgentKey = z.output<typeof agentKeySchema>;

export interface AgentKeyStore {
  /** The key of an agent, revoked ones included; `null` when no such agent was ever enrolled. */
  readonly find: (agent: string) => Promise<AgentKey | null>;
}

export const agentKeyGetParams = (table: string, agent: string): GetCommandInput => ({
  TableName: table,
  Key: { pk: agentKeyPk(agent), sk: agentKeySk },
  ConsistentRead: true,
});

const cachedAgents = 10_000;

/**
 * Keys from the directory table, kept for `cacheMs` (default 60 s: so long may a revoked agent still be believed). Unknown agents are
 * not kept, as one may have been enrolled a moment ago.
 */
export const createAgentKeyStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
  readonly now: () => number;
  readonly cacheMs?: number;
}): AgentKeyStore => {
  const cache = new Map<string, { readonly key: AgentKey; readonly until: number }>();
  return {
    find: async (agent) => {
      const hit = cache.get(agent);
      if (hit !== undefined && hit.until > deps.now()) return hit.key;
      const { Item } = await deps.client.send(new GetCommand(agentKeyGetParams(deps.table, agent)));
      cache.delete(agent);
      if (Item === undefined) return null;
      const key = agentKeySchema.parse(Item);
      if (cache.size >= cachedAgents) cache.clear();
      cache.set(agent, { key, until: deps.now() + (deps.cacheMs ?? 60_000) });
      return key;
    },
  };
};

const publicKeyObject = (base64: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(base64, 'base64').toString('base64url') }, format: 'jwk' });

/** Whether `signature` is the agent's own over `signed`; false for anything malformed. Says nothing about revocation. */
export const verifyAgentSignature = (key: Pick<AgentKey, 'publicKey'>, signed: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return verify(null, signed, publicKeyObject(key.publicKey), signature);
  } catch {
    return false;
  }
};
