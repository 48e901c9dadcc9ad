import { createHash, randomUUID } from 'node:crypto';
import type { Item, TableDescription } from './dynalite-types.ts';
import type { LevelStore, Op } from './level-store.ts';

/** Records live 24 hours, as in AWS. */
export const streamRetentionMs = 24 * 3_600_000;
/** Every stream has this many shards; an item stays in the shard of its partition key. */
export const streamShards = 4;
const sequenceKey = 'streamseq';

/** What one write did to one item; texts are stored item JSON, null = no such item. */
export interface ItemChange {
  readonly table: TableDescription;
  readonly keys: Item;
  readonly oldText: string | null;
  readonly newText: string | null;
  /** Set when the TTL sweeper deleted the item. */
  readonly byTtl: boolean;
}

export interface StreamLog {
  /** The operations that store the records of these changes; to be written in the same batch as the items. */
  opsFor(changes: readonly ItemChange[]): readonly Op[];
  /** Stored record JSON of a shard after a sequence number (empty = from the oldest kept). */
  read(
    table: string,
    shard: number,
    after: string,
    limit: number,
  ): Promise<readonly { readonly sequence: string; readonly text: string }[]>;
  /** A position after everything written so far. */
  latest(): string;
  trim(table: string): Promise<void>;
}

const prefixOf = (table: string, shard: number): string => `stream~${table}~${shard}~`;
export const streamPrefix = (table: string): string => `stream~${table}~`;

/** 13 digits of epoch ms and 8 of a counter: numbers only grow, also over a restart and when the clock goes back. */
const sequenceOf = (ms: number, n: number): string => String(ms).padStart(13, '0') + String(n).padStart(8, '0');

export const createStreamLog = (level: LevelStore, region: string, now: () => number): StreamLog => {
  let last = level.readDurable(sequenceKey) ?? sequenceOf(0, 0);

  const nextSequence = (): string => {
    const lastMs = Number(last.slice(0, 13));
    const ms = Math.max(lastMs, now());
    last = sequenceOf(ms, ms === lastMs ? Number(last.slice(13)) + 1 : 0);
    return last;
  };

  const recordText = (change: ItemChange, sequence: string, view: string): string => {
    const { oldText, newText } = change;
    const keys = JSON.stringify(change.keys);
    const withNew = newText !== null && (view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const withOld = oldText !== null && (view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES');
    const size = keys.length + (withNew ? newText.length : 0) + (withOld ? oldText.length : 0);
    const head = {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: oldText === null ? 'INSERT' : newText === null ? 'REMOVE' : 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: region,
      ...(change.byTtl ? { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } } : {}),
    };
    const facts = {
      ApproximateCreationDateTime: Math.floor(now() / 1000),
      SequenceNumber: sequence,
      SizeBytes: size,
      StreamViewType: view,
    };
    const images = `${withNew ? `,"NewImage":${newText}` : ''}${withOld ? `,"OldImage":${oldText}` : ''}`;
    return `${JSON.stringify(head).slice(0, -1)},"dynamodb":${JSON.stringify(facts).slice(0, -1)},"Keys":${keys}${images}}}`;
  };

  return {
    opsFor: (changes) => {
      const ops: Op[] = [];
      for (const change of changes) {
        const view = change.table.StreamSpecification?.StreamEnabled ? change.table.StreamSpecification.StreamViewType : undefined;
        if (view === undefined || change.oldText === change.newText) continue;
        const hashKey = change.table.KeySchema[0]?.AttributeName ?? '';
        const shard = (createHash('md5').update(JSON.stringify(change.keys[hashKey])).digest()[0] ?? 0) % streamShards;
        const sequence = nextSequence();
        ops.push({ type: 'put', key: prefixOf(change.table.TableName, shard) + sequence, value: recordText(change, sequence, view) });
      }
      if (ops.length > 0) ops.push({ type: 'put', key: sequenceKey, value: last });
      return ops;
    },
    read: async (table, shard, after, limit) => {
      const prefix = prefixOf(table, shard);
      const found: { sequence: string; text: string }[] = [];
      for await (const [key, text] of level.entries({ gt: prefix + after, lt: `${prefix}~`, limit }))
        found.push({ sequence: key.slice(prefix.length), text });
      return found;
    },
    latest: () => last,
    trim: async (table) => {
      for (let shard = 0; shard < streamShards; shard++)
        await level.clear({ gte: prefixOf(table, shard), lt: prefixOf(table, shard) + sequenceOf(now() - streamRetentionMs, 0) });
    },
  };
};
