import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandOutput,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Target } from './target.ts';

export const tableInput = (TableName: string, stream: boolean) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    ...(stream ? { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } : {}),
  });

const caught = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

/** What the product needs of DynamoDB, as AWS does it. */
export const dynamodbSuite = (target: () => Target): void => {
  describe('dynamodb', () => {
    let table = '';
    const key = (pk: string, sk = 'a') => ({ pk: { S: pk }, sk: { S: sk } });
    const put = (pk: string, n: number, sk = 'a') =>
      target().dynamo.send(new PutItemCommand({ TableName: table, Item: { ...key(pk, sk), n: { N: String(n) } } }));
    const get = async (pk: string, sk = 'a') =>
      (await target().dynamo.send(new GetItemCommand({ TableName: table, Key: key(pk, sk), ConsistentRead: true }))).Item;

    beforeAll(async () => {
      table = `${target().run}-table`;
      await target().dynamo.send(tableInput(table, true));
      await waitUntilTableExists({ client: target().dynamo, maxWaitTime: 60, minDelay: 1 }, { TableName: table });
      return async () => {
        await target().dynamo.send(new DeleteTableCommand({ TableName: table }));
      };
    });

    it('describes the table with its stream', async () => {
      const { Table } = await target().dynamo.send(new DescribeTableCommand({ TableName: table }));
      expect(Table?.TableStatus).toBe('ACTIVE');
      expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
      expect(Table?.LatestStreamArn).toMatch(/^arn:aws:dynamodb:.*:table\/.*\/stream\//);
    });

    it('keeps every attribute type', async () => {
      const Item = {
        ...key('types'),
        b: { B: new Uint8Array([0, 1, 254, 255]) },
        n: { N: '-12.5' },
        empty: { S: '' },
        yes: { BOOL: true },
        none: { NULL: true },
        list: { L: [{ S: 'x' }, { M: { deep: { N: '1' } } }] },
        texts: { SS: ['a', 'b'] },
      };
      await target().dynamo.send(new PutItemCommand({ TableName: table, Item }));
      expect(await get('types')).toEqual(Item);
    });

    it('refuses a failed condition and gives the item when asked', async () => {
      await put('cond', 1);
      const error = await caught(
        target().dynamo.send(
          new PutItemCommand({
            TableName: table,
            Item: key('cond'),
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', Item: { ...key('cond'), n: { N: '1' } } });
      expect(await get('cond')).toEqual({ ...key('cond'), n: { N: '1' } });
    });

    it('lets exactly one of many competing writers win', async () => {
      const tries = Array.from({ length: 20 }, (_, i) =>
        target()
          .dynamo.send(
            new PutItemCommand({
              TableName: table,
              Item: { ...key('race'), n: { N: String(i) } },
              ConditionExpression: 'attribute_not_exists(pk)',
            }),
          )
          .then(
            () => 1,
            () => 0,
          ),
      );
      const won: number[] = await Promise.all(tries);
      expect(won.reduce((a, b) => a + b, 0)).toBe(1);
    });

    it('counts without losing concurrent updates', async () => {
      await Promise.all(
        Array.from({ length: 50 }, () =>
          target().dynamo.send(
            new UpdateItemCommand({
              TableName: table,
              Key: key('counter'),
              UpdateExpression: 'ADD n :one SET #l = list_append(if_not_exists(#l, :none), :item)',
              ExpressionAttributeNames: { '#l': 'log' },
              ExpressionAttributeValues: { ':one': { N: '1' }, ':none': { L: [] }, ':item': { L: [{ S: 'x' }] } },
            }),
          ),
        ),
      );
      const item = await get('counter');
      expect(item?.n).toEqual({ N: '50' });
      expect(item?.log?.L?.length).toBe(50);
    });

    it('queries in order, pages, reverses and filters', async () => {
      for (const n of [3, 1, 2, 10, 5]) await put('query', n, `k${String(n).padStart(3, '0')}`);
      const query = { TableName: table, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'query' } } };
      const first = await target().dynamo.send(new QueryCommand({ ...query, Limit: 2 }));
      expect(first.Items?.map((i) => i.sk?.S)).toEqual(['k001', 'k002']);
      const rest = await target().dynamo.send(
        new QueryCommand({ ...query, ...(first.LastEvaluatedKey ? { ExclusiveStartKey: first.LastEvaluatedKey } : {}) }),
      );
      expect(rest.Items?.map((i) => i.sk?.S)).toEqual(['k003', 'k005', 'k010']);
      expect(rest.LastEvaluatedKey).toBeUndefined();
      const back = await target().dynamo.send(
        new QueryCommand({
          ...query,
          KeyConditionExpression: 'pk = :p AND sk BETWEEN :a AND :b',
          ExpressionAttributeValues: { ':p': { S: 'query' }, ':a': { S: 'k002' }, ':b': { S: 'k005' } },
          ScanIndexForward: false,
        }),
      );
      expect(back.Items?.map((i) => i.sk?.S)).toEqual(['k005', 'k003', 'k002']);
      const begins = await target().dynamo.send(
        new QueryCommand({
          ...query,
          KeyConditionExpression: 'pk = :p AND begins_with(sk, :a)',
          FilterExpression: 'n > :two',
          ExpressionAttributeValues: { ':p': { S: 'query' }, ':a': { S: 'k00' }, ':two': { N: '2' } },
        }),
      );
      expect([begins.Count, begins.ScannedCount]).toEqual([2, 4]);
    });

    it('stops a page at 1 MB', async () => {
      const big = new Uint8Array(300_000);
      for (const sk of ['1', '2', '3', '4', '5'])
        await target().dynamo.send(new PutItemCommand({ TableName: table, Item: { ...key('mega', sk), b: { B: big } } }));
      const page = await target().dynamo.send(
        new QueryCommand({ TableName: table, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'mega' } } }),
      );
      expect(page.Items?.length).toBe(4);
      expect(page.LastEvaluatedKey).toEqual(key('mega', '4'));
    });

    it('refuses an item above 400 KB', async () => {
      const error = await caught(
        target().dynamo.send(new PutItemCommand({ TableName: table, Item: { ...key('huge'), b: { B: new Uint8Array(409_600) } } })),
      );
      expect(error).toMatchObject({ name: 'ValidationException' });
    });

    it('refuses an unknown table and reserved words', async () => {
      expect(await caught(target().dynamo.send(new GetItemCommand({ TableName: `${table}-none`, Key: key('x') })))).toMatchObject({
        name: 'ResourceNotFoundException',
      });
      expect(
        await caught(
          target().dynamo.send(
            new UpdateItemCommand({
              TableName: table,
              Key: key('x'),
              UpdateExpression: 'SET status = :s',
              ExpressionAttributeValues: { ':s': { S: '' } },
            }),
          ),
        ),
      ).toMatchObject({ name: 'ValidationException' });
    });

    it('writes batches and refuses duplicates in one', async () => {
      const request = (sk: string) => ({ PutRequest: { Item: key('batch', sk) } });
      await target().dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: [request('1'), request('2')] } }));
      await target().dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: [{ DeleteRequest: { Key: key('batch', '1') } }] } }));
      expect([await get('batch', '1'), await get('batch', '2')]).toEqual([undefined, key('batch', '2')]);
      const error = await caught(
        target().dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: [request('3'), request('3')] } })),
      );
      expect(error).toMatchObject({ name: 'ValidationException' });
    });

    it('commits a transaction whole or not at all, with reasons', async () => {
      await put('tx-old', 7);
      const error = await caught(
        target().dynamo.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              { Put: { TableName: table, Item: key('tx-new') } },
              {
                Update: {
                  TableName: table,
                  Key: key('tx-old'),
                  UpdateExpression: 'SET n = :n',
                  ConditionExpression: 'n = :was',
                  ExpressionAttributeValues: { ':n': { N: '8' }, ':was': { N: '6' } },
                  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
                },
              },
            ],
          }),
        ),
      );
      expect(error).toMatchObject({
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: { ...key('tx-old'), n: { N: '7' } } }],
      });
      expect(await get('tx-new')).toBeUndefined();
      await target().dynamo.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: table, Item: key('tx-new') } },
            { ConditionCheck: { TableName: table, Key: key('tx-none'), ConditionExpression: 'attribute_not_exists(pk)' } },
            { Delete: { TableName: table, Key: key('tx-old') } },
          ],
        }),
      );
      expect([await get('tx-new'), await get('tx-old')]).toEqual([key('tx-new'), undefined]);
    });

    it('cancels on a type error in an update, before anything is written', async () => {
      await put('tx-type', 1);
      const error = await caught(
        target().dynamo.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              { Put: { TableName: table, Item: key('tx-type-new') } },
              {
                Update: {
                  TableName: table,
                  Key: key('tx-type'),
                  UpdateExpression: 'SET n = n + :t',
                  ExpressionAttributeValues: { ':t': { S: 'text' } },
                },
              },
            ],
          }),
        ),
      );
      expect(['TransactionCanceledException', 'ValidationException']).toContain((error as Error).name);
      expect(await get('tx-type-new')).toBeUndefined();
    });

    it('refuses two operations on one item, 101 items, and 4 MB', async () => {
      const twice = [{ Put: { TableName: table, Item: key('twice') } }, { Delete: { TableName: table, Key: key('twice') } }];
      expect(await caught(target().dynamo.send(new TransactWriteItemsCommand({ TransactItems: twice })))).toMatchObject({
        name: 'ValidationException',
      });
      const many = Array.from({ length: 101 }, (_, i) => ({ Put: { TableName: table, Item: key('many', String(i)) } }));
      expect(await caught(target().dynamo.send(new TransactWriteItemsCommand({ TransactItems: many })))).toMatchObject({
        name: 'ValidationException',
      });
      const heavy = Array.from({ length: 12 }, (_, i) => ({
        Put: { TableName: table, Item: { ...key('heavy', String(i)), b: { B: new Uint8Array(360_000) } } },
      }));
      expect(await caught(target().dynamo.send(new TransactWriteItemsCommand({ TransactItems: heavy })))).toMatchObject({
        name: 'ValidationException',
      });
      expect(await get('heavy', '0')).toBeUndefined();
    });

    it('answers a repeated token once and refuses it for another request', async () => {
      const request = (n: string) =>
        new TransactWriteItemsCommand({
          ClientRequestToken: `${target().run}-token`,
          TransactItems: [
            {
              Update: { TableName: table, Key: key('token'), UpdateExpression: 'ADD n :n', ExpressionAttributeValues: { ':n': { N: n } } },
            },
          ],
        });
      await target().dynamo.send(request('1'));
      await target().dynamo.send(request('1'));
      expect((await get('token'))?.n).toEqual({ N: '1' });
      expect(await caught(target().dynamo.send(request('2')))).toMatchObject({ name: 'IdempotentParameterMismatchException' });
    });

    it('reads several items of one instant', async () => {
      await put('tg', 1, 'a');
      await put('tg', 2, 'b');
      const { Responses } = await target().dynamo.send(
        new TransactGetItemsCommand({
          TransactItems: [
            { Get: { TableName: table, Key: key('tg', 'a') } },
            { Get: { TableName: table, Key: key('tg', 'none') } },
            { Get: { TableName: table, Key: key('tg', 'b'), ProjectionExpression: 'n' } },
          ],
        }),
      );
      expect(Responses?.map((r) => r.Item)).toEqual([{ ...key('tg', 'a'), n: { N: '1' } }, undefined, { n: { N: '2' } }]);
    });

    it('streams what was written, in order, and nothing for a write that changes nothing', async () => {
      await put('stream', 1);
      await put('stream', 2);
      await put('stream', 2);
      await target().dynamo.send(new DeleteItemCommand({ TableName: table, Key: key('stream') }));
      await target().dynamo.send(new DeleteItemCommand({ TableName: table, Key: key('stream') }));
      const { Streams } = await target().streams.send(new ListStreamsCommand({ TableName: table }));
      const StreamArn = Streams?.[0]?.StreamArn;
      const { StreamDescription } = await target().streams.send(new DescribeStreamCommand({ StreamArn }));
      const seen: unknown[] = [];
      for (const { ShardId } of StreamDescription?.Shards ?? []) {
        const { ShardIterator } = await target().streams.send(
          new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
        );
        const { Records } = await target().streams.send(new GetRecordsCommand({ ShardIterator }));
        for (const { eventName, dynamodb } of Records ?? [])
          if (dynamodb?.Keys?.pk?.S === 'stream') seen.push([eventName, dynamodb.NewImage?.n?.N, dynamodb.OldImage]);
      }
      expect(seen).toEqual([
        ['INSERT', '1', undefined],
        ['MODIFY', '2', undefined],
        ['REMOVE', undefined, undefined],
      ]);
    });

    it('deletes expired items as the service', async () => {
      const own = target().own;
      // Elsewhere it takes up to two days.
      if (own === null) return;
      await target().dynamo.send(
        new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } }),
      );
      const { TimeToLiveDescription } = await target().dynamo.send(new DescribeTimeToLiveCommand({ TableName: table }));
      expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
      const soon = Math.floor(Date.now() / 1000) + 60;
      await target().dynamo.send(new PutItemCommand({ TableName: table, Item: { ...key('ttl', 'soon'), expiresAt: { N: String(soon) } } }));
      await target().dynamo.send(
        new PutItemCommand({ TableName: table, Item: { ...key('ttl', 'later'), expiresAt: { N: String(soon + 600) } } }),
      );
      await own.sweep();
      expect(await get('ttl', 'soon')).toBeDefined();
      own.advance(120_000);
      await own.sweep();
      expect(await get('ttl', 'soon')).toBeUndefined();
      expect(await get('ttl', 'later')).toBeDefined();
      own.advance(-120_000);
    });

    it('scans everything once in segments', async () => {
      const seen: string[] = [];
      for (const Segment of [0, 1, 2]) {
        let from: Record<string, AttributeValue> | undefined;
        do {
          const page: ScanCommandOutput = await target().dynamo.send(
            new ScanCommand({
              TableName: table,
              Segment,
              TotalSegments: 3,
              FilterExpression: 'pk = :p',
              ExpressionAttributeValues: { ':p': { S: 'query' } },
              ProjectionExpression: 'sk',
              ...(from === undefined ? {} : { ExclusiveStartKey: from }),
            }),
          );
          for (const item of page.Items ?? []) seen.push(item.sk?.S ?? '');
          from = page.LastEvaluatedKey;
        } while (from !== undefined);
      }
      expect(seen.sort()).toEqual(['k001', 'k002', 'k003', 'k005', 'k010']);
    });
  });
};
