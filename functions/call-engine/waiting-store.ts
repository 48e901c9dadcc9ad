import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { sitePk, waitingSk } from './constants.ts';
import type { Owner } from './ports.ts';

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/**
 * Remembers when a site first lacked a number on this (UTC) day, and which. One memory a site and day, not one a link: whoever holds an
 * agent's key can invent links, and each would hold up the other sites of its shard anew.
 */
export const waitingParams = (table: string, owner: Owner, link: string, missing: number, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: sitePk(owner.tenant, owner.site), sk: waitingSk(dayOf(now)) },
  UpdateExpression:
    'SET since = if_not_exists(since, :now), firstLink = if_not_exists(firstLink, :link), firstMissing = if_not_exists(firstMissing, :missing), expiresAt = :expires',
  ExpressionAttributeValues: { ':now': now, ':link': link, ':missing': missing, ':expires': Math.floor(now / 1_000) + 2 * 86_400 },
  ReturnValues: 'ALL_NEW',
});

/** @returns epoch ms since when the site waits, today, for numbers that did not come. */
export type WaitingSince = (owner: Owner, link: string, missing: number, now: number) => Promise<number>;

export const createWaitingStore =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): WaitingSince =>
  async (owner, link, missing, now) => {
    const { Attributes } = await deps.client.send(new UpdateCommand(waitingParams(deps.table, owner, link, missing, now)));
    return typeof Attributes?.since === 'number' ? Attributes.since : now;
  };
