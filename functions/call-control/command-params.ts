import type { GetCommandInput, QueryCommandInput, TransactWriteCommandInput, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TransactWrite } from '../audit/types.ts';
import type { AgentOffers } from '../domain/agent-command.ts';
import {
  actionsPerMinute,
  commandKeptSeconds,
  commandSk,
  commandsPk,
  linkKeptSeconds,
  linkPrefix,
  linkSk,
  linksLookedAt,
  proofKeptSeconds,
  proofSk,
  rateKeptSeconds,
  rateSk,
} from './constants.ts';
import type { AgentLink, Command, Settled, SiteOf } from './types.ts';

const inSeconds = (ms: number): number => Math.floor(ms / 1_000);
const commandKey = ({ tenant, site }: SiteOf, id: string) => ({ pk: commandsPk(tenant, site), sk: commandSk(id) });
const linkKey = ({ tenant, site }: SiteOf, agent: string) => ({ pk: commandsPk(tenant, site), sk: linkSk(agent) });

/** The command and its audit row, or neither; refused when the id is taken. */
export const commandPutParams = (
  table: string,
  of: SiteOf,
  command: Command,
  also: readonly TransactWrite[],
): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Put: {
        TableName: table,
        Item: { ...commandKey(of, command.id), ...command, expiresAt: inSeconds(command.issuedAt) + commandKeptSeconds },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...also,
  ],
});

export const commandGetParams = (table: string, of: SiteOf, id: string): GetCommandInput => ({
  TableName: table,
  Key: commandKey(of, id),
  ConsistentRead: true,
});

/** Exactly one answer wins: the first. With `agent`, only one of the agent the command went to. */
export const settleParams = (table: string, of: SiteOf, id: string, agent: string | null, settled: Settled): UpdateCommandInput => ({
  TableName: table,
  Key: commandKey(of, id),
  UpdateExpression: 'SET settled = :settled',
  ConditionExpression: `attribute_exists(pk) AND settled = :open${agent === null ? '' : ' AND #agent = :agent'}`,
  ...(agent === null ? {} : { ExpressionAttributeNames: { '#agent': 'agent' } }),
  ExpressionAttributeValues: { ':settled': settled, ':open': null, ...(agent === null ? {} : { ':agent': agent }) },
});

/** Counts one more action of a principal in this minute; refused when it is one too many. */
export const rateParams = (table: string, { tenant, site }: SiteOf, principal: string, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: commandsPk(tenant, site), sk: rateSk(principal, Math.floor(now / 60_000)) },
  UpdateExpression: 'ADD acted :one SET expiresAt = :expiry',
  ConditionExpression: 'attribute_not_exists(acted) OR acted < :limit',
  ExpressionAttributeValues: { ':one': 1, ':limit': actionsPerMinute, ':expiry': inSeconds(now) + rateKeptSeconds },
});

/** Refused when the agent logged in with this proof before. */
export const proofPutParams = (table: string, { tenant, site }: SiteOf, agent: string, timestamp: string, now: number) => ({
  TableName: table,
  Item: { pk: commandsPk(tenant, site), sk: proofSk(agent, timestamp), expiresAt: inSeconds(now) + proofKeptSeconds },
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** The newest connection of an agent counts; an older one that comes later is refused. What was before is returned. */
export const linkPutParams = (table: string, of: SiteOf, link: AgentLink) => ({
  TableName: table,
  Item: { ...linkKey(of, link.agent), ...link, expiresAt: inSeconds(link.connectedAt) + linkKeptSeconds },
  ConditionExpression: 'attribute_not_exists(pk) OR connectedAt <= :at',
  ExpressionAttributeValues: { ':at': link.connectedAt },
  ReturnValues: 'ALL_OLD' as const,
});

type ConnectionOf = Pick<AgentLink, 'agent' | 'connectionId'>;

/** Refused for a connection that is not the agent's newest. */
export const linkHeardParams = (
  table: string,
  of: SiteOf,
  { agent, connectionId }: ConnectionOf,
  heardAt: number,
  offers: AgentOffers | null,
): UpdateCommandInput => ({
  TableName: table,
  Key: linkKey(of, agent),
  UpdateExpression: `SET heardAt = :heardAt${offers === null ? '' : ', offers = :offers'}`,
  ConditionExpression: 'connectionId = :connectionId',
  ExpressionAttributeValues: { ':heardAt': heardAt, ':connectionId': connectionId, ...(offers === null ? {} : { ':offers': offers }) },
});

export const linkDeleteParams = (table: string, of: SiteOf, { agent, connectionId }: ConnectionOf) => ({
  TableName: table,
  Key: linkKey(of, agent),
  ConditionExpression: 'connectionId = :connectionId',
  ExpressionAttributeValues: { ':connectionId': connectionId },
});

export const linksQueryParams = (table: string, { tenant, site }: SiteOf): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': commandsPk(tenant, site), ':prefix': linkPrefix },
  Limit: linksLookedAt,
  ConsistentRead: true,
});
