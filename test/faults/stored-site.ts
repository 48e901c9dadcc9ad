import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createReadOutbox } from '../../functions/call-engine/events.ts';
import { parseFrame } from '../../functions/domain/batch-frame.ts';
import type { Gap, OutboxBatch } from '../../functions/domain/engine-output.ts';
import type { PublicCall, PublicRow, PublicSegment } from '../../functions/domain/public-rows.ts';
import { createLiveStore } from '../../functions/live/live-store.ts';
import { createAwsClients } from '../../functions/runtime/aws-clients.ts';

/** What is stored of one site, as text that can be compared byte by byte with that of another site. */
export interface StoredSite {
  /** `collection key row` of every history row, in order of key, with the site's name taken out. */
  readonly rows: readonly string[];
  readonly calls: readonly PublicCall[];
  readonly segments: readonly PublicSegment[];
  readonly gaps: readonly PublicRow<Gap>[];
  readonly anomalies: readonly {
    readonly kind: string;
    readonly at: string;
    readonly logicalCallId: string | null;
    readonly detail: string;
  }[];
  /** Live objects, totals and open gaps. */
  readonly live: unknown;
  readonly totals: unknown;
  /** Numbers of the batches that the engine published, in order. */
  readonly outbox: readonly number[];
  /** How far history and live have come. */
  readonly projected: readonly [number, number];
  /** Event numbers in the archive by link, each once, in order. */
  readonly archived: Readonly<Record<string, readonly number[]>>;
}

type Environment = Readonly<Record<string, string>>;
export const tenant = 'bakery';

const everyItem = async (env: Environment, table: string): Promise<readonly Record<string, unknown>[]> => {
  const client = createAwsClients(env).dynamo();
  const items: Record<string, unknown>[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, ...(after === undefined ? {} : { ExclusiveStartKey: after }) }));
    items.push(...(page.Items ?? []));
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
  client.destroy();
  return items;
};

/** Text without the site's own name, so that sites with the same day are the same text. */
const nameless = (site: string, text: string): string => text.replaceAll(site, 'SITE');

const archivedNumbers = async (env: Environment, site: string): Promise<Record<string, number[]>> => {
  const s3 = new S3Client({ forcePathStyle: true });
  const Bucket = env.TRUNKLINE_EVENTS_BUCKET;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: `tenant=${tenant}/site=${site}/` }));
  const numbers: Record<string, Set<number>> = {};
  for (const { Key } of Contents) {
    const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    for (let at = 0; at < bytes.length; ) {
      const frame = parseFrame(bytes, at);
      at = frame.end;
      const known = numbers[frame.header.link] ?? new Set<number>();
      numbers[frame.header.link] = known;
      for (const line of gunzipSync(frame.body).toString('utf8').split('\n'))
        if (line !== '') known.add((JSON.parse(line) as { seq: number }).seq);
    }
  }
  s3.destroy();
  return Object.fromEntries(Object.entries(numbers).map(([link, set]) => [link, [...set].sort((a, b) => a - b)]));
};

const split = (row: string): readonly [string, Record<string, unknown>] => {
  const at = row.indexOf(' {');
  return [row.slice(0, at), JSON.parse(row.slice(at + 1)) as Record<string, unknown>];
};

/** Stored rows leave out what is null. */
const parsedRows = <T>(rows: readonly string[], kind: string): T[] =>
  rows.filter((row) => (row.split(' ')[0] ?? '').includes(kind)).map((row) => ({ endedAt: null, ...split(row)[1] }) as T);

/** Everything a site has left in the tables and the bucket of a stack. */
export const readSite = async (env: Environment, site: string): Promise<StoredSite> => {
  const owned = `T#${tenant}#S#${site}#`;
  const history = (await everyItem(env, env.TRUNKLINE_HISTORY_TABLE ?? ''))
    .filter(({ pk, row }) => String(pk).startsWith(owned) && row !== undefined)
    .sort((a, b) => (`${String(a.pk)} ${String(a.sk)}` < `${String(b.pk)} ${String(b.sk)}` ? -1 : 1));
  const client = createAwsClients(env).dynamo();
  const outboxItems = (await everyItem(env, env.TRUNKLINE_ENGINE_TABLE ?? '')).filter(
    ({ pk, sk }) => pk === `T#${tenant}#S#${site}` && String(sk).startsWith('OUTBOX#'),
  );
  const position = await client.send(
    new QueryCommand({
      TableName: env.TRUNKLINE_HISTORY_TABLE,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': `T#${tenant}#S#${site}`, ':sk': 'PROJECTED' },
    }),
  );
  const stored = await createLiveStore({ client, table: env.TRUNKLINE_LIVE_TABLE ?? '' }).read({ tenant, site });
  client.destroy();
  const { n = 0, live, totals, gaps } = stored?.model ?? {};
  const rows = history.map(({ pk, sk, row }) => nameless(site, `${String(pk)} ${String(sk)} ${String(row)}`));
  return {
    rows,
    calls: parsedRows(rows, '#CALL#'),
    segments: parsedRows(rows, '#SEG#'),
    gaps: parsedRows(rows, '#GAP'),
    anomalies: parsedRows(rows, '#ANOMALY#'),
    totals,
    live: JSON.parse(nameless(site, JSON.stringify({ live, totals, gaps }))) as unknown,
    outbox: [...new Set(outboxItems.map((item) => Number(item.n)))].sort((a, b) => a - b),
    projected: [Number(position.Items?.[0]?.n ?? 0), n],
    archived: await archivedNumbers(env, site),
  };
};

/** Batches of a site as the engine published them. */
export const readBatches = async (env: Environment, site: string): Promise<readonly OutboxBatch[]> => {
  const client = createAwsClients(env).dynamo();
  const batches = await createReadOutbox({ client, table: env.TRUNKLINE_ENGINE_TABLE ?? '' })(tenant, site, 1, 999_999_999);
  client.destroy();
  return batches;
};

export const range = (to: number): number[] => Array.from({ length: to }, (_, i) => i + 1);

/** Rows that differ, each with its fields that differ as `expected -> got`: short enough to be read in a failed test. */
export const differences = (expected: readonly string[], got: readonly string[]): readonly string[] => {
  const gotten = new Map(got.map(split));
  const wanted = new Map(expected.map(split));
  const changed = [...wanted].flatMap(([key, row]) => {
    const other = gotten.get(key);
    if (other === undefined) return [`${key} is missing`];
    const fields = [...new Set([...Object.keys(row), ...Object.keys(other)])].filter(
      (field) => JSON.stringify(row[field]) !== JSON.stringify(other[field]),
    );
    return fields.length === 0
      ? []
      : [`${key}: ${fields.map((field) => `${field} ${JSON.stringify(row[field])} -> ${JSON.stringify(other[field])}`).join(', ')}`];
  });
  return [...changed, ...[...gotten.keys()].filter((key) => !wanted.has(key)).map((key) => `${key} is not expected`)];
};
