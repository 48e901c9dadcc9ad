import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { BatchWriteCommand, DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { openAwsEmulators } from '../../../../infra/local/aws-emulators.ts';
import { localRegion } from '../../../../infra/local/local-environment.ts';
import { createResources, resources } from '../../../../infra/local/resources.ts';
import { createRestateHistory } from '../../../call-history/events.ts';
import { createHistoryProjection } from '../../../call-history/project.ts';
import type { CallEvent } from '../../../domain/call-event.ts';
import type { OutboxBatch } from '../../../domain/engine-output.ts';
import { epochMs, siteIdSchema, tenantIdSchema } from '../../../domain/ids.ts';
import type { SiteConfig } from '../../../domain/site-config.ts';
import { verifyAgentSignature } from '../../../edge-agents/agent-keys.ts';
import { silentLog } from '../../../runtime/log.ts';
import { silentMetrics } from '../../../runtime/metrics.ts';
import { type EngineState, foldEvents, initialEngineState } from '../../core/fold-events.ts';
import { createEventArchive } from '../../event-archive.ts';
import { createIngest } from '../../ingest.ts';
import { createIngestSite } from '../../ingest-site.ts';
import { createReadOutbox } from '../../outbox-batch.ts';
import { createStateStore } from '../../state-store.ts';
import { bodyOf, headerOf, kinesisEvent, makeAgent, makeFrame } from '../../testing/frames.ts';
import { createVerifyFrames } from '../../verify-frames.ts';
import { createReadAfter } from '../read-after.ts';
import { createArchiveReader } from '../read-archive.ts';
import { createRebuildSite, type RebuildRequest } from '../rebuild-site.ts';

export type HistoryItem = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };
const kinds = ['CALL', 'SEG', 'STATUS', 'CARRIED', 'ANOMALY'];
const dayMs = 86_400_000;

/** Tables and archive of our emulators, shared by the sites of one test file. */
export const openRebuildWorld = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-rebuild-'));
  const aws = await openAwsEmulators({ dataDir, sync: false, sweeps: false, now: Date.now, log: console.error });
  const endpoint = await aws.listen(0, async (_req, res) => void res.writeHead(404).end());
  await createResources(aws, 1);
  const common = { endpoint, region: localRegion, credentials: aws.credentials };
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(common), { marshallOptions: { removeUndefinedValues: true } });
  return {
    dynamo,
    s3,
    close: async () => {
      s3.destroy();
      dynamo.destroy();
      await aws.hangUp();
      await aws.close();
      await rm(dataDir, { recursive: true });
    },
  };
};
type World = Awaited<ReturnType<typeof openRebuildWorld>>;

/** One site: batches in, history by the projection, history by the rebuild. `configs[i]` is version i + 1. */
export const createRebuildSiteWorld = (
  world: World,
  params: { readonly site: string; readonly configs: readonly SiteConfig[]; readonly days: { readonly from: number; readonly to: number } },
) => {
  const { dynamo, s3 } = world;
  const owner = { tenant: tenantIdSchema.parse('bakery'), site: siteIdSchema.parse(params.site) };
  const agent = makeAgent('agent-1', owner.tenant, owner.site);
  const table = resources.historyTable;
  const states = createStateStore<EngineState>({ client: dynamo, table: resources.engineTable });
  const readAfter = createReadAfter({ states, readOutbox: createReadOutbox({ client: dynamo, table: resources.engineTable }) });
  const configOf = (version: number) => {
    const config = params.configs[version - 1];
    return config === undefined ? null : { version, at: epochMs(0), author: 'test', config };
  };
  let version = 1;
  let dies = false;
  const ingest = createIngest({
    verifyFrames: createVerifyFrames({ findKey: async () => agent.key, verify: verifyAgentSignature }),
    ingestSite: createIngestSite<EngineState>({
      engine: { initial: initialEngineState, fold: foldEvents },
      states: {
        read: states.read,
        commit: (commit) => {
          if (!dies) return states.commit(commit);
          dies = false;
          return Promise.reject(new Error('killed'));
        },
      },
      archive: createEventArchive({ client: s3, bucket: resources.eventsBucket }),
      reject: async () => undefined,
      waitingSince: async (_owner, _link, _missing, now) => now,
      patienceMs: 0,
      findConfig: async () => configOf(version),
      now: Date.now,
      log: silentLog,
      metrics: silentMetrics,
    }),
    reject: async () => undefined,
    log: silentLog,
    metrics: silentMetrics,
  });
  const projection = createHistoryProjection({ client: dynamo, table, now: () => 0 });
  const query = async (pk: string): Promise<HistoryItem[]> => {
    const items: HistoryItem[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const page = await dynamo.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ExclusiveStartKey: after,
        }),
      );
      items.push(...((page.Items ?? []) as HistoryItem[]));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return items;
  };
  const pks = (): string[] => {
    const collection = `T#bakery#S#${owner.site}`;
    const days = Array.from({ length: Math.ceil((params.days.to - params.days.from) / dayMs) + 1 }, (_, i) =>
      new Date(params.days.from + i * dayMs).toISOString().slice(0, 10),
    );
    return [`${collection}#GAP`, `${collection}#DAYS`, ...kinds.flatMap((kind) => days.map((day) => `${collection}#${kind}#${day}`))];
  };
  const items = async (): Promise<HistoryItem[]> => (await Promise.all(pks().map(query))).flat();
  const remove = (key: HistoryItem): Promise<unknown> =>
    dynamo.send(new DeleteCommand({ TableName: table, Key: { pk: key.pk, sk: key.sk } }));

  return {
    owner,
    /** A signed frame of consecutive events of one link. */
    frame: (events: readonly CallEvent[]): Uint8Array => {
      const [first, last] = [events[0], events.at(-1)];
      if (first === undefined || last === undefined) throw new Error('a frame holds events');
      return makeFrame(agent, headerOf(first.seq, last.seq, { agent: agent.key.agent, link: first.link }), bodyOf(events));
    },
    /** One invocation under a version of the configuration; `die`: between archive and commit, then again. */
    deliver: async (frames: readonly Uint8Array[], options: { readonly version?: number; readonly die?: boolean } = {}): Promise<void> => {
      version = options.version ?? version;
      dies = options.die ?? false;
      const { batchItemFailures } = await ingest(kinesisEvent(frames));
      dies = false;
      if (batchItemFailures.length > 0) await ingest(kinesisEvent(frames));
    },
    published: (): Promise<readonly OutboxBatch[]> => readAfter(owner, 0),
    /** Applies what was published, up to `limit` batches, as the stream's consumer does. */
    project: async (limit = Number.POSITIVE_INFINITY): Promise<void> => {
      const position = await projection.position(owner.tenant, owner.site, true);
      const batches = (await readAfter(owner, position)).slice(0, limit);
      await projection.apply(owner, batches);
    },
    items,
    /** Rows and days of history, without numbers. */
    rows: async (): Promise<readonly string[]> =>
      (await items()).map((item) => `${item.pk} ${item.sk} ${String(item.row ?? '')}`).toSorted(),
    put: (item: Readonly<Record<string, unknown>>) => dynamo.send(new PutCommand({ TableName: table, Item: item })),
    remove,
    wipe: async (): Promise<void> => {
      const all = await items();
      for (let from = 0; from < all.length; from += 25) {
        const group = all.slice(from, from + 25).map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
        await dynamo.send(new BatchWriteCommand({ RequestItems: { [table]: group } }));
      }
    },
    /** `interleave` runs before every command that the rebuild sends to the history table. */
    rebuild: (request: Partial<RebuildRequest> & Pick<RebuildRequest, 'from' | 'to'>, interleave: () => Promise<void> = async () => {}) => {
      // One after the other, as the table has one projection and the stream one consumer.
      let turn: Promise<void> = Promise.resolve();
      const client = {
        send: async (command: never) => {
          turn = turn.then(interleave);
          await turn;
          return dynamo.send(command);
        },
      };
      return createRebuildSite<EngineState>({
        engine: { initial: initialEngineState, fold: foldEvents },
        states,
        archive: createArchiveReader({ client: s3, bucket: resources.eventsBucket }),
        history: createRestateHistory({ client: client as never, table, now: () => 1_000, readAfter }),
        findSite: async () => {
          const { timeZone, resetTime } = params.configs[0] ?? { timeZone: 'UTC', resetTime: '02:00' };
          return { ...owner, reseller: 'north', name: '', customerName: '', timeZone, resetTime };
        },
        findConfig: async () => configOf(params.configs.length),
        findConfigVersion: async (_tenant, _site, wanted) => configOf(wanted),
        onProgress: () => {},
        sleep: async () => {},
      })({ site: owner.site, config: 'then', dryRun: false, acceptDamage: false, ...request });
    },
  };
};
export type RebuildSiteWorld = ReturnType<typeof createRebuildSiteWorld>;
