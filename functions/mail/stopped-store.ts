import {
  type DynamoDBDocumentClient,
  PutCommand,
  type PutCommandInput,
  type QueryCommandInput,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TransactWrite } from '../audit/types.ts';
import { epochMsSchema } from '../domain/ids.ts';
import { held, wasOvertaken } from '../runtime/held-write.ts';
import { queryAll } from '../runtime/query-all.ts';
import { countSk, mailPk, recipientsPerDay, stoppedPrefix, stoppedSk } from './constants.ts';
import type { Place, StoppedAddress } from './types.ts';

const stopped = z.object({ address: z.string(), why: z.enum(['bounce', 'complaint']), detail: z.string(), at: epochMsSchema });

const stoppedListParams = (table: string, { tenant, site }: Place, after: string | null): QueryCommandInput => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
  ExpressionAttributeValues: { ':pk': mailPk(tenant, site), ':prefix': stoppedPrefix },
  ConsistentRead: true,
  ...(after === null ? {} : { ExclusiveStartKey: { pk: mailPk(tenant, site), sk: after } }),
});
const stopParams = (table: string, { tenant, site }: Place, address: StoppedAddress): PutCommandInput => ({
  TableName: table,
  Item: { pk: mailPk(tenant, site), sk: stoppedSk(address.address), ...address },
});
const allowWrite = (table: string, { tenant, site }: Place, address: string): TransactWrite => ({
  Delete: {
    TableName: table,
    Key: { pk: mailPk(tenant, site), sk: stoppedSk(address) },
    ConditionExpression: 'attribute_exists(pk)',
  },
});
const twoDays = 172_800;
/** A mail to so many addresses, as long as the day has room for it. */
export const countParams = (table: string, { tenant, site }: Place, addresses: number, now: number): UpdateCommandInput => ({
  TableName: table,
  Key: { pk: mailPk(tenant, site), sk: countSk(new Date(now).toISOString().slice(0, 10)) },
  UpdateExpression: 'ADD recipients :more SET expiresAt = :expires',
  ConditionExpression: 'attribute_not_exists(recipients) OR recipients <= :room',
  ExpressionAttributeValues: { ':more': addresses, ':room': recipientsPerDay - addresses, ':expires': Math.floor(now / 1_000) + twoDays },
});

export interface StoppedStore {
  readonly list: (place: Place) => Promise<readonly StoppedAddress[]>;
  readonly stop: (place: Place, address: StoppedAddress) => Promise<void>;
  /** Lets an address be written to again, in one with a row of the audit. `false`: it is not stopped. */
  readonly allow: (place: Place, address: string, row: TransactWrite) => Promise<boolean>;
  /** `false`: the site has sent all that it may today. */
  readonly count: (place: Place, addresses: number, now: number) => Promise<boolean>;
}

export const createStoppedStore = (deps: {
  readonly client: Pick<DynamoDBDocumentClient, 'send'>;
  readonly table: string;
}): StoppedStore => {
  const { client, table } = deps;
  return {
    list: (place) =>
      queryAll(
        client,
        (after) => stoppedListParams(table, place, after),
        (item) => stopped.parse(item),
      ),
    stop: async (place, address) => {
      await client.send(new PutCommand(stopParams(table, place, address)));
    },
    allow: (place, address, row) =>
      held(client.send(new TransactWriteCommand({ TransactItems: [allowWrite(table, place, address), row] })), wasOvertaken),
    count: (place, addresses, now) => held(client.send(new UpdateCommand(countParams(table, place, addresses, now)))),
  };
};
