import type { Call, Segment, StatusRow } from '../domain/segment.ts';
import type { Fact } from '../statistics/facts.ts';
import type { LakeTableName } from './constants.ts';
import type { Restated, Stretch } from './core/hours.ts';

export type { Restated, Stretch };

/** Whose data. Both ids come from the principal and its reach, never from a request's body. */
export interface LakeSite {
  readonly tenant: string;
  readonly site: string;
}

/** A Parquet file in the lake. */
export interface LakeFile {
  readonly table: LakeTableName;
  /** In the lake bucket; begins with tenant and site, and never means other content. */
  readonly key: string;
  readonly bytes: number;
  readonly rows: number;
  /** Hours the file holds that were made anew elsewhere: rows in them do not count. */
  readonly except: readonly Stretch[];
}
/** The same on this machine. */
export interface LocalLakeFile extends LakeFile {
  readonly path: string;
}

export type FilesByTable<F> = Readonly<Record<LakeTableName, readonly F[]>>;

/** Rows of the hours that are in no file yet, or changed since, as history has them now. */
export interface Tail {
  readonly hours: readonly string[];
  readonly calls: readonly Call[];
  readonly segments: readonly Segment[];
  /** Derived from the calls and segments above. */
  readonly facts: readonly Fact[];
  readonly status: readonly StatusRow[];
}

/**
 * Where the rows of a range are: every row of the hours that touch it is in exactly one of `files` and `tail`. Hours are whole, so who
 * reads cuts by `callStartedAt` (calls, segments, facts) and `at` (status).
 */
export interface LakePlan {
  readonly files: FilesByTable<LakeFile>;
  readonly tail: Tail;
  readonly restated: readonly Restated[];
  /** All hours of the range before this instant come from files. */
  readonly sealedThrough: number;
}
export interface LakeRange extends LakeSite {
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Files on this machine for one query. They stay until `release`, which must be called once the query is done. */
export interface LakeReading {
  readonly files: FilesByTable<LocalLakeFile>;
  readonly tail: Tail;
  readonly restated: readonly Restated[];
  readonly sealedThrough: number;
  readonly release: () => void;
}

export interface LakeReader {
  /** @throws LakeBusy when rows kept moving between hours while it looked. */
  readonly plan: (range: LakeRange) => Promise<LakePlan>;
  /** Brings files into the local cache. @throws LakeFileGone when one was replaced meanwhile: plan again. */
  readonly fetch: (
    site: LakeSite,
    files: readonly LakeFile[],
  ) => Promise<{ readonly files: readonly LocalLakeFile[]; readonly release: () => void }>;
  /** Plan and files of the named tables in one, planned again where a file was replaced meanwhile. `plan` = one made for the range a moment ago. */
  readonly read: (range: LakeRange, tables: readonly LakeTableName[], plan?: LakePlan) => Promise<LakeReading>;
}
