import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { sitePk, waitingSk } from './constants.ts';
import type { Owner } from './ports.ts';

/** Remembers when a link was first found to lack number `missing`. */
export const waitingParams = (table: string, owner: Owner, link: string, missing: number, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: sitePk(owner.tenant, owner.site), sk: `${waitingSk(link)}#${missing}` },
  UpdateExpression: 'SET since = if_not_exists(since, :now), expiresAt = :expires',
  ExpressionAttributeValues: { ':now': now, ':expires': Math.floor(now / 1_000) + 86_400 },
  ReturnValues: 'ALL_NEW',
});

/** @returns epoch ms since when the link waits for this number. */
export type WaitingSince = (owner: Owner, link: string, missing: number, now: number) => Promise<number>;

export const createWaitingStore =
  (deps: { readonly client: Pick<DynamoDBDocumentClient, 'send'>; readonly table: string }): WaitingSince =>
  async (owner, link, missing, now) => {
    const { Attributes } = await deps.client.send(new UpdateCommand(waitingParams(deps.table, owner, link, missing, now)));
    return typeof Attributes?.since === 'number' ? Attributes.since : now;
  };
