/** Published door of the lake: what queries need. */
export { composeLakeReader, type LakeCache } from './compose-lake.ts';
export { type LakeTableName, lakeTableNames } from './constants.ts';
export { type DuckDb, type DuckDbOptions, openDuckDb } from './duckdb.ts';
export { LakeFileGone } from './file-store.ts';
export { loadRows } from './parquet.ts';
export { LakeBusy } from './plan-range.ts';
export { createLakeReader, type LakeReaderDeps } from './reader.ts';
export { lakeFilesSql } from './relation-sql.ts';
export { type LakeTable, lakeTables } from './tables.ts';
export type {
  FilesByTable,
  LakeFile,
  LakePlan,
  LakeRange,
  LakeReader,
  LakeReading,
  LakeSite,
  LocalLakeFile,
  Restated,
  Stretch,
  Tail,
} from './types.ts';
