import { createDynaliteStore, createTableCache, type TableCache } from './dynalite-store.ts';
import type { DynaliteStore, TableDescription } from './dynalite-types.ts';
import type { LevelStore, Op } from './level-store.ts';
import { createStreamLog, type StreamLog } from './stream-log.ts';
import { createTtlIndex, type TtlIndex } from './ttl.ts';

/** What the parts of the engine share. */
export interface DynamoContext {
  readonly level: LevelStore;
  readonly tables: TableCache;
  readonly streams: StreamLog;
  readonly ttl: TtlIndex;
  readonly now: () => number;
  /** Store for reads and table changes: sees what is on disk, writes at once. */
  readonly store: DynaliteStore;
  /** Store for working out a write: sees what is enqueued, gathers operations. */
  gathering(into: Op[]): DynaliteStore;
  /** Told after records of a table's stream are on disk. */
  readonly streamListeners: Set<(table: string) => void>;
}

export const createDynamoContext = (level: LevelStore, region: string, now: () => number): DynamoContext => {
  const tables = createTableCache(level);
  return {
    level,
    tables,
    streams: createStreamLog(level, region, now),
    ttl: createTtlIndex(level, now),
    now,
    store: createDynaliteStore({ level, tables, region, into: null }),
    gathering: (into) => createDynaliteStore({ level, tables, region, into }),
    streamListeners: new Set(),
  };
};

/** @throws AwsError ResourceNotFoundException through the store's own answer. */
export const hasStream = (table: TableDescription): boolean => table.StreamSpecification?.StreamEnabled === true;
