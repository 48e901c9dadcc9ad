import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalStack, type LocalStack } from '../../infra/local/local-stack.ts';
import { readTrace } from '../../test/replay/read-trace.ts';
import { eventsOf, replayTrace } from '../../test/replay/replay-trace.ts';
import { createAwsClients } from '../runtime/aws-clients.ts';
import { createDirectoryStore } from '../tenants/directory-store.ts';
import { createCustomer, createReseller, createSite, createUser } from '../tenants/onboard.ts';
import { bodyOf, headerOf, makeAgent, makeFrame } from './testing/frames.ts';

/**
 * The traces of test/traces through Kinesis, ingest, outbox, projections and API of the local stack, cut into batches that come
 * twice, split and late: what the API lists must be what `replay` prints.
 */
const traceDir = new URL('../../test/traces/', import.meta.url);
const names = readdirSync(traceDir)
  .filter((name) => name.endsWith('.ndjson') && !/\.(calls|segments|status|events)\.ndjson$/.test(name))
  .sort();

interface TraceSite {
  readonly name: string;
  readonly site: string;
  /** The trace with the site id of this test. */
  readonly text: string;
}
const traceSites: readonly TraceSite[] = names.map((name, i) => {
  const [head = '', ...rest] = readFileSync(new URL(name, traceDir), 'utf8').split('\n');
  const header = JSON.parse(head) as { site: object };
  const site = `site-${i}`;
  return { name, site, text: [JSON.stringify({ ...header, site: { ...header.site, id: site } }), ...rest].join('\n') };
});

let stack: LocalStack;
let dataDir: string;
let token: string;

/** Deterministic, so that a failure comes again. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

type Senders = { readonly dynamo: DynamoDBDocumentClient; readonly kinesis: KinesisClient };
const publish = async ({ dynamo, kinesis }: Senders, { site, text }: TraceSite, random: () => number): Promise<void> => {
  const trace = readTrace(text);
  const events = eventsOf(trace);
  const agent = makeAgent(`agent-${site}`, 'bakery', site);
  await dynamo.send(
    new PutCommand({ TableName: stack.env.TRUNKLINE_DIRECTORY_TABLE, Item: { pk: `AGENT#${agent.key.agent}`, sk: 'KEY', ...agent.key } }),
  );
  const put = (from: number, to: number) => {
    const batch = events.slice(from, to);
    const frame = makeFrame(
      agent,
      headerOf(batch[0]?.seq ?? 0, batch.at(-1)?.seq ?? 0, { agent: agent.key.agent, link: trace.link }),
      bodyOf(batch),
    );
    return kinesis.send(new PutRecordCommand({ StreamName: stack.env.TRUNKLINE_EVENTS_STREAM, PartitionKey: site, Data: frame }));
  };
  for (let at = 0; at < events.length; ) {
    const to = Math.min(events.length, at + 1 + Math.floor(random() * 12));
    await put(at, to);
    if (random() < 0.3) await put(Math.max(0, at - 3), to);
    at = to;
  }
};

const list = async (path: string): Promise<unknown[]> => {
  const items: unknown[] = [];
  let query = 'from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&limit=7';
  for (;;) {
    const answer = await fetch(`${stack.api}/v1/sites/${path}?${query}`, { headers: { authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { items: unknown[]; cursor: string | null };
    items.push(...page.items);
    if (page.cursor === null) return items;
    query = `cursor=${page.cursor}&limit=7`;
  }
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trunkline-pipeline-'));
  stack = await createLocalStack({ dataDir, sync: false, log: () => {} });
  const client = createAwsClients(stack.env).dynamo();
  const deps = { store: createDirectoryStore({ client, table: stack.env.TRUNKLINE_DIRECTORY_TABLE ?? '' }), now: Date.now };
  await createReseller(deps, { reseller: 'north', name: 'North' });
  await createCustomer(deps, { tenant: 'bakery', reseller: 'north', name: 'Bakery' });
  for (const { site, text } of traceSites) await createSite(deps, { site, tenant: 'bakery', name: site, config: readTrace(text).config });
  await createUser(deps, {
    user: 'anna',
    subject: 'anna',
    name: 'Anna',
    email: null,
    role: 'customerAdmin',
    reseller: 'north',
    tenant: 'bakery',
  });
  await stack.seedUsers([{ sub: 'anna', email: 'anna@example.test', name: 'Anna', password: 'correct horse' }]);
  token = await stack.issueToken('anna');
  await stack.serve();
  const random = createRandom(20_260_302);
  const senders = { dynamo: client, kinesis: new KinesisClient({ requestHandler: new NodeHttpHandler() }) };
  await Promise.all(traceSites.map((traceSite) => publish(senders, traceSite, random)));
  senders.kinesis.destroy();
  await stack.idle();
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const parsed = (lines: readonly string[]): unknown[] => lines.map((line) => JSON.parse(line) as unknown);
/** Rows of one instant have no order among themselves. */
const byInstant = (rows: readonly unknown[]): unknown[] =>
  (rows as { at: string; kind: string }[]).toSorted((a, b) => `${a.at} ${a.kind}`.localeCompare(`${b.at} ${b.kind}`));

test.each(traceSites)('$name', async ({ site, text }) => {
  expect(await list(`${site}/calls`)).toEqual(parsed(replayTrace(text, 'calls').lines));
  expect(await list(`${site}/segments`)).toEqual(parsed(replayTrace(text, 'segments').lines));
  expect(byInstant(await list(`${site}/status`))).toEqual(byInstant(parsed(replayTrace(text, 'status').lines)));
});

test('nothing was rejected and no batch was given up', async () => {
  for (const { site } of traceSites) expect(await list(`${site}/rejections`)).toEqual([]);
  expect(stack.failedBatches()).toEqual([]);
});
