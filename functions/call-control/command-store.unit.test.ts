import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test } from 'vitest';
import { siteIdSchema, tenantIdSchema } from '../domain/ids.ts';
import { createCommandStore, createLinkStore } from './command-store.ts';
import type { AgentLink, Command, Settled } from './types.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
const dynamo = mockClient(client);
afterEach(() => dynamo.reset());
const of = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse('harbour') };
const store = createCommandStore({ client, table: 'commands' });
const links = createLinkStore({ client, table: 'commands' });
const id = '7f3b1a52-6d0a-4c39-9f0e-2d8a54c4a001';
const at = 1_772_442_000_000;
const refused = new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
const command: Command = {
  id,
  actor: { kind: 'user', id: 'super', name: 'Sam', role: 'supervisor' },
  action: { kind: 'setDnd', extension: '1001', on: true },
  act: { kind: 'setDnd', device: { number: '1001', node: null }, on: true, message: null, text: '' },
  agent: 'a1',
  doneWords: 'Done.',
  issuedAt: at,
  deadline: at + 8_000,
  settled: null,
};
const settled: Settled = { state: 'done', outcome: 0, reason: null, words: 'Done.', answeredAt: at + 100 };
const link: AgentLink = { agent: 'a1', connectionId: 'c1', connectedAt: at, heardAt: at, offers: null };
const pk = 'T#bakery#S#harbour#COMMANDS';

test('a command lies with its audit row or not at all, thirty days long', async () => {
  dynamo
    .on(TransactWriteCommand)
    .resolvesOnce({})
    .rejectsOnce(new TransactionCanceledException({ message: 'Transaction cancelled … [ConditionalCheckFailed, None]', $metadata: {} }));
  const row = { Put: { TableName: 'audit', Item: { pk: 'a' } } };
  expect(await store.put(of, command, [row])).toBe(true);
  expect(dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input.TransactItems).toEqual([
    {
      Put: {
        TableName: 'commands',
        Item: { pk, sk: `CMD#${id}`, ...command, expiresAt: 1_775_034_000 },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    row,
  ]);
  expect(await store.put(of, command, [row])).toBe(false);
});

test('it is read consistently, and is checked', async () => {
  dynamo
    .on(GetCommand)
    .resolvesOnce({ Item: { pk, sk: `CMD#${id}`, ...command, expiresAt: 1 } })
    .resolvesOnce({})
    .resolvesOnce({ Item: { pk } });
  expect(await store.find(of, id)).toEqual(command);
  expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toMatchObject({ Key: { pk, sk: `CMD#${id}` }, ConsistentRead: true });
  expect(await store.find(of, id)).toBeNull();
  await expect(store.find(of, id)).rejects.toThrow();
});

test('only the first answer is taken, and only of the agent it went to', async () => {
  dynamo.on(UpdateCommand).resolvesOnce({}).rejectsOnce(refused).rejectsOnce(new Error('throttled'));
  expect(await store.settle(of, id, 'a1', settled)).toBe(true);
  expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toEqual({
    TableName: 'commands',
    Key: { pk, sk: `CMD#${id}` },
    UpdateExpression: 'SET settled = :settled',
    ConditionExpression: 'attribute_exists(pk) AND settled = :open AND #agent = :agent',
    ExpressionAttributeNames: { '#agent': 'agent' },
    ExpressionAttributeValues: { ':settled': settled, ':open': null, ':agent': 'a1' },
  });
  expect(await store.settle(of, id, null, settled)).toBe(false);
  await expect(store.settle(of, id, null, settled)).rejects.toThrow('throttled');
});

test('the newest connection of an agent counts', async () => {
  dynamo
    .on(PutCommand)
    .resolvesOnce({})
    .resolvesOnce({ Attributes: { pk, sk: 'LINK#a1', ...link, connectionId: 'c0', expiresAt: 1 } })
    .rejectsOnce(refused);
  expect(await links.connect(of, link)).toBeNull();
  expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
    Item: { pk, sk: 'LINK#a1', connectionId: 'c1', expiresAt: 1_772_452_800 },
    ConditionExpression: 'attribute_not_exists(pk) OR connectedAt <= :at',
    ReturnValues: 'ALL_OLD',
  });
  expect(await links.connect(of, link)).toMatchObject({ connectionId: 'c0' });
  expect(await links.connect(of, link)).toBe('older');
});

test('a log-in is used once', async () => {
  dynamo.on(PutCommand).resolvesOnce({}).rejectsOnce(refused);
  expect(await links.useProof(of, 'a1', String(at), at)).toBe(true);
  expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
    TableName: 'commands',
    Item: { pk, sk: 'PROOF#a1#1772442000000', expiresAt: 1_772_442_900 },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  expect(await links.useProof(of, 'a1', String(at), at)).toBe(false);
});

test('connections of a site are found by its own key', async () => {
  dynamo.on(QueryCommand).resolves({ Items: [{ pk, sk: 'LINK#a1', ...link, expiresAt: 1 }] });
  expect(await links.ofSite(of)).toEqual([link]);
  expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input).toMatchObject({
    ExpressionAttributeValues: { ':pk': pk, ':prefix': 'LINK#' },
    ConsistentRead: true,
  });
});
