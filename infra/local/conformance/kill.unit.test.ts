import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetItemCommand, PutItemCommand, QueryCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import {
  CreateStreamCommand,
  GetShardIteratorCommand as GetKinesisIteratorCommand,
  GetRecordsCommand as GetKinesisRecordsCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { CreateScheduleCommand, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { tableInput } from './dynamodb-suite.ts';
import { type Credentials, clientsOf } from './target.ts';

const TableName = 'kept';
const StreamName = 'kept';
const Bucket = 'kept';
const QueueName = 'kept';
type Clients = ReturnType<typeof clientsOf>;

const start = async (dir: string): Promise<{ child: ChildProcess; clients: Clients }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'emulators.fixture.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the emulators ended with ${String(code)}`)));
  });
  const { endpoint, credentials } = JSON.parse(line) as { endpoint: string; credentials: Credentials };
  return { child, clients: clientsOf(endpoint, credentials) };
};

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
const padded = (n: number): string => String(n).padStart(6, '0');

/** What was acknowledged, over all lives of the stack. */
interface Acknowledged {
  puts: string[];
  transactions: string[];
  records: Map<string, string>;
  objects: string[];
  /** Last acknowledged version by name. */
  parameters: Map<string, number>;
  messages: string[];
  /** Those that are due at once. */
  schedules: string[];
  mails: string[];
  count: number;
  tried: number;
}

/** Of each kind, so that none is left out on a disk on which some kinds are a hundred times slower than others. */
const leastOfAKind = 11;

/**
 * Writes without pause until the stack is gone, noting what it acknowledged; calls `enough` after so many acknowledgements, with some of
 * every kind.
 */
const writeUntilGone = async (clients: Clients, life: number, done: Acknowledged, limit: number, enough: () => void): Promise<void> => {
  const { dynamo, kinesis, s3, scheduler, ses, sqs, ssm } = clients;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const body = new Uint8Array(2000).fill(life);
  const lanes = Array.from({ length: 4 }, (_, lane): ((n: number) => Promise<void>)[] => [
    async (n) => {
      const sk = `${life}-${lane}-${padded(n)}`;
      await dynamo.send(new PutItemCommand({ TableName, Item: { ...key('put', sk), body: { B: body } } }));
      done.puts.push(sk);
    },
    async (n) => {
      const sk = `${life}-${lane}-${padded(n)}`;
      const put = (pk: string) => ({ Put: { TableName, Item: { ...key(pk, sk), body: { B: body } } } });
      await dynamo.send(new TransactWriteItemsCommand({ TransactItems: [put('left'), put('right')] }));
      done.transactions.push(sk);
    },
    async () => {
      done.tried++;
      await dynamo.send(
        new UpdateItemCommand({
          TableName,
          Key: key('counter', 'n'),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
      done.count++;
    },
    async (n) => {
      const texts = [0, 1, 2].map((i) => `${life}-${lane}-${padded(n)}-${i}`);
      const { Records } = await kinesis.send(
        new PutRecordsCommand({ StreamName, Records: texts.map((text) => ({ PartitionKey: `lane-${lane}`, Data: Buffer.from(text) })) }),
      );
      for (const [i, text] of texts.entries()) done.records.set(Records?.[i]?.SequenceNumber ?? '', text);
    },
    async (n) => {
      const Key = `tenant=t/lane=${lane}/${life}-${padded(n)}`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key.repeat(100) }));
      done.objects.push(Key);
    },
    async () => {
      const Name = `/kept/${lane}`;
      const { Version } = await ssm.send(new PutParameterCommand({ Name, Value: `lane ${lane}`, Type: 'SecureString', Overwrite: true }));
      done.parameters.set(Name, Version ?? 0);
    },
    async (n) => {
      const MessageBody = `message ${life}-${lane}-${padded(n)}`;
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      done.messages.push(MessageBody);
    },
    async (n) => {
      const Name = `schedule-${life}-${lane}-${padded(n)}`;
      await scheduler.send(
        new CreateScheduleCommand({
          Name,
          ScheduleExpression: `at(${new Date().toISOString().slice(0, 19)})`,
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: { Arn: Attributes?.QueueArn, RoleArn: 'arn:aws:iam::000000000000:role/scheduler', Input: Name },
        }),
      );
      done.schedules.push(Name);
    },
    async () => {
      const { MessageId = '' } = await ses.send(
        new SendEmailCommand({
          FromEmailAddress: 'a@b.example',
          Destination: { ToAddresses: ['c@d.example'] },
          Content: { Raw: { Data: body } },
        }),
      );
      done.mails.push(MessageId);
    },
  ]);
  let acknowledged = 0;
  let isEnough = false;
  const ofKind = lanes[0]?.map(() => 0) ?? [];
  const forever = async (write: (n: number) => Promise<void>, kind: number): Promise<void> => {
    for (let n = 0; ; n++) {
      try {
        await write(n);
      } catch {
        return;
      }
      acknowledged += 1;
      ofKind[kind] = (ofKind[kind] ?? 0) + 1;
      if (isEnough || acknowledged < limit || Math.min(...ofKind) < leastOfAKind) continue;
      isEnough = true;
      enough();
    }
  };
  await Promise.all(lanes.flatMap((writers) => writers.map(forever)));
};

const queried = async ({ dynamo }: Clients, pk: string): Promise<Set<string>> => {
  const found = new Set<string>();
  let from: Record<string, { S: string }> | undefined;
  do {
    const page: { Items?: unknown; LastEvaluatedKey?: unknown } = await dynamo.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        ExpressionAttributeValues: { ':p': { S: pk } },
        ProjectionExpression: 'sk',
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const item of (page.Items ?? []) as { sk: { S: string } }[]) found.add(item.sk.S);
    from = page.LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  return found;
};

const streamed = async ({ streams }: Clients): Promise<Map<string, number>> => {
  const { Streams } = await streams.send(new ListStreamsCommand({ TableName }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const seen = new Map<string, number>();
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }));
    for (;;) {
      const { Records, NextShardIterator } = await streams.send(new GetRecordsCommand({ ShardIterator }));
      for (const { eventName, dynamodb } of Records ?? []) {
        const id = `${dynamodb?.Keys?.pk?.S ?? ''}/${dynamodb?.Keys?.sk?.S ?? ''}`;
        if (eventName === 'INSERT') seen.set(id, (seen.get(id) ?? 0) + 1);
      }
      if ((Records ?? []).length === 0) break;
      ShardIterator = NextShardIterator;
    }
  }
  return seen;
};

const recorded = async ({ kinesis }: Clients): Promise<{ sequence: string; text: string; lane: string }[]> => {
  const all: { sequence: string; text: string; lane: string }[] = [];
  for (const ShardId of ['shardId-000000000000', 'shardId-000000000001']) {
    let { ShardIterator } = await kinesis.send(new GetKinesisIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }));
    for (;;) {
      const { Records, NextShardIterator } = await kinesis.send(new GetKinesisRecordsCommand({ ShardIterator, Limit: 1000 }));
      if ((Records ?? []).length === 0) break;
      for (const r of Records ?? [])
        all.push({ sequence: r.SequenceNumber ?? '', text: Buffer.from(r.Data ?? []).toString(), lane: r.PartitionKey ?? '' });
      ShardIterator = NextShardIterator;
    }
  }
  return all;
};

/** Bodies of what nobody has received before; it stays hidden for the rest of the test. */
const receivedNow = async ({ sqs }: Clients): Promise<string[]> => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }));
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body ?? ''));
  }
};

const check = async (dir: string, clients: Clients, done: Acknowledged, received: Map<string, number>): Promise<void> => {
  const { dynamo, s3, scheduler, ssm } = clients;
  for (const body of await receivedNow(clients)) received.set(body, (received.get(body) ?? 0) + 1);
  expect((await scheduler.send(new ListSchedulesCommand({}))).Schedules).toEqual([]);
  expect([...done.messages, ...done.schedules].filter((body) => received.get(body) !== 1)).toEqual([]);
  expect([...received.values()].filter((times) => times > 1)).toEqual([]);
  expect(done.mails.filter((id) => !existsSync(join(dir, 'mail', `${id}.eml`)))).toEqual([]);
  const puts = await queried(clients, 'put');
  expect(done.puts.filter((sk) => !puts.has(sk))).toEqual([]);
  const [left, right] = [await queried(clients, 'left'), await queried(clients, 'right')];
  expect(left).toEqual(right);
  expect(done.transactions.filter((sk) => !left.has(sk))).toEqual([]);
  const stream = await streamed(clients);
  for (const [pk, found] of [
    ['put', puts],
    ['left', left],
    ['right', right],
  ] as const)
    for (const sk of found) expect(stream.get(`${pk}/${sk}`)).toBe(1);
  const counter = await dynamo.send(new GetItemCommand({ TableName, Key: key('counter', 'n'), ConsistentRead: true }));
  const n = Number(counter.Item?.n?.N ?? 0);
  expect(n).toBeGreaterThanOrEqual(done.count);
  expect(n).toBeLessThanOrEqual(done.tried);

  const records = await recorded(clients);
  const bySequence = new Map(records.map((r) => [r.sequence, r.text]));
  for (const [sequence, text] of done.records) expect(bySequence.get(sequence)).toBe(text);
  for (const lane of ['lane-0', 'lane-1', 'lane-2', 'lane-3']) {
    const texts = records.filter((r) => r.lane === lane).map((r) => r.text);
    expect(texts).toEqual([...texts].sort());
  }

  for (const [Name, version] of done.parameters) {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
    expect(Parameter?.Value).toBe(`lane ${Name.slice('/kept/'.length)}`);
    expect(Parameter?.Version).toBeGreaterThanOrEqual(version);
  }

  const listed: string[] = [];
  let token: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await s3.send(
      new ListObjectsV2Command({ Bucket, ...(token === undefined ? {} : { ContinuationToken: token }) }),
    );
    listed.push(...(page.Contents ?? []).map((o) => o.Key ?? ''));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  expect(done.objects.filter((object) => !listed.includes(object))).toEqual([]);
  for (const Key of listed.slice(-20)) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(Key.repeat(100));
  }
};

describe('kill -9 of the emulators', () => {
  it('loses nothing that was acknowledged and splits no transaction', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'trunkline-kill-'));
    const done: Acknowledged = {
      puts: [],
      transactions: [],
      records: new Map(),
      objects: [],
      parameters: new Map(),
      messages: [],
      schedules: [],
      mails: [],
      count: 0,
      tried: 0,
    };
    const received = new Map<string, number>();
    // Acknowledgements after which each life ends: different ones, so that different writes are cut.
    const lives = (process.env.TRUNKLINE_KILL_AFTER ?? '137,421').split(',').map(Number);
    let running = await start(dir);
    const { dynamo, kinesis, s3 } = running.clients;
    await dynamo.send(tableInput(TableName, true));
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    for (const [life, limit] of lives.entries()) {
      const { child } = running;
      let ended: Promise<void> = Promise.resolve();
      await writeUntilGone(running.clients, life, done, limit, () => {
        ended = kill(child);
      });
      await ended;
      running = await start(dir);
      await check(dir, running.clients, done, received);
    }
    await kill(running.child);
    for (const kinds of [done.puts, done.transactions, [...done.records.keys()], done.objects, done.messages, done.schedules])
      expect(kinds.length).toBeGreaterThan(20);
    rmSync(dir, { recursive: true });
  }, 180_000);
});
