import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJson, listOf } from './aws-wire/json.ts';
import type { Handlers } from './lambda/handlers.ts';
import { createLocalStack, type LocalStack } from './local-stack.ts';
import { resources } from './resources.ts';

const records = (event: unknown): readonly unknown[] => (isJson(event) ? listOf(event, 'Records') : []);
const at = (value: unknown, ...path: string[]): unknown => path.reduce<unknown>((v, name) => (isJson(v) ? v[name] : undefined), value);

describe('local stack', () => {
  let dir = '';
  const before = { ...process.env };
  const seen = { history: [] as unknown[], live: [] as unknown[] };
  const clients: { destroy(): void }[] = [];

  /** A tiny product: the stream's records become outbox items, two consumers read those. */
  const handlers: Handlers = {
    ingest: async (event) => {
      const client = new DynamoDBClient({});
      for (const record of records(event)) {
        const sk = `OUTBOX#${Buffer.from(String(at(record, 'kinesis', 'data')), 'base64').toString()}`;
        const Item = { pk: { S: String(at(record, 'kinesis', 'partitionKey')) }, sk: { S: sk } };
        await client.send(new PutItemCommand({ TableName: process.env.TRUNKLINE_ENGINE_TABLE, Item }));
        await client.send(new PutItemCommand({ TableName: process.env.TRUNKLINE_ENGINE_TABLE, Item: { ...Item, sk: { S: 'STATE#000' } } }));
      }
      client.destroy();
      return { batchItemFailures: [] };
    },
    historyProject: async (event) => void seen.history.push(...records(event).map((r) => at(r, 'dynamodb', 'NewImage', 'sk', 'S'))),
    liveProject: async (event) => void seen.live.push(...records(event).map((r) => at(r, 'dynamodb', 'Keys', 'sk', 'S'))),
    api: async (event) => ({ statusCode: 200, body: String(at(event, 'rawPath')) }),
  };
  const open = async (): Promise<LocalStack> => {
    const stack = await createLocalStack({ dataDir: dir, sync: false, handlers, onlyGivenHandlers: true, log: () => undefined });
    await stack.serve();
    return stack;
  };
  const put = async (text: string): Promise<void> => {
    const client = new KinesisClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler() });
    clients.push(client);
    await client.send(new PutRecordCommand({ StreamName: resources.eventsStream, PartitionKey: 'site', Data: Buffer.from(text) }));
  };

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'trunkline-stack-'));
  });
  afterAll(() => {
    for (const client of clients) client.destroy();
    rmSync(dir, { recursive: true });
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  it('carries a record from the stream through ingest and outbox to every consumer', async () => {
    const stack = await open();
    await put('1');
    await put('2');
    await stack.idle();
    expect(seen).toEqual({ history: ['OUTBOX#1', 'OUTBOX#2'], live: ['OUTBOX#1', 'OUTBOX#2'] });
    expect(await (await fetch(`${stack.api}/v1/anything`)).text()).toBe('/v1/anything');
    await stack.stop();
  });

  it('goes on after a restart without repeating what was done', async () => {
    const stack = await open();
    await put('3');
    await stack.idle();
    expect(seen.history).toEqual(['OUTBOX#1', 'OUTBOX#2', 'OUTBOX#3']);
    expect(stack.failedBatches()).toEqual([]);
    await stack.stop();
  });

  it('knows its people and makes tokens for them', async () => {
    const stack = await open();
    await stack.seedUsers([{ sub: 'omar', email: 'omar@example.com', name: 'Omar', password: 'x' }]);
    expect((await stack.issueToken('omar')).split('.').length).toBe(3);
    const discovery = (await (await fetch(`${stack.issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
    expect(discovery.issuer).toBe(stack.issuer);
    expect(stack.env.TRUNKLINE_JWKS_URL).toBe(discovery.jwks_uri);
    await stack.stop();
  });

  it('is not started twice on one data directory', async () => {
    const stack = await open();
    await expect(open()).rejects.toThrow();
    await stack.stop();
  });
});
