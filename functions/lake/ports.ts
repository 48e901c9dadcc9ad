import type { HourReader } from '../call-history/events.ts';
import type { Log } from '../runtime/log.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { RowRecord } from '../statistics/facts.ts';
import type { LakeTableName } from './constants.ts';
import type { FileStore } from './file-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { ManifestStore } from './manifest-store.ts';
import type { LocalLakeFile } from './types.ts';

/** Where Parquet files are made; everything of it goes away with `close`. */
export interface Workshop {
  /** A path nobody used yet. */
  readonly newPath: () => string;
  readonly write: (table: LakeTableName, rows: readonly RowRecord[], path: string) => Promise<void>;
  /** @returns rows of the new file */
  readonly merge: (table: LakeTableName, files: readonly Pick<LocalLakeFile, 'path' | 'except'>[], path: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface SealerDeps {
  readonly hours: HourReader;
  readonly manifests: ManifestStore;
  readonly files: FileStore;
  readonly leases: LeaseStore;
  readonly openWorkshop: () => Promise<Workshop>;
  readonly now: () => number;
  /** Unique for ever. */
  readonly newId: () => string;
  /** Days for which history keeps rows; null = for ever. */
  readonly rowsKeptDays: number | null;
  readonly log: Log;
  readonly metrics: Metrics;
}
